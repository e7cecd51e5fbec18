import { join } from 'node:path'
import type { ErrorCode } from '../../contract/errors.ts'
import type { NOT_ADOPTED } from '../../contract/library-files.ts'
import type { LibraryEntry } from './entry.ts'
import type { Library } from './library.ts'
import { isInPortalPlayer, isPortalZip } from './portal-download.ts'
import { byName, claimsOf, type ReadFolder, readFolders } from './read-folder.ts'
import { savedFolder } from './saved-folder.ts'
import { descriptionKey, foundUntil } from './description.ts'
import { isMedia } from './verify.ts'

/** Files looked for in the index and written to it at once: what is adopted before a kill stays adopted. */
const BATCH = 500

/** Why a file or folder was not adopted; else the error with which it could not be read. */
export type NotAdopted = (typeof NOT_ADOPTED)[number] | ErrorCode

export interface Adopted {
  /** Files that are in the index now, at their place here, and were not before. */
  adopted: number
  /** Files that the index had already: here, or elsewhere and still there. */
  known: number
  /** Paths, relative to the folder and with `/`, of what was not adopted; nothing of it was touched. */
  unknown: string[]
  /** Why, by these paths. */
  reasons: Record<string, NotAdopted>
  /** Whether it was stopped: the rest of the folder was not read. */
  isStopped: boolean
}

/** Counts so far: of the files read, and of those adopted. */
export interface AdoptProgress {
  read: number
  adopted: number
}

/**
 * Takes the files of a folder into the index, as its descriptions say: one of an earlier version or another
 * machine, or one that was moved. Writes nothing into the folder. When `signal` aborts, what was adopted until then
 * stays. Rejects with FOLDER_MISSING and similar errors.
 */
export async function adoptFolder(
  root: string,
  library: Pick<Library, 'findAll' | 'addAll'>,
  signal: AbortSignal,
  onProgress: (progress: AdoptProgress) => void = () => undefined,
): Promise<Adopted> {
  const reasons = new Map<string, NotAdopted>()
  let [read, adopted, known] = [0, 0, 0]
  let batch = new Map<string, LibraryEntry>()
  const write = async (): Promise<void> => {
    const wanted = batch
    batch = new Map()
    for (const { source } of await library.findAll([...wanted.values()].map((entry) => entry.source)))
      if (wanted.delete(descriptionKey(source))) known += 1
    await library.addAll([...wanted.values()])
    adopted += wanted.size
  }

  const adoptFiles = async (folder: ReadFolder): Promise<void> => {
    const found = byName(folder.files)
    for (const [path, claim] of claimsOf(folder)) {
      if (signal.aborted) return
      const file = found.get(path)
      if (file === undefined) continue
      if (claim.kind !== 'explained') reasons.set(file.path, REASONS[claim.kind])
      else if (file.isLink) reasons.set(file.path, 'LINK')
      else {
        const { file: _, ...facts } = claim.entry
        const key = descriptionKey(facts.source)
        if (batch.has(key)) known += 1
        else {
          const times = foundUntil(facts, file.modifiedMs)
          batch.set(key, { ...facts, ...times, path: join(root, ...file.path.split('/')) })
        }
        if (batch.size >= BATCH) await write()
      }
      onProgress({ read: (read += 1), adopted })
    }
  }

  try {
    for await (const folder of readFolders(savedFolder(root), signal)) {
      for (const { path, code } of folder.closed) reasons.set(path, code)
      for (const { path, reason } of folder.unreadable)
        reasons.set(path, reason === 'damaged' || reason === 'newer' ? SIDECARS[reason] : reason)
      await nameTheRest(root, folder, reasons)
      await adoptFiles(folder)
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    await write()
  }
  const unknown = [...reasons.keys()].toSorted()
  return { adopted, known, unknown, reasons: Object.fromEntries(reasons), isStopped: signal.aborted }
}

const REASONS = { 'other-size': 'SIZE_MISMATCH', contradicted: 'CONTRADICTED' } as const
const SIDECARS = { damaged: 'SIDECAR_DAMAGED', newer: 'SIDECAR_NEWER' } as const

/** The reasons of files that no description names. */
async function nameTheRest(
  root: string,
  { files, described }: ReadFolder,
  reasons: Map<string, NotAdopted>,
): Promise<void> {
  const named = new Set(described.map(({ path }) => path))
  for (const { path, isLink } of files) {
    if (named.has(path.normalize('NFC'))) continue
    if (isMedia(path)) reasons.set(path, isInPortalPlayer(path) ? 'PORTAL_DOWNLOAD' : 'NOT_DESCRIBED')
    else if (!isLink && (await isPortalZip(join(root, ...path.split('/')))))
      reasons.set(path, 'PORTAL_DOWNLOAD')
  }
}
