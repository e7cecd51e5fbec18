import { readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, parse } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../../contract/errors.ts'
import { withDiskErrors } from '../files/disk-error.ts'
import { acquireLock, type FileLock } from '../files/file-lock.ts'
import { isSameFile, moveWithoutOverwriting } from '../files/final-name.ts'
import { makeDurable, readPlainText, replacePlain, syncFolder } from '../files/open-file.ts'
import {
  type Description,
  describedEntries,
  descriptionKey,
  descriptionSchema,
  isSameSubject,
  MAX_DESCRIPTION_BYTES,
  MEETING_DESCRIPTION,
  mergedDescription,
  readDescription,
} from './description.ts'

/** The names of a description of the one file at `path`, in the order in which they are tried. */
function namesForFile(path: string): string[] {
  const { dir, name } = parse(path)
  return [...new Set([join(dir, `${name}.json`), `${path}.json`])]
}

/** A fixed temporary name, so that the next write replaces what a killed process left. */
const freshOfFile = (path: string): string => `${path}.json.new`

/** Whether a description is that of all files of a meeting, whose folder it is in. */
export const isOfMeeting = (description: string): boolean => basename(description) === MEETING_DESCRIPTION

/** Where the file at `path` may be described. */
export function placesOfDescription(path: string): string[] {
  return [join(dirname(path), MEETING_DESCRIPTION), ...namesForFile(path)]
}

/** The description at a path; null if there is none of this version. */
export async function readDescriptionAt(path: string): Promise<Description | null> {
  const found = await readAt(path)
  return found === 'other' ? null : found
}

/**
 * Longest wait for another process that writes the same description, which takes milliseconds; a killed one may have
 * left a lock that names no process, which is taken over only after 12 seconds.
 */
const LONGEST_WAIT_MS = 30_000
const POLL_MS = 20
/** Number of descriptions of meetings written so far. */
let writes = 0

/**
 * Writes the description of the one saved file at `path`. `for`: 'meeting' adds it to the description of its
 * folder, `meeting.json` · 'file' writes `<name>.json`, or `<name>.<extension>.json` if that name is taken; also
 * when `meeting.json` is of another meeting, of a newer version of the app, damaged, or locked for too long. Only
 * a description of the same meeting or file is ever replaced. Resolves to its path. Rejects with an AppError of
 * the disk, or DISK_ERROR when all names are taken.
 */
export async function writeDescription(
  path: string,
  description: Description,
  describes: 'meeting' | 'file',
): Promise<string> {
  if (describes === 'meeting') {
    const target = join(dirname(path), MEETING_DESCRIPTION)
    const add = (before: Description | null): Description | null => {
      if (before === null) return description
      return isSameSubject(before, description) ? mergedDescription(before, description) : null
    }
    if (await updateDescription(target, add)) return target
  }
  return await writeForFile(path, description)
}

/**
 * Changes a description under its lock, so that two processes lose nothing of each other. `change` gets what is
 * there (null for none) and returns what shall be, or null to leave it as it is. false: nothing was written,
 * because `change` refused, another file has the name, or another process kept the lock. Rejects with an AppError
 * of the disk.
 */
export async function updateDescription(
  target: string,
  change: (before: Description | null) => Description | null,
): Promise<boolean> {
  return await withDiskErrors(target, async () => {
    const until = performance.now() + LONGEST_WAIT_MS
    for (;;) {
      const lock = await lockWithin(target, until)
      if (lock === null) return false
      // Of this process alone: for a moment, two may believe that they have the lock.
      const fresh = `${target}.${process.pid}-${(writes += 1)}.new`
      try {
        if (lock.isTakenOver) await removeUnfinished(target)
        const before = await readAt(target)
        if (before === 'other') return false
        const next = change(before)
        if (next === null) return false
        const text = textOf(next)
        if (Buffer.byteLength(text) > MAX_DESCRIPTION_BYTES) return false
        await writeDurably(fresh, text)
        // Another process may have taken the lock over while this one was suspended: then all is read again.
        if (!(await lock.isHeld())) continue
        if (before !== null) await rename(fresh, target)
        else if ((await moveWithoutOverwriting(fresh, target)) === 'taken') continue
        await syncFolder(dirname(target))
        return true
      } finally {
        await rm(fresh, { force: true })
        await lock.unlock()
      }
    }
  })
}

/**
 * Removes what a killed process has left beside the descriptions of the saved file at `path`, which are whole: unfinished
 * ones and their lock. Never rejects.
 */
export async function removeUnfinishedDescriptions(path: string): Promise<void> {
  try {
    const fresh = freshOfFile(path)
    for (const target of namesForFile(path))
      // Any other is still being written.
      if (await isSameFile(fresh, target).catch(() => false)) await rm(fresh, { force: true })
    const target = join(dirname(path), MEETING_DESCRIPTION)
    const lock = await acquireLock(target)
    if (lock?.isTakenOver === true) await removeUnfinished(target)
    await lock?.unlock()
  } catch {
    // They are harmless, and the next description of the meeting removes them.
  }
}

/** Removes what killed processes have left of a description. Its lock is held. */
async function removeUnfinished(target: string): Promise<void> {
  const start = `${basename(target)}.`
  for (const name of await readdir(dirname(target)))
    if (name.startsWith(start) && /^\d+-\d+\.new$/.test(name.slice(start.length)))
      await rm(join(dirname(target), name), { force: true })
}

async function lockWithin(target: string, until: number): Promise<FileLock | null> {
  for (;;) {
    const lock = await acquireLock(target)
    if (lock !== null || performance.now() > until) return lock
    await wait(POLL_MS)
  }
}

/** 'other': what has the name is not a description of this version. */
async function readAt(target: string): Promise<Description | 'other' | null> {
  try {
    const found = readDescription(await readPlainText(target, MAX_DESCRIPTION_BYTES))
    return found === null || typeof found === 'string' ? 'other' : found
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : 'other'
  }
}

async function writeForFile(path: string, description: Description): Promise<string> {
  const fresh = freshOfFile(path)
  return await withDiskErrors(path, async () => {
    try {
      await writeDurably(fresh, textOf(description))
      for (const target of namesForFile(path)) {
        const found = await readAt(target)
        if (found !== null && found !== 'other' && isOfSameFile(found, description)) {
          await rename(fresh, target)
          return target
        }
        if ((await moveWithoutOverwriting(fresh, target)) === 'moved') return target
      }
    } finally {
      await rm(fresh, { force: true })
    }
    throw new AppError('DISK_ERROR', { params: { path, errno: 'EEXIST' }, detail: 'both names are taken' })
  })
}

function isOfSameFile(one: Description, other: Description): boolean {
  const keysOf = (description: Description): string =>
    JSON.stringify(
      describedEntries(description).map(({ file, source }) => [basename(file), descriptionKey(source)]),
    )
  return keysOf(one) === keysOf(other)
}

const textOf = (description: Description): string =>
  `${JSON.stringify(descriptionSchema.parse(description), null, 2)}\n`

async function writeDurably(path: string, text: string): Promise<void> {
  const handle = await replacePlain(path)
  try {
    await handle.writeFile(text)
    await makeDurable(handle, 'sync')
  } finally {
    await handle.close()
  }
}
