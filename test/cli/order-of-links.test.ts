import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, expect, it } from 'vitest'
import { film } from '../faults/film.ts'
import { meetkeep, testFolder } from './run.ts'

const TOKEN = 'token-of-this-test'
const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/**
 * A service whose `record/info` describes the parts in order, and whose links have them in the order of
 * `links`. Resolves to its address and the numbers of the links used.
 */
async function serve(parts: Buffer[], links: number[]): Promise<{ url: string; used: number[] }> {
  const used: number[] = []
  const tokens = new Map<string, number>()
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site')
    await text(request)
    const send = (body: unknown, status = 200): void =>
      void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
    const token = request.headers.authorization ?? ''
    switch (pathname) {
      case '/v1/usg/acs/token/validate':
        return send({
          ...{ accessToken: TOKEN, createTime: Date.now(), validPeriod: 43_200, tokenType: 0 },
          user: { userId: 'u1', name: 'a', adminType: 1 },
        })
      case '/v1/mmc/management/conferences/record/files':
        return send({
          ...{ confUUID: searchParams.get('confUUID'), confID: '1', subject: 'Parts' },
          ...{ startTime: '2026-10-03 01:30', isDecodeFinish: true, available: true },
        })
      case '/v1/mmc/management/record/downloadurls': {
        const urls = links.map((_, link) => {
          const fresh = randomBytes(16).toString('hex')
          tokens.set(fresh, link)
          return { token: fresh, fileType: 'Hd', url: `${url}/media/videoHD/0_${link}.mp4` }
        })
        return send({ recordUrls: [{ urls }] })
      }
      case '/v1/mmc/rlm/record/info':
        return send({
          code: '0',
          data: {
            segmentCount: parts.length,
            segmentList: parts.map((part, index) => ({
              manualOrder: 1,
              segmentOrder: index + 1,
              fileList: [
                {
                  recordType: 'SPEAKER_VIDEO',
                  beginTime: index,
                  fileSize: part.length,
                  sha256: sha256Of(part),
                },
              ],
            })),
          },
        })
      default: {
        const link = tokens.get(token)
        if (link === undefined || !tokens.delete(token)) return send({ error_code: 'APIG.0101' }, 404)
        used.push(link)
        const body = parts[links[link] ?? 0] ?? Buffer.alloc(0)
        response.writeHead(200, { 'Content-Type': 'video/mp4', 'Content-Length': body.length }).end(body)
      }
    }
  }
  server = createServer((request, response) => void respond(request, response))
  const listening = server
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`
  return { url, used }
}

it.each([
  ['of several sizes', [300_000, 310_000, 320_000]],
  ['of one size', [300_000, 300_000, 300_000]],
])('every part is saved under its own name though the links have another order, %s', async (_, sizes) => {
  const parts = sizes.map((size, index) => film(size, index + 1))
  const { url, used } = await serve(parts, [1, 2, 0])
  const folder = await testFolder()
  const env = {
    MEETKEEP_SITE: url,
    MEETKEEP_ACCESS_TOKEN: TOKEN,
    MEETKEEP_HOME: join(await testFolder(), 'home'),
  }
  const download = (): ReturnType<typeof meetkeep> =>
    meetkeep(['recordings', 'download', 'r', '--to', folder, '--json'], env)

  const { status, lines } = await download()
  expect(status).toBe(0)
  const { saved } = lines.at(-1) as { saved: { path: string; part: number; sha256: string }[] }
  expect(new Set(saved.map(({ part }) => part))).toEqual(new Set([1, 2, 3]))
  for (const { path, part, sha256 } of saved) {
    const wanted = parts[part - 1] ?? Buffer.alloc(0)
    expect(sha256).toBe(sha256Of(wanted))
    expect((await readFile(path)).equals(wanted)).toBe(true)
    expect(basename(path)).toContain(`part ${part}`)
    const description = JSON.parse(await readFile(path.replace(/\.mp4$/, '.json'), 'utf8')) as object
    const note = expect.stringContaining('The service listed the link')
    expect(description).toMatchObject({ files: [{ part, sha256, note }] })
  }
  expect(
    (await readdir(folder, { recursive: true })).filter((name) => /\.mp4|part$/.test(name)),
  ).toHaveLength(3)

  const before = used.length
  expect((await download()).status).toBe(0)
  expect(used).toHaveLength(before)
})
