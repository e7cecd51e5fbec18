import { lstat, rename, rm } from 'node:fs/promises'
import { withDiskErrors } from '../files/disk-error.ts'
import type { FileLock } from '../files/file-lock.ts'
import type { TransferJob } from './job.ts'
import { emptyJournal, partPath, writeJournal } from './journal.ts'
import { openPart, type PartFile, type PartOptions } from './part-file.ts'

/** Where a whole file waits for its own transfer, after it came by the link of another file of its recording. */
const handedOverPath = (finalPath: string): string => `${finalPath}.part.handed`

/** The part file of a transfer, which can exchange its bytes with the transfers of other files. */
export interface ExchangeablePart {
  /** Another one after each exchange. */
  readonly part: PartFile
  /** Moves all bytes to where the transfer of the file with this final path takes them; none are left here. */
  handOver(toFinalPath: string): Promise<void>
  /** Has another transfer handed over the file of this one? */
  hasOffer(): Promise<boolean>
  /** Replaces all bytes by the file that was handed over, which must still be verified; false: there is none. */
  take(): Promise<boolean>
}

/**
 * Opens the part file of a job, under its lock.
 *
 * Every step is a single rename, and the name says whose bytes they are: `<name>.part.handed` has all bytes of
 * this file, and its part file may have those of another. So a crash between two steps loses none and mixes none.
 */
export async function openExchangeable(
  { finalPath, identity, expected }: Pick<TransferJob, 'finalPath' | 'identity' | 'expected'>,
  lock: FileLock,
  options: PartOptions & { onQuarantined: (path: string) => void },
): Promise<ExchangeablePart> {
  const offer = handedOverPath(finalPath)
  const open = async (): Promise<PartFile> => {
    const { part, quarantined } = await openPart(finalPath, identity, lock, options)
    if (quarantined !== null) options.onQuarantined(quarantined)
    return part
  }
  /** Size of the file that was handed over; null if none is there that could be proven to be this one. */
  const offered = async (): Promise<number | null> => {
    if (expected.sha256 === null) return null
    const found = await lstat(offer).catch(() => null)
    const isUsable = found?.isFile() === true && found.nlink === 1
    return isUsable && (expected.bytes === null || expected.bytes === found.size) ? found.size : null
  }
  let part = await open()

  return {
    get part() {
      return part
    },
    handOver: async (toFinalPath) => {
      await part.moveTo(handedOverPath(toFinalPath))
      part = await open()
    },
    hasOffer: async () => (await offered()) !== null,
    take: async () => {
      const size = await offered()
      if (size === null) return false
      await part.close()
      await withDiskErrors(finalPath, async () => {
        // Journal first: until the rename, the offer is still there to be taken once more.
        await writeJournal(finalPath, { ...emptyJournal(identity), durable: size, total: size })
        await rename(offer, partPath(finalPath))
      })
      part = await open()
      return true
    },
  }
}

export async function removeHandedOver(finalPath: string): Promise<void> {
  await withDiskErrors(finalPath, () => rm(handedOverPath(finalPath), { force: true }))
}
