import { extname } from 'node:path'
import { idInMediaAddress } from '../../../contract/watching.ts'
import type { LibraryEntry } from '../../library/entry.ts'
import type { Library } from '../../library/library.ts'
import { limitOpenFiles, type OpenForPlayer } from '../../library/open-for-player.ts'
import type { NotThere } from '../../library/open-saved.ts'
import { pieceStream } from '../../library/piece-stream.ts'
import { APP_ORIGIN } from './app-address.ts'
import { pieceOf } from './byte-range.ts'

/** Every file is served as media, so that its content can never become a page or a script. */
const FILM = 'video/mp4'
const TYPES: Readonly<Record<string, string>> = {
  '.m4a': 'audio/mp4',
  '.mp3': 'audio/mpeg',
  '.aac': 'audio/aac',
  '.wav': 'audio/wav',
  '.ogg': 'application/ogg',
  '.webm': 'video/webm',
}

const STATUS: Readonly<Record<NotThere | 'busy', number>> = {
  missing: 410,
  changed: 409,
  unreadable: 403,
  busy: 503,
}

/**
 * [Note: saved media] Serves the bytes of saved recordings to the player, by library id, never by path.
 * Anything but a saved recording is not found; a file that has changed since is rejected with the reason:
 * missing, changed or unreadable. Of too many requests some are rejected as busy.
 */
export function serveSaved(library: Pick<Library, 'byId'>): (request: Request) => Promise<Response> {
  const open = limitOpenFiles()
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return new Response(null, { status: 405, headers: { ...HEADERS, allow: 'GET, HEAD' } })
    const id = idInMediaAddress(request.url)
    const entry = id === null ? null : library.byId(id)
    if (entry?.source.kind !== 'recording') return new Response(null, { status: 404, headers: HEADERS })
    return await send(entry, request, open)
  }
}

async function send(entry: LibraryEntry, request: Request, open: OpenForPlayer): Promise<Response> {
  const file = await open(entry)
  if (typeof file === 'string')
    return new Response(file, { status: STATUS[file], headers: { ...HEADERS, 'content-type': 'text/plain' } })

  const etag = `"${entry.sha256}"`
  const isSame = [null, etag].includes(request.headers.get('if-range'))
  const piece = isSame ? pieceOf(request.headers.get('range'), entry.bytes) : null
  const { start, end } = piece === null || piece === 'outside' ? { start: 0, end: entry.bytes } : piece
  const headers = {
    ...HEADERS,
    'content-type': TYPES[extname(entry.path).toLowerCase()] ?? FILM,
    'accept-ranges': 'bytes',
    etag,
    ...(piece === null ? {} : { 'content-range': rangeText(piece, entry.bytes) }),
    'content-length': String(piece === 'outside' ? 0 : end - start),
  }
  const status = piece === null ? 200 : piece === 'outside' ? 416 : 206
  if (request.method === 'HEAD' || piece === 'outside' || start === end) {
    await file.close()
    return new Response(null, { status, headers })
  }
  return new Response(pieceStream(file, start, end), { status, headers })
}

function rangeText(piece: { start: number; end: number } | 'outside', bytes: number): string {
  return piece === 'outside' ? `bytes */${bytes}` : `bytes ${piece.start}-${piece.end - 1}/${bytes}`
}

const HEADERS = {
  // The page draws frames into thumbnails; a canvas with a film of another origin could not be read.
  'access-control-allow-origin': APP_ORIGIN,
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}
