import { link, lstat, rename, unlink } from 'node:fs/promises'
import { dirname, join, parse } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../../contract/errors.ts'
import { withDiskErrors } from './disk-error.ts'
import { syncFolder } from './open-file.ts'

/** A virus scanner locks a new file for seconds, not minutes. */
const LOCKED_TRIES = 8
const LOCKED_FIRST_WAIT_MS = 100

/**
 * Moves a finished file to its final name, or to the next free one: an existing file is never overwritten.
 * `extension` is appended if the name has none. Resolves to the final path. Throws FILE_LOCKED (the part file
 * stays) and the errors of {@link withDiskErrors}.
 */
export async function moveToFinalName(part: string, finalPath: string, extension = ''): Promise<string> {
  for (let n = 1; ; n += 1) {
    const target = withSuffix(finalPath + extension, n)
    if ((await withDiskErrors(target, () => moveWithoutOverwriting(part, target))) === 'moved') {
      await syncFolder(dirname(target))
      return target
    }
  }
}

/** `name.mp4`, `name (2).mp4`, `name (3).mp4`… */
export function withSuffix(path: string, n: number): string {
  if (n === 1) return path
  const { dir, name, ext } = parse(path)
  return join(dir, `${name} (${n})${ext}`)
}

/** Renames if the new name is free; retries while a virus scanner locks the file, then throws FILE_LOCKED. */
export async function moveWithoutOverwriting(part: string, target: string): Promise<'moved' | 'taken'> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await linkOrRename(part, target)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EPERM' && code !== 'EBUSY' && code !== 'EACCES') throw error
      if (attempt >= LOCKED_TRIES)
        throw new AppError('FILE_LOCKED', { params: { errno: code, path: target } }, { cause: error })
      await wait(LOCKED_FIRST_WAIT_MS * 2 ** Math.min(attempt, 5))
    }
  }
}

async function linkOrRename(part: string, target: string): Promise<'moved' | 'taken'> {
  try {
    // link() is the only call that atomically refuses an existing name.
    await link(part, target)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') {
      if (!(await isSameFile(part, target))) return 'taken'
    } else if (
      code === 'EPERM' ||
      code === 'ENOTSUP' ||
      code === 'EOPNOTSUPP' ||
      code === 'ENOSYS' ||
      code === 'EMLINK'
    ) {
      // A disk without hard links (FAT, some shares): the queue reserves names, so check, then rename.
      if (await exists(target)) return 'taken'
      await rename(part, target)
      return 'moved'
    } else throw error
  }
  await unlink(part).catch((error: NodeJS.ErrnoException) => {
    // Another process has tidied up after a crash, as it believed.
    if (error.code !== 'ENOENT') throw error
  })
  return 'moved'
}

/** After a crash between link and unlink, both names refer to one file. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([lstat(a, { bigint: true }), lstat(b, { bigint: true })])
  return one.ino !== 0n && one.ino === other.ino && one.dev === other.dev
}

export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
