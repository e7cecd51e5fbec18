import { z } from 'zod'
import { sourceSchema } from './download.ts'
import { savedIdSchema } from './watching.ts'

/**
 * What is known of a saved file.
 *
 * - unchecked: not looked at since the app was started
 * - here: looked at: there, of its size, its time unchanged
 * - verified: here, and read whole and found unchanged at `verifiedAt`
 * - missing: its folder is there, it is not
 * - changed: of another size or time
 * - damaged: its content is not what was saved
 * - not-connected: its disk or share is not connected
 */
export const SAVED_STATES = [
  'unchecked',
  'here',
  'verified',
  'missing',
  'changed',
  'damaged',
  'not-connected',
] as const
export type SavedState = (typeof SAVED_STATES)[number]

/** A file of the library. */
export const libraryFileSchema = z.object({
  id: savedIdSchema,
  source: sourceSchema,
  /** Name without its folder. */
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  savedAt: z.string(),
  state: z.enum(SAVED_STATES),
  /** ISO; null if never. */
  verifiedAt: z.string().nullable(),
})
export type LibraryFile = z.infer<typeof libraryFileSchema>

/** A row of the library: a meeting, minutes or a program with all its saved files. */
export const libraryItemSchema = z.object({
  /** Stable, and unique in the library. */
  key: z.string(),
  kind: z.enum(['recording', 'minutes', 'material']),
  /** Base URL of the service. */
  site: z.string(),
  title: z.string(),
  /** ISO start of the meeting; null when unknown. */
  start: z.string().nullable(),
  /** Name of the scheduler, and meeting ID as dialled; '' when unknown. */
  scheduler: z.string(),
  confID: z.string(),
  durationSeconds: z.number().nullable(),
  /** Sum of its files. */
  bytes: z.number(),
  /** Folder of its first file. */
  folder: z.string(),
  /** By type and part. */
  files: z.array(libraryFileSchema),
  /** It was in the cloud, and a list of its period no longer has it. Absent: not known. */
  isOnlyCopy: z.literal(true).optional(),
})
export type LibraryItem = z.infer<typeof libraryItemSchema>

/** Rows that one request may ask for. */
export const MAX_LIBRARY_ROWS = 200

export const libraryQuerySchema = z.object({
  /** Words that all occur in title, scheduler, meeting ID or day (2026-11-18); '' for everything. */
  search: z.string().max(200),
  order: z.enum(['newest', 'oldest', 'largest', 'title']),
  /** Only what is no longer in the cloud; absent: everything. */
  show: z.literal('onlyCopies').optional(),
  /** 0-based row. */
  from: z.number().int().min(0),
  count: z.number().int().min(1).max(MAX_LIBRARY_ROWS),
})
export type LibraryQuery = z.infer<typeof libraryQuerySchema>

/** Items that may be selected at once. */
export const MAX_LIBRARY_SELECTED = 10_000

export const libraryKeySchema = z.string().min(1).max(1000)
const selectedKeysSchema = z.array(libraryKeySchema).max(MAX_LIBRARY_SELECTED)

/** The keys of a range of rows. */
export const libraryKeysQuerySchema = libraryQuerySchema.extend({
  count: z.number().int().min(1).max(MAX_LIBRARY_SELECTED),
})

export const librarySelectionQuerySchema = z.object({
  keys: selectedKeysSchema,
  search: libraryQuerySchema.shape.search,
  show: libraryQuerySchema.shape.show,
})
export type LibrarySelectionQuery = z.infer<typeof librarySelectionQuerySchema>

export const librarySelectionSchema = z.object({
  /** Selected items that are in the library, and the sum of their files. */
  items: z.number(),
  bytes: z.number(),
  /** Keys of those that the search does not show. */
  hidden: z.array(z.string()),
})
export type LibrarySelection = z.infer<typeof librarySelectionSchema>

const shareSchema = { items: z.number(), bytes: z.number() }

/** What the library takes, and where. */
export const libraryStorageSchema = z.object({
  ...shareSchema,
  /** Newest first; null: meetings without a date. */
  years: z.array(z.object({ year: z.number().nullable(), ...shareSchema })),
  /** Largest first; '' for unknown. */
  schedulers: z.array(z.object({ name: z.string(), ...shareSchema })),
  /** The schedulers that are not listed. */
  others: z.object({ count: z.number(), ...shareSchema }),
  /** Largest first. */
  disks: z.array(
    z.object({
      /** Where it is mounted. */
      path: z.string(),
      ...shareSchema,
      isConnected: z.boolean(),
      /** null when unknown. */
      freeBytes: z.number().nullable(),
      /** New recordings are saved to it. */
      isTarget: z.boolean(),
    }),
  ),
  /** Average bytes of the meetings of one of the last months; null before the first whole month. */
  bytesPerMonth: z.number().nullable(),
  /** How long the disk that is saved to lasts at that; null when unknown. */
  monthsLeft: z.number().nullable(),
})
export type LibraryStorage = z.infer<typeof libraryStorageSchema>

export const libraryPageSchema = z.object({
  items: z.array(libraryItemSchema),
  /** All that match, and the sum of their files. */
  total: z.number(),
  totalBytes: z.number(),
  /** Recordings of the whole library that are no longer in the cloud; absent: none. */
  onlyCopies: z.number().optional(),
})
export type LibraryPage = z.infer<typeof libraryPageSchema>

/** Small enough for thousands of them. */
export const MAX_THUMBNAIL_BYTES = 20 * 1024
export const THUMBNAIL_PREFIX = 'data:image/webp;base64,'
/** A WebP picture as a data URL. */
export const thumbnailSchema = z
  .string()
  .max(THUMBNAIL_PREFIX.length + Math.ceil(MAX_THUMBNAIL_BYTES / 3) * 4)
  .regex(/^data:image\/webp;base64,[A-Za-z0-9+/]+={0,2}$/)
