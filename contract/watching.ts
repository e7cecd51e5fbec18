import { z } from 'zod'

/**
 * What a saved file is called between page and main: stands for its identity and holds no path. 32 hex digits.
 * [Note: identity of a recording file]
 */
export const savedIdSchema = z
  .string()
  .length(32)
  .regex(/^[0-9a-f]+$/)

/** The scheme that gives a page the bytes of saved recordings, and nothing else. */
export const MEDIA_SCHEME = 'meetkeep-media'
const MEDIA_HOST = 'library'

/** Where a page finds a saved file. */
export function mediaAddress(id: string): string {
  return `${MEDIA_SCHEME}://${MEDIA_HOST}/${id}`
}

/** The id in an address; null for anything that is not exactly such an address. */
export function idInMediaAddress(address: string): string | null {
  const prefix = mediaAddress('')
  if (!address.startsWith(prefix)) return null
  return savedIdSchema.safeParse(address.slice(prefix.length)).data ?? null
}

export const watchableFileSchema = z.object({
  id: savedIdSchema,
  /** As the service spells it: Hd, Sd, Aux, Audio, or whatever else it sends. */
  fileType: z.string(),
  /** 1-based part within its type. */
  part: z.number().int().min(1),
  /**
   * ready · missing: not where it was saved · changed: something else is there, or of another size · unreadable:
   * the system does not let it be read · damaged: its own structure is broken
   */
  state: z.enum(['ready', 'missing', 'changed', 'unreadable', 'damaged']),
  /** Length as the file says; null when it does not, or is not ready. */
  seconds: z.number().nullable(),
  /** What is in it; none when it is not an MP4. */
  tracks: z.array(
    z.object({
      kind: z.enum(['picture', 'sound']),
      /** As RFC 6381 spells it; '' when not known. */
      codec: z.string(),
    }),
  ),
})
export type WatchableFile = z.infer<typeof watchableFileSchema>

/** What of a recording can be watched here. */
export const watchableSchema = z.object({
  /** The recording's subject. */
  title: z.string(),
  /** ISO start of the meeting, when known. */
  startTime: z.string().nullable(),
  /** How many parts the recording has, as far as is known. */
  parts: z.number().int().min(0),
  files: z.array(watchableFileSchema),
})
export type Watchable = z.infer<typeof watchableSchema>
