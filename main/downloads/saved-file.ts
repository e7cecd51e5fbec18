import { lstat } from 'node:fs/promises'
import { extname, isAbsolute } from 'node:path'
import { AppError } from '../../contract/errors.ts'

/**
 * File types that may be opened with the system's default program. The extension comes from a server, and
 * opening some types executes them: others are shown in their folder, where the user sees what they are.
 */
const OPENABLE = new Set([
  '.mp4',
  '.m4v',
  '.mov',
  '.m4a',
  '.aac',
  '.mp3',
  '.wav',
  '.png',
  '.jpg',
  '.jpeg',
  '.gif',
  '.bmp',
  '.webp',
  '.pdf',
])

export function isOpenable(path: string): boolean {
  return OPENABLE.has(extname(path).toLowerCase())
}

/** Returns the path if the file itself still exists; a link in its place could lead anywhere. NOT_FOUND. */
export async function savedFile(path: string): Promise<string> {
  const found = isAbsolute(path) ? await lstat(path).catch(() => null) : null
  if (found?.isFile() !== true)
    throw new AppError('NOT_FOUND', { detail: 'the file is not where it was saved' })
  return path
}
