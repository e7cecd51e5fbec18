import { z } from 'zod'
import { failureSchema } from './failure-schema.ts'

/**
 * What a build does about newer versions. `off`: nothing, it was made without an address to ask. `tells`: it finds
 * them and shows where to get them. `installs`: it can also fetch and install them, because both builds are signed.
 */
export const UPDATE_WAYS = ['off', 'tells', 'installs'] as const
export type UpdateWay = (typeof UPDATE_WAYS)[number]

export const UPDATE_STEPS = ['resting', 'checking', 'found', 'downloading', 'ready'] as const
export type UpdateStep = (typeof UPDATE_STEPS)[number]

export const newerVersionSchema = z.object({
  version: z.string().min(1).max(100),
  /** What is new in it, as the feed says: Markdown of our own kind (CHANGELOG.md), and not to be trusted. */
  notes: z.string().max(50_000),
})
export type NewerVersion = z.infer<typeof newerVersionSchema>

export const updateStateSchema = z.object({
  way: z.enum(UPDATE_WAYS),
  step: z.enum(UPDATE_STEPS),
  found: newerVersionSchema.nullable(),
  /** Of the download, 0 to 1. */
  progress: z.number().min(0).max(1),
  /** ISO: when the feed last answered. */
  checkedAt: z.string().nullable(),
  /** How the last check or download failed. */
  failure: failureSchema.nullable(),
  /** Is there a page of downloads to open? */
  hasPage: z.boolean(),
})
export type UpdateState = z.infer<typeof updateStateSchema>
