import { constants } from 'node:fs'
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises'
import type { LibraryEntry } from './library.ts'

/** Why a saved file cannot be had: it is gone, is another one by now, or may not be read. */
export type NotThere = 'missing' | 'changed' | 'unreadable'

/**
 * Opens a saved file, if it is still the very file that was saved: at the same real place, of the same size, and no
 * link. Folders above it may be links, as long as they lead where they led when it was saved. Whoever gets the file
 * closes it.
 */
export async function openSaved(entry: LibraryEntry): Promise<FileHandle | NotThere> {
  const { path, realPath, bytes } = entry
  let file: FileHandle | undefined
  try {
    // Before it is opened: opening a pipe would wait for its other end.
    if (!(await lstat(path)).isFile()) return 'changed'
    if ((await realpath(path)) !== (realPath ?? path)) return 'changed'
    // Windows has no such flag, and no such links without an administrator's rights.
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
