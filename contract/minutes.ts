import { z } from 'zod'
import { failureSchema } from './failure-schema.ts'

/** Longest cloudlink text that is parsed. */
export const MAX_LINK_LENGTH = 4096

/**
 * The data a minutes code would send: every key and value except `action`, in the order of the code. A list,
 * not an object: `__proto__` is a key like any other.
 */
export const minutesEntriesSchema = z.array(z.tuple([z.string(), z.string()])).min(1)
export type MinutesEntries = z.infer<typeof minutesEntriesSchema>

/** The display name of a code's minutes: keys are not known in advance, but these two have been seen. */
export function nameOfEntries(entries: MinutesEntries): string {
  const named = entries.find(([key, value]) => ['topic', 'title'].includes(key) && value.trim() !== '')
  return (named ?? entries[0])?.[1].slice(0, 100) ?? ''
}

export const minutesPreviewSchema = z.object({
  entries: minutesEntriesSchema,
  /** Owner of the target space: name of the signed-in account; null when not signed in. */
  owner: z.string().nullable(),
  ownerId: z.string().nullable(),
  /** ISO: when the same minutes were saved to that space from this machine; null when they were not. */
  savedAt: z.string().nullable(),
})
export type MinutesPreview = z.infer<typeof minutesPreviewSchema>

/** A save made from this machine, for the history on the minutes page. */
export const savedMinutesSchema = z.object({
  id: z.string(),
  /** ISO. */
  at: z.string(),
  entries: minutesEntriesSchema,
  owner: z.string(),
  requestId: z.string(),
  failure: failureSchema.nullable(),
  /**
   * What it is waiting for: the network, the account it was confirmed for, or the answer. null: it ended, see
   * `failure`.
   */
  waits: z.enum(['network', 'account', 'sending']).nullable(),
})
export type SavedMinutes = z.infer<typeof savedMinutesSchema>
