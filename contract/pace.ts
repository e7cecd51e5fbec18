import { z } from 'zod'

/** Calls to a service wait. */
export const paceWaitSchema = z.object({
  /** host[:port] of the service. */
  host: z.string(),
  /** Ms since 1970. */
  until: z.number(),
  /** asked: the service refused a call and named a time; limit: its announced limit is reached. */
  why: z.enum(['asked', 'limit']),
})
export type PaceWait = z.infer<typeof paceWaitSchema>

/** The calls about waits (contract/ipc.ts). */
export const PACE_CALLS = {
  /** The waits that last. */
  'pace.waits': { input: z.void(), output: z.array(paceWaitSchema) },
} as const

/** The events about waits (contract/ipc.ts). */
export const PACE_EVENTS = {
  /** A wait began, got longer or is over: those that last. */
  'pace.changed': z.array(paceWaitSchema),
} as const
