import { extname } from 'node:path'

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
