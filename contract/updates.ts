import { z } from 'zod'
import { failureSchema } from './failure-schema.ts'

/**
 * Update mode of a build. `off`: nothing, built without a feed. `tells`: checks for updates and links to the
 * download page. `installs`: can also download and install them, because both builds are signed.
 */
export const UPDATE_MODES = ['off', 'notify', 'install'] as const
export type UpdateMode = (typeof UPDATE_MODES)[number]

export const UPDATE_STEPS = ['resting', 'checking', 'found', 'downloading', 'ready'] as const
export type UpdateStep = (typeof UPDATE_STEPS)[number]

export const newerVersionSchema = z.object({
  version: z.string().min(1).max(100),
  /** Release notes from the feed: our Markdown subset (CHANGELOG.md), untrusted. */
  notes: z.string().max(50_000),
})
export type NewerVersion = z.infer<typeof newerVersionSchema>

export const updateStateSchema = z.object({
  mode: z.enum(UPDATE_MODES),
  step: z.enum(UPDATE_STEPS),
  found: newerVersionSchema.nullable(),
  /** Download progress, 0 to 1. */
  progress: z.number().min(0).max(1),
  /** ISO: when the feed last answered. */
  checkedAt: z.string().nullable(),
  /** How the last check or download failed. */
  failure: failureSchema.nullable(),
  /** Is there a download page to open? */
  hasPage: z.boolean(),
})
export type UpdateState = z.infer<typeof updateStateSchema>
