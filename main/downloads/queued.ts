import { z } from 'zod'
import { type Download, downloadSchema } from '../../contract/download.ts'
import { meetingSchema } from '../library/entry.ts'
import { lookupFactsSchema } from '../library/description.ts'
import { expectedSchema } from './download-requests.ts'

/** A download with the data its transfer needs. */
export const queuedSchema = downloadSchema.extend({
  mustBeBoxes: z.boolean(),
  needsExtension: z.boolean(),
  // Missing in files of earlier versions.
  expected: expectedSchema.default({ bytes: null, sha256: null }),
  meeting: meetingSchema.nullable().default(null),
  facts: lookupFactsSchema.nullable().default(null),
  /** File types requested of a recording that has not been looked up ([] means all); null for a file. */
  awaited: z.array(z.string()).nullable().default(null),
  /** Estimated from the list, until its size is known. */
  estimatedBytes: z.number().nullable().default(null),
  /** Where the disk of its folder was mounted when it was added; null if unknown. */
  mountPoint: z.string().nullable().default(null),
  /** The folder has another version of it, or a damaged one, which its description tells of. */
  isReplacement: z.boolean().default(false),
  /** The same file in another folder, to copy it from. */
  copyFrom: z.object({ path: z.string(), bytes: z.number(), sha256: z.string() }).nullable().default(null),
})
export type Queued = z.infer<typeof queuedSchema>

export function publicPart(queued: Queued): Download {
  const {
    mustBeBoxes: _,
    needsExtension: __,
    expected: ___,
    meeting: ____,
    awaited: _____,
    estimatedBytes: ________,
    mountPoint: ______,
    copyFrom: _______,
    facts: _________,
    isReplacement: __________,
    ...download
  } = queued
  return download
}
