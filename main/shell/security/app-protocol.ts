import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { MEDIA_SCHEME } from '../../../contract/watching.ts'
import { APP_HOST } from './app-address.ts'
import { PERMISSIONS_POLICY } from './page-features.ts'

/**
 * Content Security Policy of our page: its own scripts, styles and workers, blob and data pictures, the saved
 * films, no network except its own files. 'wasm-unsafe-eval' allows the QR decoder to compile its WebAssembly
 * and no other code from text.
 */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  `media-src ${MEDIA_SCHEME}:`,
  "connect-src 'self'",
  "worker-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * The only addresses that anything in our page may connect to or look up: its own and those of saved films. A content
 * policy does not bind WebRTC, which could send TCP to any address, or the lookup of a name, which can carry data;
 * this header does (Chromium: docs/connection_allowlist_design.md), with frames and workers of the page.
 */
const CONNECTION_ALLOWLIST = `(response-origin "${MEDIA_SCHEME}://library/*")`

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/**
 * Serves the bundled page at app://meetkeep, limited to files in its folder. Each file is read once: a page in a loop
 * could otherwise have main open and hold the same file thousands of times.
 */
export function servePage(folder: string): (request: Request) => Promise<Response> {
  const files = new Map<string, Promise<Uint8Array<ArrayBuffer> | null>>()
  const read = async (path: string): Promise<Uint8Array<ArrayBuffer> | null> => {
    const file =
      files.get(path) ??
      readFile(path).then(
        (bytes) => new Uint8Array(bytes),
        () => null,
      )
    files.set(path, file)
    const bytes = await file
    if (bytes === null) files.delete(path)
    return bytes
  }
  return async (request) => {
    const path = pathWithin(folder, request.url)
    const type = path === null ? undefined : TYPES[extname(path)]
    if (path === null || type === undefined || request.method !== 'GET')
      return answer(404, 'text/plain', null)
    const bytes = await read(path)
    return bytes === null ? answer(404, 'text/plain', null) : answer(200, type, streamOf(bytes))
  }
}

/** Resolves an address to a file; null for another host or a path outside the folder. */
export function pathWithin(folder: string, address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.host !== APP_HOST) return null
  let name: string
  try {
    name = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  if (name.includes('\0') || name.includes('\\')) return null
  const path = join(folder, name)
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? path : null
}

/** A body that shares the bytes: Response would copy them, and keep the copy until the page has read it. */
function streamOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream(
    {
      pull(controller) {
        controller.enqueue(bytes)
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

function answer(
  status: number,
  type: string,
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': CONTENT_POLICY,
      'connection-allowlist': CONNECTION_ALLOWLIST,
      'permissions-policy': PERMISSIONS_POLICY,
      // For a Chromium without the allowlist: no lookups for the links of a page, which a page cannot undo.
      'x-dns-prefetch-control': 'off',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    },
  })
}
