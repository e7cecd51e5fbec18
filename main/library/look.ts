import { lstat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { askDisk, diskNow } from '../files/ask-disk.ts'
import type { KnownDisks } from '../files/known-disks.ts'
import { isOnMissingDisk } from '../files/mount-point.ts'
import { limitConcurrency } from '../limit-concurrency.ts'
import { withLimit } from '../with-limit.ts'
import type { LibraryEntry } from './entry.ts'
import type { Found } from './saved-state.ts'

/** A disk that has not answered within this counts as not connected, until it answers. */
const SILENT_MS = 2000

/** The longest time of a timer. */
const LONGEST_MS = 2 ** 31 - 1

export interface Look {
  /** What is at the path of a saved file now. Never rejects, and ends soon. */
  at(entry: Pick<LibraryEntry, 'path'>): Promise<Found>
  /** Which of the known disks are not connected now; they are listed in no order. */
  missingDisks(): Promise<ReadonlySet<string>>
}

/**
 * Looks at saved files, one at a time on each disk, and no other disk waits for one that does not answer.
 *
 * @param deps `onAnswer`: a disk that was silent has answered
 */
export function createLook(deps: {
  disks: Pick<KnownDisks, 'mountPoints' | 'require'>
  onAnswer: () => void
  find?: (path: string) => Promise<{ isFile(): boolean; size: number; mtimeMs: number; dev: number }>
  silentMs?: number
}): Look {
  const { disks, onAnswer, find = lstat, silentMs = SILENT_MS } = deps
  const queues = new Map<string, ReturnType<typeof limitConcurrency>>()
  const silent = new Set<string>()
  /** Devices whose mount point was remembered. */
  const devices = new Set<number>()
  let mountPoints: readonly string[] = []
  let isLoaded = false

  const oneAtATime = (disk: string) => {
    const queue = queues.get(disk) ?? limitConcurrency(1)
    queues.set(disk, queue)
    return queue
  }

  const findAt = async (path: string): Promise<Found> => {
    try {
      // However long it waits for its turn or its answer: it is given up below, and its answer is noticed.
      const facts = await askDisk(path, () => find(path), LONGEST_MS)
      if (!devices.has(facts.dev)) {
        devices.add(facts.dev)
        await disks.require(dirname(path)).catch(() => undefined)
        mountPoints = await disks.mountPoints()
      }
      return { isFile: facts.isFile(), size: facts.size, mtimeMs: facts.mtimeMs }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'ENOENT' && code !== 'ENOTDIR') return 'unreachable'
      mountPoints = await disks.mountPoints()
      return (await isOnMissingDisk(dirname(path), mountPoints)) ? 'unreachable' : 'nothing'
    }
  }

  /** null: the disk is silent. */
  const ask = <T>(disk: string, question: () => Promise<T>): Promise<T | null> =>
    oneAtATime(disk)(async () => {
      if (silent.has(disk)) return null
      const answer = question()
      const outcome = await withLimit(answer, silentMs)
      if (outcome.status === 'done') return outcome.value
      if (outcome.status === 'timed-out') {
        silent.add(disk)
        const answered = (): void => {
          silent.delete(disk)
          onAnswer()
        }
        answer.then(answered, answered)
      }
      return null
    })

  return {
    at: async ({ path }) => {
      if (!isLoaded) mountPoints = await disks.mountPoints().catch(() => mountPoints)
      isLoaded = true
      return (await ask(diskNow(path, mountPoints), () => findAt(path))) ?? 'unreachable'
    },
    missingDisks: async () => {
      mountPoints = await disks.mountPoints().catch(() => mountPoints)
      const missing = new Set<string>()
      await Promise.all(
        mountPoints.map(async (disk) => {
          if ((await ask(disk, () => isOnMissingDisk(disk, mountPoints))) !== false) missing.add(disk)
        }),
      )
      return missing
    },
  }
}
