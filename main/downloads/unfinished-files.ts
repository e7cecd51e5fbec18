import { dirname, join } from 'node:path'
import { toFailure } from '../../contract/errors.ts'
import { removeEmptyFolders } from '../files/make-folder.ts'
import type { Log } from '../interfaces.ts'
import { removeHandedOver } from '../transfer/hand-over.ts'
import { removeJournal, removePart } from '../transfer/journal.ts'
import { lockPart } from '../transfer/part-lock.ts'
import type { Queued } from './queued.ts'

type FilePlace = Pick<Queued, 'folder' | 'fileName' | 'awaited'>

/** Removes the part files and journals of cancelled downloads. */
export interface UnfinishedFiles {
  /** Removes a download's unfinished file; a failure is only logged. */
  discard(download: FilePlace): Promise<void>
  /** Resolves when no removal of this download's unfinished file is pending: then its transfer may start. */
  discarded(download: FilePlace): Promise<void>
  /** Resolves when no removal is pending. */
  allDiscarded(): Promise<void>
}

export function createUnfinishedFiles(log: Log): UnfinishedFiles {
  /** Pending removals by path, because a cancelled download may be cleared and added under another id. */
  const pending = new Map<string, Promise<void>>()
  const pathOf = ({ folder, fileName }: FilePlace): string => join(folder, fileName)

  const remove = async (path: string, folder: string): Promise<void> => {
    let lock: Awaited<ReturnType<typeof lockPart>> | null = null
    try {
      // Another process may be downloading the same file: then it is not this one's to remove.
      lock = await lockPart(path).catch((error: unknown) => {
        if (toFailure(error).code === 'FILE_LOCKED') throw error
        // A full disk has no room for a lock, and removing the file makes some.
        return null
      })
      await removePart(path)
      await removeJournal(path)
      await removeHandedOver(path)
    } catch (error) {
      log.warn('an unfinished file could not be removed', { detail: toFailure(error).detail })
    } finally {
      await lock?.unlock()
      await removeEmptyFolders(folder, dirname(path))
      pending.delete(path)
    }
  }

  return {
    discard: async (download) => {
      if (download.awaited !== null) return
      const path = pathOf(download)
      const removal = pending.get(path) ?? remove(path, download.folder)
      pending.set(path, removal)
      await removal
    },
    discarded: async (download) => await pending.get(pathOf(download)),
    allDiscarded: async () => void (await Promise.all(pending.values())),
  }
}
