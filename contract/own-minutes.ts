import { z } from 'zod'

/** Id of a file of the user's minutes in the service's own calls. */
export const fileCodeSchema = z.string().min(1).max(200)

/** `source`: the whiteboard as it was drawn; `pdf`: the same to read. */
export const MINUTES_FILES = ['pdf', 'source'] as const
export const minutesFileSchema = z.enum(MINUTES_FILES)
export type MinutesFile = z.infer<typeof minutesFileSchema>

/** Minutes in the signed-in user's personal space. */
export const ownMinutesSchema = z.object({
  fileCode: z.string(),
  topic: z.string(),
  /** ISO; null when the service does not report it. */
  createdAt: z.string().nullable(),
  /** Downloadable files; bytes as reported by the service, null when unknown. */
  files: z.array(z.object({ file: minutesFileSchema, name: z.string(), bytes: z.number().nullable() })),
  hasThumbnail: z.boolean(),
})
export type OwnMinutes = z.infer<typeof ownMinutesSchema>

export const ownMinutesQuerySchema = z.object({
  /** '' matches all. */
  search: z.string().max(200),
  /** Number of rows to skip. */
  offset: z.number().int().min(0).max(1_000_000),
})
export type OwnMinutesQuery = z.infer<typeof ownMinutesQuerySchema>

export const ownMinutesPageSchema = z.object({
  rows: z.array(ownMinutesSchema),
  /** Total number reported by the service; null when unknown. */
  count: z.number().nullable(),
  /** Offset of the next page; null at the end. */
  nextOffset: z.number().nullable(),
})
export type OwnMinutesPage = z.infer<typeof ownMinutesPageSchema>

/** A small picture as a data: URL, because the page may not load remote content; at most about 1 MB. */
export const pictureUrlSchema = z
  .string()
  .max(1_500_000)
  .regex(/^data:image\/(png|jpeg);base64,[A-Za-z0-9+/=]+$/)
