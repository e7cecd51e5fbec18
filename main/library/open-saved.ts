import { constants } from 'node:fs'
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises'
import type { LibraryEntry } from './library.ts'

/** Why a saved file is unavailable: it is gone, was replaced, or cannot be read. */
export type NotThere = 'missing' | 'changed' | 'unreadable'

/**
 * Opens a saved file if it is still the one that was saved: same real path, same size, not a link. Parent
 * folders may be links if they still lead to the same place. The caller closes the file.
 */
export async function openSaved(entry: LibraryEntry): Promise<FileHandle | NotThere> {
  const { path, realPath, bytes } = entry
  let file: FileHandle | undefined
  try {
    // Check before opening: opening a pipe would block until its other end opens.
    if (!(await lstat(path)).isFile()) return 'changed'
    if ((await realpath(path)) !== (realPath ?? path)) return 'changed'
    // Windows has no such flag, and creating such links there requires administrator rights.
    file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
    const found = await file.stat()
    if (found.isFile() && found.size === bytes) {
      const opened = file
      file = undefined
      return opened
    }
    return 'changed'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing'
    return code === 'ELOOP' ? 'changed' : 'unreadable'
  } finally {
    await file?.close()
  }
}
