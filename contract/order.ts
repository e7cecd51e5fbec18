import { z } from 'zod'
import { failureSchema } from './failure-schema.ts'
import { fileTypesSchema } from './recording.ts'

/** The list an order was placed from; for its name. */
const orderScopeSchema = z.object({
  /** ISO instants. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  search: z.string().max(200),
  allUsers: z.boolean(),
})
export type OrderScope = z.infer<typeof orderScopeSchema>

export const MAX_TITLE = 200

/** A recording as its row in the list describes it, before its files are known. */
const orderedRecordingSchema = z.object({
  confUUID: z.string().min(1).max(200),
  title: z.string().max(MAX_TITLE),
  /** ISO, when known. */
  startTime: z.string().max(40).nullable(),
  /** Estimated size of the requested files. */
  bytes: z.number().min(0).nullable(),
})
export type OrderedRecording = z.infer<typeof orderedRecordingSchema>

/** Largest number of recordings in one order; the page places several for more. */
export const MAX_ORDERED = 20_000

/** What does not change about an order. */
export const orderFactsSchema = z.object({
  id: z.string(),
  orderedAt: z.string(),
  /** null: chosen one by one. */
  scope: orderScopeSchema.nullable(),
  /** [] means all. */
  fileTypes: z.array(z.string()),
  folder: z.string(),
  /** Number of recordings when it was placed. */
  recordings: z.number(),
})
export type OrderFacts = z.infer<typeof orderFactsSchema>

/** Sums over downloads, in which recordings that are not looked up yet count with an estimate. */
const orderTotalsSchema = z.object({
  /** Recordings whose files are listed or awaited. */
  recordings: z.number(),
  /** Saved files, and all but cancelled ones. */
  files: z.object({ done: z.number(), of: z.number() }),
  /** `of` is null while no size is known. */
  bytes: z.object({ done: z.number(), of: z.number().nullable() }),
  /** Numbers of files and sizes contain estimates. */
  isEstimate: z.boolean(),
  /** Numbers of downloads: progressing, paused, waiting for their recording to be prepared, and so on. */
  active: z.number(),
  paused: z.number(),
  preparing: z.number(),
  blocked: z.number(),
  failed: z.number(),
  cancelled: z.number(),
  bytesPerSecond: z.number(),
  /** Until those that progress have been received; null if unknown. */
  secondsLeft: z.number().nullable(),
  /** Why blocked downloads wait: the first failure. */
  failure: failureSchema.nullable(),
})
export type OrderTotals = z.infer<typeof orderTotalsSchema>

/** The totals of no downloads. */
export const noTotals = (): OrderTotals => ({
  recordings: 0,
  files: { done: 0, of: 0 },
  bytes: { done: 0, of: null },
  isEstimate: false,
  ...{ active: 0, paused: 0, preparing: 0, blocked: 0, failed: 0, cancelled: 0 },
  bytesPerSecond: 0,
  secondsLeft: null,
  failure: null,
})

/** Recordings that were requested together. */
const orderSchema = orderFactsSchema.extend({ totals: orderTotalsSchema })
export type Order = z.infer<typeof orderSchema>

/** `retry` applies to failed downloads only, and `moveToTop` to waiting ones. */
const orderActionSchema = z.enum(['pause', 'resume', 'retry', 'cancel', 'clear', 'moveToTop'])
export type OrderAction = z.infer<typeof orderActionSchema>

/** The calls about orders (contract/ipc.ts). */
export const ORDER_CALLS = {
  /** Recordings that were requested together, with their progress, and the total of all downloads. */
  'orders.list': {
    input: z.void(),
    output: z.object({ orders: z.array(orderSchema), total: orderTotalsSchema }),
  },
  /**
   * Orders files of recordings; types are case-insensitive; [] means all types. Resolves as soon as the order is on
   * disk: its files are looked up and downloaded in the background.
   */
  'orders.place': {
    input: z.object({
      recordings: z.array(orderedRecordingSchema).min(1).max(MAX_ORDERED),
      fileTypes: fileTypesSchema,
      scope: orderScopeSchema.nullable(),
    }),
    output: orderSchema,
  },
  /** Resolves when the result is on disk. */
  'orders.act': { input: z.object({ id: z.string().max(100), action: orderActionSchema }), output: z.void() },
  /** Brings back what was removed from the list of downloads last, with its orders; once. */
  'orders.undoClear': { input: z.void(), output: z.void() },
} as const

/** The events about orders (contract/ipc.ts). */
export const ORDER_EVENTS = {
  /** Orders changed since the last event, the ids of those removed, and the total of all downloads. */
  'orders.changed': z.object({
    changed: z.array(orderSchema),
    removed: z.array(z.string()),
    total: orderTotalsSchema,
  }),
} as const
