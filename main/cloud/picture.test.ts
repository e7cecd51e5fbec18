import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'
import { createNetwork } from '../network/network.ts'
import { dataUrlOf, fetchPicture } from './picture.ts'
import { pictureKind } from './picture-kind.ts'

const network = createNetwork({ extraCas: [], trusted: [], onRefusedCertificate: () => {} })
const board = sharp({ create: { width: 40, height: 30, channels: 3, background: '#fff' } })
const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const fetched = (url: string, headers = {}) => fetchPicture({ url, headers }, network)
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'fetched',
    (error: unknown) => (error as { code: unknown }).code,
  )

describe('pictureKind', () => {
  it.each([
    ['png', { type: 'image/png', width: 40, height: 30 }],
    ['jpeg', { type: 'image/jpeg', width: 40, height: 30 }],
    ['webp', null],
    ['gif', null],
  ] as const)('detects a %s', async (format, kind) => {
    expect(pictureKind(await board.clone().toFormat(format).toBuffer())).toEqual(kind)
  })

  it('reads the frame of a progressive JPEG with Exif ahead of it', async () => {
    const bytes = await board
      .clone()
      .withExif({ IFD0: { Copyright: 'x'.repeat(900) } })
      .jpeg({ progressive: true })
      .toBuffer()
    expect(pictureKind(bytes)).toEqual({ type: 'image/jpeg', width: 40, height: 30 })
  })

  it('finds nothing in any truncation of either', async () => {
    for (const format of ['png', 'jpeg'] as const) {
      const bytes = await board.clone().toFormat(format).toBuffer()
      for (let size = 0; size < 24; size += 1) expect(pictureKind(bytes.subarray(0, size))).toBeNull()
    }
    expect(pictureKind(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull()
  })
})

describe('fetchPicture', () => {
  it('returns the bytes with the detected type, not the Content-Type of the server', async () => {
    const png = await board.clone().png().toBuffer()
    const url = await serve((_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end(png))
    const picture = await fetched(url)
    expect(picture.type).toBe('image/png')
    expect(Buffer.compare(picture.bytes, png)).toBe(0)
  })

  it('follows a redirect without the headers of the link', async () => {
    const png = await board.clone().png().toBuffer()
    const seen: unknown[] = []
    const far = await serve((request, answer) => {
      seen.push(request.headers['x-access-token'])
      answer.end(png)
    })
    const near = await serve((_, answer) => answer.writeHead(302, { location: far }).end())
    expect((await fetched(near, { 'X-Access-Token': 'secret' })).type).toBe('image/png')
    expect(seen).toEqual([undefined])
  })

  it.each<[string, RequestListener, string]>([
    ['a page', (_, answer) => answer.end('<!doctype html><title>Sign in</title>'), 'BAD_ANSWER'],
    ['nothing', (_, answer) => answer.end(), 'BAD_ANSWER'],
    ['a refusal', (_, answer) => answer.writeHead(403).end(), 'LINK_REFUSED'],
    ['an endless redirect', (_, answer) => answer.writeHead(302, { location: '/' }).end(), 'LINK_REFUSED'],
    [
      'a way to http elsewhere',
      (_, answer) => answer.writeHead(302, { location: 'http://a.example/' }).end(),
      'ADDRESS_REFUSED',
    ],
    ['more than a small picture', (_, answer) => answer.end(Buffer.alloc(1_000_001)), 'BAD_ANSWER'],
    [
      'a cut',
      (_, answer) => answer.writeHead(200, { 'content-length': 99 }).write('x', () => answer.destroy()),
      'OFFLINE',
    ],
    ['no answer', (_, answer) => answer.destroy(), 'OFFLINE'],
  ])('fails with the right code for %s', async (_, listener, code) => {
    expect(await codeOf(fetched(await serve(listener)))).toBe(code)
  })

  it('accepts a picture up to its limits', async () => {
    const png = await board.clone().png().toBuffer()
    const padded = (bytes: number): Buffer => Buffer.concat([png, Buffer.alloc(bytes - png.length)])
    expect((await fetched(await serve((_, answer) => answer.end(padded(1_000_000))))).bytes).toHaveLength(
      1_000_000,
    )
    expect(await codeOf(fetched(await serve((_, answer) => answer.end(padded(1_000_001)))))).toBe(
      'BAD_ANSWER',
    )
    for (const [at, side, code] of [
      [16, 4096, 'fetched'],
      [16, 4097, 'BAD_ANSWER'],
      [20, 4096, 'fetched'],
      [20, 4097, 'BAD_ANSWER'],
    ] as const) {
      const sized = Buffer.from(png)
      sized.writeUInt32BE(side, at)
      expect(await codeOf(fetched(await serve((_, answer) => answer.end(sized))))).toBe(code)
    }
    // Both sides are permitted, but not their product.
    for (const [height, code] of [
      [2000, 'fetched'],
      [2001, 'BAD_ANSWER'],
    ] as const) {
      const sized = Buffer.from(png)
      sized.writeUInt32BE(2000, 16)
      sized.writeUInt32BE(height, 20)
      expect(await codeOf(fetched(await serve((_, answer) => answer.end(sized))))).toBe(code)
    }
  })

  it('follows three redirects but not a fourth, and refuses one without a target', async () => {
    const png = await board.clone().png().toBuffer()
    const url = await serve((request, answer) => {
      const left = Number(request.url?.slice(1))
      if (left === 0) answer.end(png)
      else answer.writeHead(302, { location: `/${left - 1}` }).end()
    })
    expect((await fetched(`${url}/3`)).type).toBe('image/png')
    expect(await codeOf(fetched(`${url}/4`))).toBe('LINK_REFUSED')
    expect(await codeOf(fetched(await serve((_, answer) => answer.writeHead(302).end())))).toBe(
      'LINK_REFUSED',
    )
  })

  it('reports an error without the address', async () => {
    const bytes = Uint8Array.from([1, 2, 3])
    expect(dataUrlOf({ type: 'image/png', bytes })).toBe('data:image/png;base64,AQID')
  })

  it('refuses a small file with huge dimensions', async () => {
    const png = await board.clone().png().toBuffer()
    png.writeUInt32BE(30_000, 16)
    const url = await serve((_, answer) => answer.end(png))
    expect(await codeOf(fetched(url))).toBe('BAD_ANSWER')
  })
})
