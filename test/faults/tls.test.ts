import { readFile } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CertificateMaker, certificateMaker } from '../certificates.ts'
import { answer, type Behaviour, good, misbehavingServer } from './misbehaving-server.ts'
import { FILE, HALF, oneFile, OVERLAP } from './one-file.ts'

const at = oneFile()
let maker: CertificateMaker
let agent: https.Agent

beforeAll(async () => {
  maker = certificateMaker()
  agent = new https.Agent({ keepAlive: true, ca: await readFile(maker.caFile, 'utf8') })
})
afterAll(() => {
  agent.destroy()
  maker.remove()
})

/**
 * Sends half of the body and, once it has arrived, ends the connection: `how` with a TLS close, without, or by a reset,
 * which discards the bytes that have not been read yet.
 */
const goneAfterHalf =
  (how: 'closed' | 'cut' | 'reset', arrived: Promise<void>): Behaviour =>
  ({ response, socket, wire, file, from, etag }) => {
    const body = file.subarray(from ?? 0)
    response.writeHead(200, { 'Content-Type': 'video/mp4', 'Content-Length': body.length, ETag: etag })
    response.write(body.subarray(0, HALF))
    void arrived.then(() => {
      if (how === 'closed') socket.end()
      else if (how === 'cut') wire.destroy()
      else wire.resetAndDestroy()
    })
  }

it.each(['closed', 'cut', 'reset'] as const)('a TLS connection %s half way counts as a cut', async (how) => {
  let onProgress: (received: number) => void = () => undefined
  const arrived = new Promise<void>((resolve) => {
    onProgress = (received) => void (received === HALF && resolve())
  })
  await at.serve(FILE, [goneAfterHalf(how, arrived), good()], { tls: maker.issued('media') })
  const { outcome, setbacks } = await at.run({ deps: { agentFor: () => agent, onProgress } })
  expect(outcome).toMatchObject({ kind: 'saved', bytes: FILE.length })
  expect((await readFile(at.path)).equals(FILE)).toBe(true)
  expect(setbacks.map(({ code }) => code)).toEqual(['OFFLINE'])
  expect(at.server.ranges).toEqual([null, `bytes=${HALF - OVERLAP}-`])
  expect(at.server.tokenFaults).toEqual([])
})

it('an untrusted certificate ends the download before anything is sent', async () => {
  await at.serve(FILE, [good()], { tls: maker.selfSigned('media') })
  const { outcome } = await at.run({ deps: { agentFor: () => agent } })
  expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'CERT_UNTRUSTED' } })
  expect(at.server.ranges).toEqual([])
})

it('a redirect from https to plain http is refused, even to this machine', async () => {
  const plain = await misbehavingServer(FILE, [good()])
  try {
    const to = answer(302, { Location: `${plain.origin}/elsewhere` })
    await at.serve(FILE, [to], { tls: maker.issued('media') })
    const { outcome } = await at.run({
      deps: { agentFor: (url) => (url.protocol === 'https:' ? agent : http.globalAgent) },
    })
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'ADDRESS_REFUSED' } })
    expect(plain.elsewhere).toEqual([])
  } finally {
    await plain.close()
  }
})
