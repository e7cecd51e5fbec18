import { chmodSync, lstatSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

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
