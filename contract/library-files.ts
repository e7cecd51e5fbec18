import { z } from 'zod'
import { savedIdSchema } from './watching.ts'

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
} as const
