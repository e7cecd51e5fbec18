import { type FileHandle, realpath } from 'node:fs/promises'
import { AppError } from '../../contract/errors.ts'
import { isNotPlain, openPlain } from '../files/open-file.ts'
import type { LibraryEntry } from './entry.ts'

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
    file = await openPlain(path, 'read')
    if ((await realpath(path)) !== (realPath ?? path)) return 'changed'
    if ((await file.stat()).size === bytes) {
      const opened = file
      file = undefined
      return opened
    }
    return 'changed'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing'
    return isNotPlain(error) ? 'changed' : 'unreadable'
  } finally {
    await file?.close()
  }
}

/**
 * The path of a saved file, for the system to open or show. NOT_FOUND unless it is the file that was saved
 * (openSaved): another file in its place, or one that a link leads to, could be of any origin.
 */
export async function pathOfSaved(entry: LibraryEntry): Promise<string> {
  const file = await openSaved(entry)
  if (typeof file === 'string') throw new AppError('NOT_FOUND', { detail: `the file is ${file}` })
  await file.close()
  return entry.path
}
