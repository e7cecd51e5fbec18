import { z } from 'zod'
import { LIBRARY_FILE_CALLS } from './library-files.ts'
import {
  libraryItemSchema,
  libraryKeySchema,
  libraryKeysQuerySchema,
  libraryPageSchema,
  libraryQuerySchema,
  librarySelectionQuerySchema,
  librarySelectionSchema,
  libraryStorageSchema,
  MAX_LIBRARY_ROWS,
  thumbnailSchema,
} from './library.ts'
import { fileTypeSchema, MAX_SAVED_ASKED, savedFileSchema } from './recording.ts'
import { VERIFY_CALLS } from './verify.ts'
import { savedIdSchema, watchableSchema } from './watching.ts'

const confUUID = z.string().min(1).max(200)

/** The calls about the library (contract/ipc.ts). */
export const LIBRARY_CALLS = {
  /** The saved files of these recordings; `library.savedFilesChanged` says what changes afterwards. */
  'library.savedFiles': {
    input: z.object({ site: z.string().max(300), confUUIDs: z.array(confUUID).min(1).max(MAX_SAVED_ASKED) }),
    output: z.array(savedFileSchema),
  },
  /** Shows a saved file, by its id or as a file of a recording, in its folder; NOT_FOUND when it no longer exists. */
  'library.reveal': {
    input: z.union([
      z.object({ id: savedIdSchema }),
      z.object({
        site: z.string().max(300),
        confUUID,
        fileType: fileTypeSchema,
        part: z.number().int().min(1),
      }),
    ]),
    output: z.void(),
  },

  /** Rows of the library that match a search, with the state of their files; works signed out and offline. */
  'library.search': { input: libraryQuerySchema, output: libraryPageSchema },
  /** The keys of a range of rows, loaded or not: to select them. */
  'library.keys': { input: libraryKeysQuerySchema, output: z.array(z.string()) },
  /** What the selected items take together, and which of them a search does not show. */
  'library.selection': { input: librarySelectionQuerySchema, output: librarySelectionSchema },
  /** The rows of these items. */
  'library.rows': {
    input: z.object({ keys: z.array(libraryKeySchema).min(1).max(MAX_LIBRARY_ROWS) }),
    output: z.array(libraryItemSchema),
  },
  /** What the library takes by year, scheduler and disk, and how long the disk lasts. */
  'library.storage': { input: z.void(), output: libraryStorageSchema },
  /** Looks at the saved files in the background: events say what has changed. */
  'library.look': { input: z.void(), output: z.void() },
  /** Which files of a recording can be played; works offline. */
  'library.watchable': {
    input: z.object({ site: z.string().max(300), confUUID }),
    output: watchableSchema,
  },
  /** The small picture of a saved recording; null until the page has made one. */
  'library.thumbnail': { input: z.object({ id: savedIdSchema }), output: thumbnailSchema.nullable() },
  ...VERIFY_CALLS,
  ...LIBRARY_FILE_CALLS,
  'library.saveThumbnail': {
    input: z.object({ id: savedIdSchema, picture: thumbnailSchema }),
    output: z.void(),
  },
  /** Drags saved files out of the window, while the mouse button is down; NOT_FOUND if one is not there unchanged. */
  'library.drag': { input: z.object({ ids: z.array(savedIdSchema).min(1).max(50) }), output: z.void() },
  /** Absolute path of a saved file, to be copied; NOT_FOUND if it is not there unchanged. */
  'library.path': { input: z.object({ id: savedIdSchema }), output: z.object({ path: z.string() }) },
  /**
   * Opens a saved file with the system's default program; a file that may be executable is shown in its
   * folder.
   */
  'library.open': { input: z.object({ id: savedIdSchema }), output: z.void() },
} as const
