import { z } from 'zod'

/**
 * Whether the app starts when its user signs in to the computer, as the system says. `blocked`: it is registered, and
 * the user or an administrator has switched it off in the system. `other`: another copy of Meetkeep starts.
 * `unavailable`: this one cannot be registered, as it runs from its source or from a path the system cannot start.
 */
export const loginItemSchema = z.enum(['on', 'off', 'blocked', 'other', 'unavailable'])
export type LoginItem = z.infer<typeof loginItemSchema>

/** The calls about work in the background (contract/ipc.ts). */
export const BACKGROUND_CALLS = {
  'loginItem.get': { input: z.void(), output: loginItemSchema },
  /** The system may refuse: the returned state is the actual one. */
  'loginItem.set': { input: z.object({ isOn: z.boolean() }), output: loginItemSchema },
} as const
