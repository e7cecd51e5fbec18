import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { MEDIA_SCHEME } from '../../../contract/watching.ts'
import { APP_HOST } from './app-address.ts'

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

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** Serves the bundled page at app://meetkeep, limited to files in its folder. */
export function servePage(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const path = pathWithin(folder, request.url)
    const type = path === null ? undefined : TYPES[extname(path)]
    if (path === null || type === undefined || request.method !== 'GET')
      return answer(404, 'text/plain', null)
    const body = await readFile(path).catch(() => null)
    return body === null ? answer(404, 'text/plain', null) : answer(200, type, new Uint8Array(body))
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

function answer(status: number, type: string, body: Uint8Array<ArrayBuffer> | null): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': CONTENT_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    },
  })
}
