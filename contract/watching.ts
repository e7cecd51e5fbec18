import { z } from 'zod'

/**
 * Id of a saved file between page and main: derived from its identity, contains no path. 32 hex digits.
 * [Note: identity of a recording file]
 */
export const savedIdSchema = z
  .string()
  .length(32)
  .regex(/^[0-9a-f]+$/)

/** Scheme that serves the bytes of saved recordings to the page, and nothing else. */
export const MEDIA_SCHEME = 'meetkeep-media'
const MEDIA_HOST = 'library'

/** URL of a saved file for the page. */
export function mediaAddress(id: string): string {
  return `${MEDIA_SCHEME}://${MEDIA_HOST}/${id}`
}

/** Parses the id from a URL; null for anything that is not exactly such a URL. */
export function idInMediaAddress(address: string): string | null {
  const prefix = mediaAddress('')
  if (!address.startsWith(prefix)) return null
  return savedIdSchema.safeParse(address.slice(prefix.length)).data ?? null
}

export const watchableFileSchema = z.object({
  id: savedIdSchema,
  /** As spelled by the service: Hd, Sd, Aux, Audio, or any other value. */
  fileType: z.string(),
  /** 1-based part number within its type. */
  part: z.number().int().min(1),
  /**
   * ready · missing: not where it was saved · changed: another file or another size · unreadable: the system
   * denies access · damaged: invalid file structure
   */
  state: z.enum(['ready', 'missing', 'changed', 'unreadable', 'damaged']),
  /** Duration stored in the file; null when unknown, or not ready. */
  seconds: z.number().nullable(),
  /** Its tracks; empty when it is not an MP4. */
  tracks: z.array(
    z.object({
      kind: z.enum(['picture', 'sound']),
      /** RFC 6381 codec string; '' when unknown. */
      codec: z.string(),
    }),
  ),
})
export type WatchableFile = z.infer<typeof watchableFileSchema>

/** The playable files of a recording. */
export const watchableSchema = z.object({
  /** The recording's subject. */
  title: z.string(),
  /** ISO start of the meeting, when known. */
  startTime: z.string().nullable(),
  /** Number of parts of the recording, as far as known. */
  parts: z.number().int().min(0),
  files: z.array(watchableFileSchema),
})
export type Watchable = z.infer<typeof watchableSchema>
