import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest'
import { type Certificate, certificateMaker } from '../../test/certificates.ts'
import { film } from '../../test/faults/film.ts'
import {
  answer,
  type Behaviour,
  good,
  type MisbehavingServer,
  misbehavingServer,
  type ServerOptions,
  stallAfter,
} from '../../test/faults/misbehaving-server.ts'
import { readErrorPage } from '../cloud/service-error.ts'
import { DIRECT } from '../network/proxy.ts'
import type { TransferJob } from './job.ts'
import { runTransferWorker } from './worker.ts'
import type { FromWorker, ProgressRow, ToWorker } from './worker-messages.ts'

const FILE = film(300_000)
const OTHER_PLACE = { fileType: 'Hd', part: 2 }
// The worker's own program, in this thread.
const { port1: outside, port2: inside } = new MessageChannel()
runTransferWorker(inside, { readErrorPage })

type Of<T extends FromWorker['type']> = Extract<FromWorker, { type: T }>
const received: FromWorker[] = []
const all = <T extends FromWorker['type']>(type: T): Of<T>[] =>
  received.filter((message): message is Of<T> => message.type === type)
const tell = (message: ToWorker): void => outside.postMessage(message)

let folder = ''
let server: MisbehavingServer
let giveLink: () => Promise<Extract<ToWorker, { type: 'link' }>['answer']>
let giveRoutes: () => Extract<ToWorker, { type: 'routes' }>['answer']

const answerQuestions = async (message: FromWorker): Promise<void> => {
  received.push(message)
  if (message.type === 'need-link') tell({ type: 'link', ticket: message.ticket, answer: await giveLink() })
  if (message.type === 'need-places')
    tell({
      type: 'places',
      ticket: message.ticket,
      answer: { ok: true, value: [{ ...OTHER_PLACE, path: null }] },
    })
  if (message.type === 'need-routes') tell({ type: 'routes', ticket: message.ticket, answer: giveRoutes() })
}
outside.on('message', (message: FromWorker) => void answerQuestions(message))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'transfer-worker-'))
  received.length = 0
  giveLink = async () => ({ ok: true, value: await server.freshLink() })
  giveRoutes = () => ({ ok: true, value: [DIRECT] })
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})
afterAll(() => outside.close())

const limits = {
  parallelFiles: 1,
  maxRetries: 1,
  retryWaitMs: 1,
  stallTimeoutMs: 20_000,
  bytesPerSecond: null,
}
const configure = (change: Partial<typeof limits> = {}, extraCas: string[] = []): void =>
  tell({ type: 'configure', network: { extraCas, trusted: [] }, limits: { ...limits, ...change } })

const jobOf = (id: string, bytes: number | null = null): TransferJob => ({
  identity: id,
  finalPath: join(folder, `${id}.mp4`),
  mustBeBoxes: true,
  needsExtension: false,
  expected: { kind: 'recording', bytes, sha256: null },
})

async function start(
  script: Behaviour[],
  id = 'one',
  options: ServerOptions = {},
  bytes: number | null = null,
): Promise<void> {
  server = await misbehavingServer(FILE, script, options)
  tell({ type: 'start', id, job: jobOf(id, bytes) })
}
const ended = async (): Promise<Of<'ended'>> => {
  await expect.poll(() => all('ended').length, { timeout: 20_000 }).toBe(1)
  return all('ended')[0] as Of<'ended'>
}

test('downloads a file with a link from the main thread', async () => {
  configure()
  await start([good()])
  expect(await ended()).toMatchObject({
    id: 'one',
    outcome: { kind: 'saved', path: join(folder, 'one.mp4'), bytes: FILE.length },
  })
  expect((await readFile(join(folder, 'one.mp4'))).equals(FILE)).toBe(true)
  expect(all('need-link')).toEqual([{ type: 'need-link', id: 'one', ticket: expect.any(Number) as number }])
  // The last progress arrives before the end.
  const rows = all('progress').flatMap((message) => message.rows)
  expect(rows.at(-1)).toEqual({ id: 'one', receivedBytes: FILE.length, totalBytes: FILE.length })
  expect(received.at(-1)?.type).toBe('ended')
})

test('asks the main thread which file came instead, and for the link of that one', async () => {
  configure()
  const wanted = film(290_000)
  await start([good(), (exchange) => good()({ ...exchange, file: wanted })], 'one', {}, wanted.length)
  expect((await ended()).outcome).toMatchObject({ kind: 'saved', bytes: wanted.length })
  expect(all('need-places')).toMatchObject([{ id: 'one', content: { bytes: FILE.length, sha256: null } }])
  expect(all('need-link').map(({ place }) => place)).toEqual([undefined, OTHER_PLACE])
})

test('reports a setback after the progress so far, and logs the attempt', async () => {
  configure()
  await start([answer(503, {}), good()])
  expect((await ended()).outcome).toMatchObject({ kind: 'saved' })
  expect(all('setback')).toMatchObject([{ id: 'one', failure: { code: 'SERVER_ERROR' } }])
  expect(all('log')).toMatchObject([
    { level: 'info', message: 'transfer: another attempt', fields: { code: 'SERVER_ERROR' } },
  ])
  expect(received.findIndex(({ type }) => type === 'progress')).toBeLessThan(
    received.findIndex(({ type }) => type === 'setback'),
  )
})

test('a disk that cannot make files durable is reported once for all folders created on it', async () => {
  const any = await open(join(folder, 'any'), 'w')
  const prototype = Object.getPrototypeOf(any) as typeof any
  await any.close()
  const refused = Object.assign(new Error('EINVAL: invalid argument, fdatasync'), { code: 'EINVAL' })
  const datasync = vi.spyOn(prototype, 'datasync').mockRejectedValue(refused)
  onTestFinished(() => datasync.mockRestore())
  configure({ parallelFiles: 2 })
  server = await misbehavingServer(FILE, [good(), good()])
  for (const id of ['one', 'two']) {
    const finalPath = join(folder, id, 'film.mp4')
    tell({ type: 'start', id, job: { ...jobOf(id), finalPath, createBelow: folder } })
  }
  await expect.poll(() => all('ended').length, { timeout: 20_000 }).toBe(2)
  expect(all('ended').map(({ outcome }) => outcome.kind)).toEqual(['saved', 'saved'])
  expect(all('not-durable')).toEqual([{ type: 'not-durable', folder }])
})

test('stops on request, and keeps what was received', async () => {
  configure()
  await start([stallAfter(200_000)])
  await expect
    .poll(() => all('progress').flatMap(({ rows }) => rows.map((row) => row.receivedBytes)))
    .toContain(200_000)
  tell({ type: 'stop', id: 'another' })
  tell({ type: 'stop', id: 'one' })
  expect((await ended()).outcome).toEqual({ kind: 'stopped' })
  expect((await readdir(folder)).toSorted()).toEqual(['one.mp4.part', 'one.mp4.part.json'])
})

test('fails with the reason why there is no link', async () => {
  configure()
  giveLink = async () => ({ ok: false, failure: { code: 'NO_PERMISSION', requestId: 'r1' } })
  await start([good()])
  expect((await ended()).outcome).toMatchObject({
    kind: 'failed',
    failure: { code: 'NO_PERMISSION', requestId: 'r1' },
  })
})

/** A host that is not on this machine: its route is requested. */
const elsewhere = async (): Promise<Awaited<ReturnType<typeof giveLink>>> => {
  const { url, headers } = await server.freshLink()
  return { ok: true, value: { url: url.replace(server.origin, 'https://films.invalid'), headers } }
}

describe('through a proxy', () => {
  let tls: Certificate
  let proxy: http.Server
  let asked: (string | undefined)[] = []
  beforeAll(() => {
    const maker = certificateMaker()
    tls = maker.selfSigned('films.invalid', { names: 'DNS:films.invalid' })
    maker.remove()
  })
  beforeEach(async () => {
    asked = []
    proxy = http.createServer().on('connect', (request, socket: Socket) => {
      asked.push(request.url)
      const to = connect(Number(new URL(server.origin).port), '127.0.0.1')
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(to).pipe(socket)
      for (const one of [socket, to]) one.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const { port } = proxy.address() as AddressInfo
    giveLink = elsewhere
    giveRoutes = () => ({
      ok: true,
      value: [{ kind: 'http', host: '127.0.0.1', port, username: '', password: '' }],
    })
  })
  afterEach(() => {
    proxy.closeAllConnections()
    proxy.close()
  })

  test('uses the route from the main thread', async () => {
    configure({}, [tls.cert])
    await start([good()], 'one', { tls })
    expect((await ended()).outcome).toMatchObject({ kind: 'saved' })
    expect(asked).toEqual(['films.invalid:443'])
    expect(all('need-routes')).toMatchObject([{ origin: 'https://films.invalid' }])
  })

  test('reports a certificate that is not trusted', async () => {
    configure()
    await start([good()], 'one', { tls })
    expect((await ended()).outcome).toMatchObject({ kind: 'failed' })
    expect(all('refused-certificate')).toMatchObject([{ certificate: { fingerprint: tls.fingerprint } }])
  })
})

test('fails with the reason why there is no route to the server', async () => {
  configure()
  giveLink = elsewhere
  giveRoutes = () => ({ ok: false, failure: { code: 'PROXY_FAILED', params: { reason: 'sign-in' } } })
  await start([good()])
  expect((await ended()).outcome).toMatchObject({ kind: 'failed', failure: { code: 'PROXY_FAILED' } })
})

test('reads the error of a page, without the token of the link', async () => {
  configure({ maxRetries: 0 })
  const repeats: Behaviour = ({ request, response }) =>
    void response
      .writeHead(200, { 'Content-Type': 'application/json' })
      .end(JSON.stringify({ error_code: 'X.1', error_msg: `refused ${request.headers.authorization ?? ''}` }))
  await start([repeats])
  const { outcome } = await ended()
  expect(outcome).toMatchObject({ kind: 'failed', failure: { detail: 'HTTP 200: refused …' } })
})

test('reports a quarantined file', async () => {
  configure()
  await writeFile(join(folder, 'one.mp4.part'), 'unowned')
  await start([good()])
  expect((await ended()).outcome).toMatchObject({ kind: 'saved' })
  expect(all('quarantined')).toMatchObject([
    { path: expect.stringContaining('one.mp4.part.set-aside-') as string },
  ])
})

test('progress is posted once, and nothing is posted without any', async () => {
  server = await misbehavingServer(FILE, [])
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const told: FromWorker[] = []
    const port = Object.assign(new EventEmitter(), {
      postMessage: (message: FromWorker) => void told.push(message),
    })
    const rows = (): ProgressRow[][] =>
      told.flatMap((message) => (message.type === 'progress' ? [message.rows] : []))
    runTransferWorker(port as unknown as MessagePort, { readErrorPage })
    vi.advanceTimersByTime(1000)
    expect(told).toEqual([])
    port.emit('message', { type: 'configure', network: { extraCas: [], trusted: [] }, limits })
    port.emit('message', {
      type: 'start',
      id: 'one',
      job: {
        identity: 'one',
        finalPath: join(folder, 'one.mp4'),
        mustBeBoxes: true,
        needsExtension: false,
        expected: { kind: 'recording', bytes: null, sha256: null },
      },
    })
    await expect.poll(() => told.at(-1)?.type).toBe('need-link')
    vi.advanceTimersByTime(1000)
    expect(rows()).toEqual([[{ id: 'one', receivedBytes: 0, totalBytes: null }]])
    port.emit('message', { type: 'stop', id: 'one' })
    await expect.poll(() => told.at(-1)?.type).toBe('ended')
  } finally {
    vi.useRealTimers()
  }
})
