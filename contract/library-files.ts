import { z } from 'zod'
import { ERROR_CODES } from './errors.ts'
import { savedIdSchema } from './watching.ts'

/** Names of files that nothing explains, of those that the page gets. */
export const MAX_UNKNOWN = 200

/** Why a file or folder was not adopted. */
export const NOT_ADOPTED = [
  /** A film or sound without a description. */
  'NOT_DESCRIBED',
  /** A film that was downloaded in the portal, or its zip: nothing in it names its recording. */
  'PORTAL_DOWNLOAD',
  /** Its description says another size. */
  'SIZE_MISMATCH',
  /** Descriptions say that it belongs to different recordings. */
  'CONTRADICTED',
  /** It is a symbolic link, which may lead anywhere. */
  'LINK',
  /** A description that is damaged, or that a newer version of the app has written. */
  'SIDECAR_DAMAGED',
  'SIDECAR_NEWER',
] as const

/** A folder that the user has chosen is being read: its files are added, or files are looked for in it. */
const folderWorkSchema = z.object({
  kind: z.enum(['add', 'locate']),
  /** Files looked at, bytes compared, and files added or found so far. */
  read: z.number(),
  bytes: z.number(),
  found: z.number(),
})
export type FolderWorkState = z.infer<typeof folderWorkSchema>

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
   * `unknown` names the first files that were not adopted, relative to the folder, and why. `isStopped`: by
   * `library.stopFolderWork`; the rest was not read.
   */
  'library.addFolder': {
    input: z.void(),
    output: z
      .object({
        adopted: z.number(),
        known: z.number(),
        unknown: z
          .array(z.object({ path: z.string(), reason: z.enum([...NOT_ADOPTED, ...ERROR_CODES]) }))
          .max(MAX_UNKNOWN),
        unknownCount: z.number(),
        isStopped: z.boolean(),
      })
      .nullable(),
  },
  /**
   * Looks for moved files at a place that the user chooses in main's dialog, by size and SHA-256. Resolves to how many
   * were found; null: it was cancelled. `isStopped`: as for `library.addFolder`.
   */
  'library.locate': {
    input: z.object({ ids }),
    output: z.object({ found: z.number(), isStopped: z.boolean() }).nullable(),
  },
  /** The folder that is being read for `library.addFolder` or `library.locate`; null: none. */
  'library.folderWork': { input: z.void(), output: folderWorkSchema.nullable() },
  /** Stops reading it: what was added or found until then stays. */
  'library.stopFolderWork': { input: z.void(), output: z.void() },
  /** Saves what was not adopted of the folder added last, and why, as CSV; false: the dialog was cancelled. */
  'library.saveNotAdopted': { input: z.void(), output: z.object({ isSaved: z.boolean() }) },
  /** Orders files again. What is at their place is kept until the new file is whole. AUTH_REQUIRED, NO_FOLDER. */
  'library.downloadAgain': { input: z.object({ ids }), output: z.void() },
} as const

/** The events about them (contract/ipc.ts). */
export const LIBRARY_FILE_EVENTS = { 'library.folderWorkChanged': folderWorkSchema.nullable() } as const
