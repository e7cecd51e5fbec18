import type { ChildProcess } from 'node:child_process'
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
 * `links`. `halted`: the link whose first answer stops halfway. Resolves to its address and the numbers of the
 * links used.
 */
async function serve(
  parts: Buffer[],
  links: number[],
  halted?: number,
): Promise<{ url: string; used: number[]; ranges: (string | undefined)[] }> {
  const ranges: (string | undefined)[] = []
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
        const { range } = request.headers
        ranges.push(range)
        const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
        response.writeHead(from === 0 ? 200 : 206, {
          ...{ 'Content-Type': 'video/mp4', 'Content-Length': body.length - from, ETag: `"${link}"` },
          ...(from === 0 ? {} : { 'Content-Range': `bytes ${from}-${body.length - 1}/${body.length}` }),
        })
        if (link === halted && from === 0) response.write(body.subarray(0, body.length / 2))
        else response.end(body.subarray(from))
      }
    }
  }
  server = createServer((request, response) => void respond(request, response))
  const listening = server
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`
  return { url, used, ranges }
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

  // An announced size costs a link; of one size, no file comes twice.
  if (new Set(sizes).size === 1) expect(used.toSorted((a, b) => a - b)).toEqual([0, 1, 2])
  const before = used.length
  expect((await download()).status).toBe(0)
  expect(used).toHaveLength(before)
})

it('a killed process loses nothing of the parts that it found behind the links of others', async () => {
  // Large enough that the journal counts bytes of the half (every 64 MiB).
  const parts = [1, 2].map((seed) => film(160_000_000, seed))
  const { url, used, ranges } = await serve(parts, [1, 0], 1)
  const folder = await testFolder()
  const env = {
    MEETKEEP_SITE: url,
    MEETKEEP_ACCESS_TOKEN: TOKEN,
    MEETKEEP_HOME: join(await testFolder(), 'home'),
  }
  const args = ['recordings', 'download', 'r', '--to', folder, '--json']
  const names = (): Promise<string[]> => readdir(folder, { recursive: true })
  let child: ChildProcess | undefined
  const running = meetkeep(args, env, undefined, { onStart: (one) => (child = one) })
  await expect
    .poll(names, { timeout: 50_000 })
    .toContainEqual(expect.stringMatching(/part 2 \w+\.mp4\.part\.handed$/))
  const journal = async (): Promise<number> => {
    const name = (await names()).find((one) => /part 2 \w+\.mp4\.part\.json$/.test(one)) ?? ''
    const found = JSON.parse(await readFile(join(folder, name), 'utf8')) as { durable: number }
    return found.durable
  }
  await expect.poll(journal, { timeout: 50_000 }).toBeGreaterThan(0)
  child?.kill('SIGKILL')
  await running

  expect((await meetkeep(args, env)).status).toBe(0)
  const films = (await names()).filter((name) => name.endsWith('.mp4')).toSorted()
  for (const [index, part] of parts.entries())
    expect((await readFile(join(folder, films[index] ?? ''))).equals(part)).toBe(true)
  expect((await names()).filter((name) => /part$|handed$|part\.json$/.test(name))).toEqual([])
  // Of the link that stopped halfway, only the rest was requested again.
  expect(used.toSorted((a, b) => a - b)).toEqual([0, 1, 1])
  expect(ranges.filter((range) => range !== undefined)).toHaveLength(1)
}, 120_000)
