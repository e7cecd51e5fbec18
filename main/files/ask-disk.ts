/**
 * @file Questions to disks that may never answer, such as a share whose server is gone. Node has four threads for all
 *   files, names of hosts and hashes; a call to such a disk keeps one of them until the disk answers, and a process
 *   does not even exit before. So few calls wait for one disk, and no call is made to one that is silent.
 */
import { readFileSync } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '../../contract/errors.ts'
import { limitConcurrency } from '../limit-concurrency.ts'
import { withLimit } from '../with-limit.ts'
import { diskByPath } from './disk-by-path.ts'
import { mountPointsIn } from './fstab.ts'

/** A disk that has not answered within this counts as not connected. One that sleeps takes some ten seconds. */
const SILENT_MS = 15_000
const AT_ONCE = 2
/** What is mounted is read again after this. */
const MOUNTS_MS = 1000

interface Disk {
  someAtOnce: ReturnType<typeof limitConcurrency>
  /** Questions that were given up and are not answered. */
  unanswered: number
}
const disks = new Map<string, Disk>()
let asked = 0

/**
 * Asks a question about a path, short and of its disk only; it must not ask another one. Rejects with its error, or
 * with DISK_GONE if the disk has not answered after `silentMs`, or not yet answered an earlier question.
 */
export async function askDisk<T>(path: string, question: () => Promise<T>, silentMs = SILENT_MS): Promise<T> {
  const name = diskByPath(path, mountedNow())
  const disk = disks.get(name) ?? { someAtOnce: limitConcurrency(AT_ONCE), unanswered: 0 }
  disks.set(name, disk)
  return await disk.someAtOnce(async () => {
    if (disk.unanswered > 0) throw silent(path)
    const answer = question()
    countAsAsked(answer)
    const outcome = await withLimit(answer, silentMs)
    if (outcome.status === 'done') return outcome.value
    if (outcome.status === 'failed') throw outcome.error
    disk.unanswered += 1
    const answered = (): void => void (disk.unanswered -= 1)
    answer.then(answered, answered)
    throw silent(path)
  })
}

/** How often a disk that is being written to is asked whether it is there. */
const WATCH_MS = 5000

/**
 * Resolves to the DISK_GONE error once the disk of a path does not answer. Asks it again and again until `signal`
 * aborts; then it never resolves. A disk that answers may be as slow as it likes.
 */
export async function whenSilent(path: string, signal: AbortSignal): Promise<AppError> {
  for (;;) {
    await delay(WATCH_MS, undefined, { ref: false })
    if (signal.aborted) return await new Promise<never>(() => {})
    const failure = await askDisk(path, () => lstat(path)).catch((error: unknown) => error)
    if (failure instanceof AppError && failure.code === 'DISK_GONE') return failure
  }
}

/** Counts other work as a question until it is settled: the process cannot exit before. */
export function countAsAsked(work: Promise<unknown>): void {
  asked += 1
  const settled = (): void => void (asked -= 1)
  work.then(settled, settled)
}

/** Whether a question of this process has no answer yet: until then, the process cannot exit. */
export function isAnyDiskAsked(): boolean {
  return asked > 0
}

const POLL_MS = 10

/** Whether all questions of this process have been answered within a time, in ms. */
export async function disksAnswer(ms: number): Promise<boolean> {
  for (const until = performance.now() + ms; asked > 0; await delay(POLL_MS))
    if (performance.now() > until) return false
  return true
}

export const diskGone = (folder: string, detail = `the disk of ${folder} is not connected`): AppError =>
  new AppError('DISK_GONE', { params: { path: folder }, detail })

const silent = (path: string): Error => diskGone(path, `the disk of ${path} does not answer`)

let mounted: { points: readonly string[]; until: number } = { points: [], until: 0 }

/** Where disks are mounted now, as far as the system says it without asking them. */
function mountedNow(): readonly string[] {
  if (process.platform !== 'linux' || performance.now() < mounted.until) return mounted.points
  try {
    // Read at once: the kernel answers from memory, while every thread for files may be taken.
    mounted = { points: mountPointsIn(readFileSync('/proc/self/mounts', 'utf8')), until: 0 }
  } catch {
    // Not mounted in some containers: disks are told apart by their paths.
  }
  mounted.until = performance.now() + MOUNTS_MS
  return mounted.points
}
