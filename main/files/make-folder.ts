import { chmodSync, lstatSync } from 'node:fs'
import { lstat, mkdir, rmdir, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import { withDiskErrors } from './disk-error.ts'

/**
 * Creates a folder and its missing parents. One level at a time, because Node's recursive mkdir never returns
 * where the file system answers ENOENT to a folder whose parent exists, as /proc does (seen on Node 20).
 * `mode` is that of the folder itself, if it is created.
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  const missing: string[] = []
  for (let at = resolve(path); !(await isThere(at)); at = dirname(at)) missing.unshift(at)
  for (const folder of missing)
    await mkdir(folder, folder === resolve(path) ? { mode } : {}).catch((error: NodeJS.ErrnoException) => {
      // Created meanwhile by another caller.
      if (error.code !== 'EEXIST') throw error
    })
}

/**
 * Creates the missing folders from `root`, which exists, down to `folder`. NAME_REFUSED if one of the names is
 * taken by something else: a link is not followed, because it could lead out of the root. Rejects with
 * FOLDER_MISSING if the root is gone, and with other errors of the disk.
 */
export async function makeFoldersBelow(root: string, folder: string): Promise<void> {
  for (const path of foldersBetween(root, folder)) {
    await withDiskErrors(path, async () => {
      await mkdir(path).catch(async (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
        if ((await lstat(path)).isDirectory()) return
        throw new AppError('NAME_REFUSED', { params: { path, errno: 'ENOTDIR' }, detail: 'not a folder' })
      })
    })
  }
}

/** Removes the empty folders from `folder` up to below `root`. Never rejects. */
export async function removeEmptyFolders(root: string, folder: string): Promise<void> {
  for (const path of foldersBetween(root, folder).toReversed())
    try {
      await rmdir(path)
    } catch {
      return
    }
}

/** The folders below `root` on the way to `folder`, from the top. */
function foldersBetween(root: string, folder: string): string[] {
  const names = relative(root, folder).split(sep)
  if (names[0] === '..') throw new Error(`${folder} is not below ${root}`)
  return names.filter(Boolean).map((_, n) => join(root, ...names.slice(0, n + 1)))
}

async function isThere(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && dirname(path) !== path) return false
    throw error
  }
  throw Object.assign(new Error(`ENOTDIR: not a folder, ${path}`), { code: 'ENOTDIR' })
}

/** The app's own state: names of meetings, and who was in them. */
export const PRIVATE_FOLDER = 0o700

/**
 * Takes other users' access to an existing folder of the app away: one that an earlier version or a wide umask
 * made readable. Only for a folder at a place that the app itself chose, never for one that the user named. Never
 * throws: not every file system has modes, and the files in the folder have their own.
 */
export function makePrivate(folder: string): void {
  if (process.platform === 'win32') return
  try {
    const found = lstatSync(folder)
    // A link leads to a folder that the user chose.
    if (found.isDirectory() && (found.mode & 0o077) !== 0) chmodSync(folder, PRIVATE_FOLDER)
  } catch {
    // Missing, or of another user.
  }
}
