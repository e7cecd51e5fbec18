/**
 * @file Questions to disks that may never answer, such as a share whose server is gone. Node has four threads for all
 *   files, names of hosts and hashes; a call to such a disk keeps one of them until the disk answers, and a process
 *   does not even exit before. So one call at a time waits for such a disk, none is made to one that is silent, and
 *   however many disks are silent, a thread is left for everything else.
 */
import { readFileSync } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { parse } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '../../contract/errors.ts'
import { withLimit } from '../with-limit.ts'
import { diskByPath } from './disk-by-path.ts'
import { mountsIn } from './fstab.ts'

/** A disk that has not answered within this counts as not connected. One that sleeps takes some ten seconds. */
const SILENT_MS = 15_000
/** Calls at once to the system's own disk, or to another one of this machine; of any other disk, one. */
const AT_ONCE_LOCAL = 2
/** Calls at once to all disks but the system's own. */
const MOST_OF_OTHERS = 3
const SYSTEM_DISK = parse(process.execPath).root
/** File systems whose files are on this machine. */
const LOCAL_TYPES = /^(?:ext[234]|xfs|btrfs|f2fs|zfs|tmpfs|overlay)$/
/** What is mounted is read again after this. */
const MOUNTS_MS = 100

interface Call {
  since: number
}

interface Disk {
  name: string
  atOnce: number
  /** When each call that has no answer yet began; the oldest first. */
  asked: Set<Call>
  /** Those whose turn comes next, in order. */
  waiting: Set<(call: Call) => void>
  /** Number of the turn that was given last. */
  lastTurn: number
}
/** Those that are being asked. */
const disks = new Map<string, Disk>()
let asked = 0
let turns = 0

/**
 * Asks a question about a path, short and of its disk only; it must not ask another one. Rejects with its error, or
 * with DISK_GONE if the disk has not answered an earlier question or this one for `silentMs`, or if so many other disks
 * have not.
 */
export async function askDisk<T>(path: string, question: () => Promise<T>, silentMs = SILENT_MS): Promise<T> {
  const disk = diskOf(path)
  const call = await turnOf(disk, path, silentMs)
  const answer = question()
  countAsAsked(answer)
  const answered = (): void => {
    disk.asked.delete(call)
    giveTurns()
    if (disk.asked.size + disk.waiting.size === 0) disks.delete(disk.name)
  }
  answer.then(answered, answered)
  const outcome = await withLimit(answer, silentMs)
  if (outcome.status === 'done') return outcome.value
  if (outcome.status === 'failed') throw outcome.error
  throw silent(path)
}

/** The disk that a path is on now: the deepest of what is mounted and of these mount points from before. */
export function diskNow(path: string, knownMountPoints: readonly string[]): string {
  return diskByPath(path, [...mountedNow().keys(), ...knownMountPoints])
}

function diskOf(path: string): Disk {
  const mounts = mountedNow()
  const name = diskByPath(path, [...mounts.keys()])
  const known = disks.get(name)
  if (known !== undefined) return known
  const isLocal = name === SYSTEM_DISK || LOCAL_TYPES.test(mounts.get(name) ?? '')
  const atOnce = isLocal ? AT_ONCE_LOCAL : 1
  const disk: Disk = { name, atOnce, asked: new Set(), waiting: new Set(), lastTurn: 0 }
  disks.set(name, disk)
  return disk
}

function callsToOthers(): Call[] {
  return [...disks.values()].flatMap(({ name, asked: calls }) => (name === SYSTEM_DISK ? [] : [...calls]))
}

/** Since when a disk cannot be asked; null: it can be. */
function blockedSince(disk: Disk): number | null {
  const [oldest] = disk.asked
  if (oldest !== undefined && disk.asked.size >= disk.atOnce) return oldest.since
  if (disk.name === SYSTEM_DISK) return null
  const others = callsToOthers()
  // As long as one of them is answered, there will be a turn.
  return others.length < MOST_OF_OTHERS ? null : Math.max(...others.map(({ since }) => since))
}

const begin = (disk: Disk): Call => {
  const call = { since: performance.now() }
  disk.asked.add(call)
  return call
}

/** Begins a call when the disk may be asked; rejects once that has been impossible for `silentMs`. */
async function turnOf(disk: Disk, path: string, silentMs: number): Promise<Call> {
  const [oldest] = disk.asked
  if (oldest !== undefined && performance.now() - oldest.since >= silentMs) throw silent(path)
  if (disk.waiting.size === 0 && blockedSince(disk) === null) return begin(disk)
  return await new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined
    const take = (call: Call): void => {
      clearTimeout(timer)
      resolve(call)
    }
    const lookAgain = (): void => {
      const since = blockedSince(disk) ?? performance.now()
      const leftMs = since + silentMs - performance.now()
      if (leftMs > 0) timer = setTimeout(lookAgain, leftMs)
      else {
        disk.waiting.delete(take)
        reject(silent(path))
      }
    }
    disk.waiting.add(take)
    lookAgain()
  })
}

/** Lets those start whose turn it is; of several disks, first the one whose last turn was longest ago. */
function giveTurns(): void {
  const waiting = [...disks.values()].filter((disk) => disk.waiting.size > 0)
  for (const disk of waiting.toSorted((a, b) => a.lastTurn - b.lastTurn)) {
    const [first] = disk.waiting
    if (first === undefined || blockedSince(disk) !== null) continue
    disk.lastTurn = turns += 1
    disk.waiting.delete(first)
    first(begin(disk))
  }
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

let mounted: { types: ReadonlyMap<string, string>; until: number } = { types: new Map(), until: 0 }

/** Where disks are mounted now, and the types of their file systems, as far as the system says it without asking them. */
function mountedNow(): ReadonlyMap<string, string> {
  if (process.platform !== 'linux' || performance.now() < mounted.until) return mounted.types
  try {
    // Read at once: the kernel answers from memory, while every thread for files may be taken.
    mounted = { types: mountsIn(readFileSync('/proc/self/mounts', 'utf8')), until: 0 }
  } catch {
    // Not mounted in some containers: disks are told apart by their paths.
  }
  mounted.until = performance.now() + MOUNTS_MS
  return mounted.types
}
