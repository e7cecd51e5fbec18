import { lstat } from 'node:fs/promises'
import { extname, isAbsolute } from 'node:path'
import { AppError } from '../../contract/errors.ts'

/**
 * What may be handed to the system to be opened. The extension of a file comes from a server, and opening some
 * means running them: those are shown in their folder, where the user sees what they are.
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

/** The path, if the file itself is still there: a link that was put in its place leads who knows where. NOT_FOUND. */
export async function savedFile(path: string): Promise<string> {
  const found = isAbsolute(path) ? await lstat(path).catch(() => null) : null
  if (found?.isFile() !== true)
    throw new AppError('NOT_FOUND', { detail: 'the file is not where it was saved' })
  return path
}
