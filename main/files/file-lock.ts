import { randomUUID } from 'node:crypto'
import { link, lstat, rename, unlink } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { isRunning, judgeHolder, type LockRecord, lockRecordSchema, startOf, whoAmI } from './lock-holder.ts'
import { createPlain, isNotPlain, openPlain, readPlainText, replacePlain } from './open-file.ts'
import { quarantine } from './quarantine.ts'

export interface FileLock {
  /** false once another process has taken the lock over, for example while this one was suspended. */
  isHeld(): Promise<boolean>
  /** Removes the lock file, if it is still this lock's. Never rejects. */
  unlock(): Promise<void>
  /**
   * The lock was taken from a holder that fell silent elsewhere: its process may still exist and write until it
   * notices.
   */
  isFromSilentHolder: boolean
  /** An earlier holder did not unlock it: what it was writing under another name may be left. */
  isTakenOver: boolean
}

interface Pace {
  /** Interval at which a holder shows that it exists. */
  beatMs: number
  /** A holder whose process cannot be seen from here is given up after this time without a beat. */
  silentMs: number
}
const PACE: Pace = { beatMs: 2000, silentMs: 12_000 }
const LOOKS_WHILE_SILENT = 6
/** A lock file is empty for a moment, before its holder has written its name into it. */
const FIRST_LOOK_MS = 20
const MAX_RECORD_BYTES = 4096

export const lockPath = (path: string): string => `${path}.lock`

/** Ids of the locks of this thread. */
const mine = new Set<string>()

/**
 * Locks a file by creating `<path>.lock` beside it, so that one lock is seen over every path to its folder:
 * bind mounts, containers, other machines on a share. The file names its holder; a holder that no longer
 * exists, or has fallen silent, loses it. null: another process has the lock. Rejects with the errors of the
 * file system, where the file could not be written either.
 */
export async function acquireLock(path: string, pace: Pace = PACE): Promise<FileLock | null> {
  const lock = lockPath(path)
  for (;;) {
    const made = await create(lock, pace)
    if (made !== null) return { ...made, ...(await leftBy(lock)) }
    const found = await lookAt(lock)
    if (found === 'none') continue
    if (found === 'not-plain') {
      await quarantine(lock, 'set-aside', new Date()).catch(ignoreMissing)
      continue
    }
    const holder = found.record === null ? 'unknown' : await judge(found.record)
    if (holder === 'exists') return null
    if (holder === 'unknown' && !(await staysSilent(lock, found, pace))) return null
    await markLeft(lock, holder)
    if (!(await remove(lock, found))) return null
  }
}

const POLL_MS = 20

/** Runs a short task under the lock of this path; after `longestMs` runs it even without the lock. */
export async function withFileLock<T>(path: string, longestMs: number, work: () => Promise<T>): Promise<T> {
  const pace = { ...PACE, silentMs: longestMs }
  let lock: FileLock | null = null
  try {
    const until = performance.now() + longestMs
    for (lock = await acquireLock(path, pace); lock === null && performance.now() < until;) {
      await wait(POLL_MS)
      lock = await acquireLock(path, pace)
    }
  } catch {
    // A folder that cannot be written to: the task reports it.
  }
  try {
    return await work()
  } finally {
    await lock?.unlock()
  }
}

/** null: something has the name already. */
async function create(
  lock: string,
  { beatMs }: Pace,
): Promise<Omit<FileLock, 'isFromSilentHolder' | 'isTakenOver'> | null> {
  const id = randomUUID()
  const me = await whoAmI()
  const textOf = (beat: number): string =>
    JSON.stringify({ version: 1, id, ...me, beat: String(beat).padStart(12, '0') } satisfies LockRecord)
  const handle = await createPlain(lock).catch((error: NodeJS.ErrnoException) => {
    // Windows reports EPERM for a name whose file is being deleted.
    if (error.code === 'EEXIST' || (error.code === 'EPERM' && process.platform === 'win32')) return null
    throw error
  })
  if (handle === null) return null
  mine.add(id)
  try {
    await handle.writeFile(textOf(0))
  } catch (error) {
    mine.delete(id)
    await unlink(lock).catch(() => undefined)
    throw error
  } finally {
    await handle.close()
  }

  const isHeld = async (): Promise<boolean> => {
    try {
      return parse(await readPlainText(lock, MAX_RECORD_BYTES))?.id === id
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT' || isNotPlain(error)) return false
      throw error
    }
  }
  let beats = 0
  const beat = async (): Promise<void> => {
    const again = await openPlain(lock, 'own')
    try {
      // Read through the same handle: the path may lead to another lock by now.
      const { buffer, bytesRead } = await again.read(Buffer.alloc(MAX_RECORD_BYTES), 0, MAX_RECORD_BYTES, 0)
      if (parse(buffer.toString('utf8', 0, bytesRead))?.id !== id) return
      await again.write(textOf((beats += 1)), 0)
    } finally {
      await again.close()
    }
  }
  // A missed beat costs nothing while the process can be seen; elsewhere, the next one is soon enough.
  const timer = setInterval(() => void beat().catch(() => undefined), beatMs).unref()
  return {
    isHeld,
    unlock: async () => {
      clearInterval(timer)
      try {
        if (await isHeld()) {
          await unlink(leftPath(lock)).catch(ignoreMissing)
          await unlink(lock)
        }
      } catch {
        // Left behind: this thread's next lock, or another process, sees that nothing holds it.
      }
      mine.delete(id)
    },
  }
}

const leftPath = (lock: string): string => `${lock}.left`
const SILENT = 'silent'

/**
 * Writes beside a lock that its holder did not unlock it, before the name is free: whichever process creates the lock
 * next must know, and that need not be the one that removes it.
 */
async function markLeft(lock: string, holder: 'gone' | 'unknown'): Promise<void> {
  const path = leftPath(lock)
  const isSilent = holder === 'unknown'
  try {
    const handle = await (isSilent ? replacePlain(path) : createPlain(path))
    try {
      await handle.writeFile(isSilent ? SILENT : '')
    } finally {
      await handle.close()
    }
  } catch (error) {
    // Two remove the same lock.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** What is known of the holder before, once the lock is held; it is forgotten when it is unlocked. */
async function leftBy(lock: string): Promise<Pick<FileLock, 'isFromSilentHolder' | 'isTakenOver'>> {
  try {
    const text = await readPlainText(leftPath(lock), SILENT.length)
    return { isFromSilentHolder: text === SILENT, isTakenOver: true }
  } catch (error) {
    const isNone = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return { isFromSilentHolder: !isNone, isTakenOver: !isNone }
  }
}

interface Found {
  /** null: unreadable, or still being written. */
  record: LockRecord | null
  /** Changes with each beat. */
  stamp: string
}

async function lookAt(lock: string): Promise<Found | 'none' | 'not-plain'> {
  let text = ''
  try {
    text = await readPlainText(lock, MAX_RECORD_BYTES)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'none'
    if (isNotPlain(error)) return 'not-plain'
    // Of another user, or locked for a moment: its times can still be seen.
  }
  const facts = await lstat(lock, { bigint: true }).catch(() => null)
  return { record: parse(text), stamp: `${facts?.mtimeNs ?? ''} ${text}` }
}

function parse(text: string): LockRecord | null {
  try {
    return lockRecordSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

async function judge(record: LockRecord): Promise<'exists' | 'gone' | 'unknown'> {
  return judgeHolder(record, await whoAmI(), { mine, isRunning, started: await startOf(record.pid) })
}

/** Watches a lock without relying on any clock but this process's: those of machines differ. */
async function staysSilent(lock: string, found: Found, { silentMs }: Pace): Promise<boolean> {
  for (let look = 0; look < LOOKS_WHILE_SILENT; look += 1) {
    await wait(look === 0 ? FIRST_LOOK_MS : silentMs / (LOOKS_WHILE_SILENT - 1))
    const now = await lookAt(lock)
    if (typeof now !== 'object' || now.stamp !== found.stamp) return false
  }
  return true
}

/**
 * Removes the lock of a holder that is gone. It is renamed first, which only one process can do: if another
 * has replaced the lock meanwhile, it gets its lock back. false: another process has the lock.
 */
async function remove(lock: string, found: Found): Promise<boolean> {
  const taken = `${lock}.${randomUUID()}`
  try {
    await rename(lock, taken)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
  }
  const now = await lookAt(taken)
  const isSame = typeof now === 'object' && now.record?.id === found.record?.id
  if (!isSame) await link(taken, lock).catch(() => undefined)
  await unlink(taken).catch(() => undefined)
  return isSame
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
