import { z } from 'zod'
import { savedIdSchema } from './watching.ts'

/** Names of files that nothing explains, of those that the page gets. */
export const MAX_UNKNOWN = 200

/** Files that one call may be about. */
const ids = z.array(savedIdSchema).min(1).max(10_000)

/** The calls that change saved files (contract/ipc.ts). */
export const LIBRARY_FILE_CALLS = {
  /**
   * Removes files from the disk, after the user has agreed in a native box; CANCELLED if not. They are moved to the
   * trash some seconds later, until when `library.undoRemove` keeps them. Resolves to their number.
   */
  'library.remove': { input: z.object({ ids }), output: z.object({ files: z.number() }) },
  /** Keeps the files that are about to be removed. Resolves to their number. */
  'library.undoRemove': { input: z.void(), output: z.object({ files: z.number() }) },
  /**
   * Takes the files of a folder into the library, which the user chooses in main's dialog; null: it was cancelled.
   * `unknown` names the first files that nothing explains, relative to the folder.
   */
  'library.addFolder': {
    input: z.void(),
    output: z
      .object({
        adopted: z.number(),
        known: z.number(),
        unknown: z.array(z.string()).max(MAX_UNKNOWN),
        unknownCount: z.number(),
      })
      .nullable(),
  },
  /**
   * Looks for moved files at a place that the user chooses in main's dialog, by size and SHA-256. Resolves to how many
   * were found; null: it was cancelled.
   */
  'library.locate': { input: z.object({ ids }), output: z.object({ found: z.number() }).nullable() },
  /** Orders files again. What is at their place is kept until the new file is whole. AUTH_REQUIRED, NO_FOLDER. */
  'library.downloadAgain': { input: z.object({ ids }), output: z.void() },
} as const
