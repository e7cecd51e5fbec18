/**
 * @file Recordings that were downloaded in the service's own portal. It gives a zip with an offline player:
 *   `player/play.bat`, and films in `player/offlineweb/assets/video`.
 */
import { openPlain } from '../files/open-file.ts'

const FILMS_OF_PLAYER = /(?:^|\/)offlineweb\/assets\/video\//i

/** Whether a path, relative and with `/`, is below the films of an offline player. */
export function isInPortalPlayer(path: string): boolean {
  return FILMS_OF_PLAYER.test(path)
}

/** The first bytes of a zip with files (APPNOTE.TXT, section 4.3.7). */
const ZIP = Buffer.from('PK\u0003\u0004')
/** The names of all files of a zip are at its end (section 4.3.12); those of the player are at most a few hundred. */
const MAX_NAMES_BYTES = 256 * 1024
const NAME_IN_PLAYER = Buffer.from('offlineweb/')

/** Whether a file is a zip of the portal. false for one that cannot be read. */
export async function isPortalZip(path: string): Promise<boolean> {
  if (!/\.zip$/i.test(path)) return false
  try {
    const file = await openPlain(path, 'read')
    try {
      const { size } = await file.stat()
      const [head, end] = [Buffer.alloc(ZIP.length), Buffer.alloc(Math.min(size, MAX_NAMES_BYTES))]
      await file.read(head, 0, head.length, 0)
      await file.read(end, 0, end.length, size - end.length)
      return head.equals(ZIP) && end.includes(NAME_IN_PLAYER)
    } finally {
      await file.close()
    }
  } catch {
    return false
  }
}
