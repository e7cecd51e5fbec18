import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { IncomingHttpHeaders, RequestListener } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { readProxyUrl } from '../../contract/proxy.ts'
import { transfer } from '../../main/transfer/transfer.ts'
import { toNetworkError } from '../../main/network/network-error.ts'
import { createNetwork } from '../../main/network/network.ts'
import { certificateMaker } from '../certificates.ts'
import { silentLog } from '../cloud-client.ts'
import { film } from '../faults/film.ts'
import { BEYOND, proxyPrograms } from '../proxies.ts'

const certificates = certificateMaker()
const issued = certificates.issued('host', { names: `IP:${BEYOND}` })
const bytes = film(700_000)
const folder = mkdtempSync(join(tmpdir(), 'proxy-redirect-'))
const closers: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})
afterAll(() => {
  certificates.remove()
  rmSync(folder, { recursive: true })
})

async function serve(answer: RequestListener): Promise<string> {
  const server = https.createServer(issued, answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `${BEYOND}:${(server.address() as AddressInfo).port}`
}

for (const program of proxyPrograms)
  describe.skipIf(!program.isInstalled)(`a redirect through ${program.title}`, () => {
    it('is followed to the other host over its own route, without the headers of the first', async () => {
      const proxy = await program.start()
      closers.push(proxy.stop)
      const received: IncomingHttpHeaders[] = []
      const second = await serve(({ headers }, answer) => {
        received.push(headers)
        answer.writeHead(200, { 'Content-Type': 'video/mp4', 'Content-Length': bytes.length }).end(bytes)
      })
      const first = await serve(({ headers }, answer) => {
        received.push(headers)
        answer.writeHead(302, { Location: `https://${second}/there` }).end()
      })
      const way = readProxyUrl(proxy.url)
      if ('problem' in way) throw new Error(way.problem)
      const network = createNetwork({
        ...{ extraCas: [certificates.authority.cert], trusted: [], onRefusedCertificate: () => {} },
        resolveRoutes: async () => [way],
      })
      const outcome = await transfer(
        {
          ...{ identity: program.name, finalPath: join(folder, `${program.name}.mp4`) },
          ...{ mustBeBoxes: true, needsExtension: false },
          expected: { kind: 'recording', bytes: null, sha256: null },
        },
        {
          freshLink: async () => ({ url: `https://${first}/here`, headers: { Authorization: 'SECRET' } }),
          agentFor: network.agentFor,
          toNetworkError,
          readError: () => null,
          limits: { maxRetries: 0, retryWaitMs: 1, stallTimeoutMs: 10_000 },
          signal: new AbortController().signal,
          onProgress: () => undefined,
          onSetback: () => undefined,
          onQuarantined: () => undefined,
          log: silentLog,
        },
      )
      expect(outcome).toMatchObject({ kind: 'saved', bytes: bytes.length })
      expect(readFileSync(join(folder, `${program.name}.mp4`)).equals(bytes)).toBe(true)
      expect(received.map(({ authorization }) => authorization)).toEqual(['SECRET', undefined])
      expect(proxy.reached()).toEqual([first, second])
    })
  })
