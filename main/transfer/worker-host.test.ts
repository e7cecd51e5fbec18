import { afterEach, expect, test, vi } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import { createScheduler, drained } from '../../test/scheduler.ts'
import type { TransferJob } from './job.ts'
import {
  type TransferHandlers,
  type TransferHost,
  type TransferHostDeps,
  createTransferHost,
} from './worker-host.ts'
import type { FromWorker, NetworkConfig } from './worker-messages.ts'
import type { TransferLimits } from '../interfaces.ts'

/**
 * A worker that echoes each message as a log line, and does what a job's name says: `post:`
 * sends a message, `throw` fails, `no descriptor` fails as a thread that cannot start, `exit` ends.
 */
const SCRIPT = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', (message) => {
      parentPort.postMessage({ type: 'log', level: 'info', message: JSON.stringify(message) })
      const command = message.job?.identity ?? ''
      if (command === 'throw') throw new Error('broken')
      if (command === 'no descriptor') throw new Error('Worker initialization failure: EMFILE')
      if (command === 'exit') process.exit(0)
      if (command.startsWith('post:')) parentPort.postMessage(JSON.parse(command.slice(5)))
    })
  `)}`,
)

const job = (identity: string): TransferJob => ({
  identity,
  finalPath: '/films/a.mp4',
  mustBeBoxes: true,
  needsExtension: false,
  expected: { kind: 'recording', bytes: null, sha256: null },
})
const network: NetworkConfig = { extraCas: ['a CA'], trusted: [] }
const limits = { maxRetries: 3 } as TransferLimits

let transfers: TransferHost
afterEach(() => transfers.close())

function started(change: Partial<Pick<TransferHandlers, 'freshLink'>> = {}) {
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const events = {
    freshLink: vi.fn(change.freshLink ?? (async () => ({ url: 'https://one.example/a', headers: {} }))),
    resolveRoutes: vi.fn<TransferHostDeps['resolveRoutes']>(async () => []),
    placesOf: vi.fn<TransferHandlers['placesOf']>(async () => [
      { fileType: 'Hd', part: 2, path: '/films/b.mp4' },
    ]),
    onProgress: vi.fn(),
    onSetback: vi.fn(),
    onEnded: vi.fn(),
    onNotDurable: vi.fn(),
    onQuarantined: vi.fn(),
    onRefusedCertificate: vi.fn(),
  }
  transfers = createTransferHost(SCRIPT, { ...events, log })
  transfers.setHandlers(events)
  /** Messages to the worker, in order. */
  const messages = (): unknown[] => log.info.mock.calls.map(([line]) => JSON.parse(String(line)) as unknown)
  /** Sends a message from the worker. */
  const say = (message: FromWorker): void => transfers.start('teller', job(`post:${JSON.stringify(message)}`))
  return { log, events, messages, say }
}

test('the first transfer starts the worker, which gets the last configuration first', async () => {
  const { messages } = started()
  transfers.configure({ extraCas: [], trusted: [] }, limits)
  transfers.configure(network, limits)
  transfers.stop('nothing yet')
  transfers.start('one', job('a film'))
  transfers.stop('one')
  await expect.poll(messages).toEqual([
    { type: 'configure', network, limits },
    { type: 'start', id: 'one', job: job('a film') },
    { type: 'stop', id: 'one' },
  ])
})

test('a running worker gets changes', async () => {
  const { messages } = started()
  transfers.start('one', job('a film'))
  transfers.configure(network, limits)
  await expect.poll(messages).toEqual([
    { type: 'start', id: 'one', job: job('a film') },
    { type: 'configure', network, limits },
  ])
})

test('a link is fetched on this thread and returned under its ticket', async () => {
  const { events, messages, say } = started()
  say({ type: 'need-link', id: 'one', ticket: 7 })
  const link = { url: 'https://one.example/a', headers: {} }
  await expect.poll(messages).toContainEqual({ type: 'link', ticket: 7, answer: { ok: true, value: link } })
  const place = { fileType: 'Hd', part: 2 }
  say({ type: 'need-link', id: 'one', ticket: 8, place })
  await expect.poll(messages).toContainEqual({ type: 'link', ticket: 8, answer: { ok: true, value: link } })
  expect(events.freshLink.mock.calls).toEqual([
    ['one', undefined],
    ['one', place],
  ])
})

test('so is the question which file of a recording a content is', async () => {
  const { events, messages, say } = started()
  const content = { bytes: 5, sha256: null }
  say({ type: 'need-places', id: 'one', ticket: 7, content })
  await expect.poll(messages).toContainEqual({
    type: 'places',
    ticket: 7,
    answer: { ok: true, value: [{ fileType: 'Hd', part: 2, path: '/films/b.mp4' }] },
  })
  expect(events.placesOf.mock.calls).toEqual([['one', content]])
  events.placesOf.mockRejectedValueOnce(new AppError('OFFLINE'))
  say({ type: 'need-places', id: 'one', ticket: 8, content })
  await expect
    .poll(messages)
    .toContainEqual({ type: 'places', ticket: 8, answer: { ok: false, failure: { code: 'OFFLINE' } } })
})

test('so is the reason why there is no link', async () => {
  const { messages, say } = started({ freshLink: () => Promise.reject(new AppError('NOT_FOUND')) })
  say({ type: 'need-link', id: 'one', ticket: 8 })
  await expect
    .poll(messages)
    .toContainEqual({ type: 'link', ticket: 8, answer: { ok: false, failure: { code: 'NOT_FOUND' } } })
})

test('proxy routes are resolved on this thread, or fail with a reason', async () => {
  const { events, messages, say } = started()
  say({ type: 'need-routes', origin: 'https://one.example', ticket: 9 })
  await expect.poll(messages).toContainEqual({ type: 'routes', ticket: 9, answer: { ok: true, value: [] } })
  expect(events.resolveRoutes.mock.calls.flat().map(String)).toEqual(['https://one.example/'])
  events.resolveRoutes.mockRejectedValueOnce(new AppError('PROXY_FAILED'))
  say({ type: 'need-routes', origin: 'https://two.example', ticket: 10 })
  await expect
    .poll(messages)
    .toContainEqual({ type: 'routes', ticket: 10, answer: { ok: false, failure: { code: 'PROXY_FAILED' } } })
})

test('messages of the worker are passed on', async () => {
  const { events, log, say } = started()
  const failure = { code: 'OFFLINE' as const }
  const rows = [{ id: 'one', receivedBytes: 1, totalBytes: 2 }]
  const certificate = { host: 'one.example' } as never
  say({ type: 'progress', rows })
  say({ type: 'setback', id: 'one', failure, waitMs: 5 })
  say({ type: 'quarantined', path: '/films/a.mp4.part.set-aside' })
  say({ type: 'refused-certificate', certificate })
  say({ type: 'ended', id: 'one', outcome: { kind: 'stopped' } })
  say({ type: 'log', level: 'warn', message: 'a line', fields: { code: 'X' } })
  await expect.poll(() => log.warn.mock.calls).toEqual([['a line', { code: 'X' }]])
  expect(events.onProgress.mock.calls).toEqual([[rows]])
  expect(events.onSetback.mock.calls).toEqual([['one', failure, 5]])
  expect(events.onQuarantined.mock.calls).toEqual([['/films/a.mp4.part.set-aside']])
  expect(events.onRefusedCertificate.mock.calls).toEqual([[certificate]])
  expect(events.onEnded.mock.calls).toEqual([['one', { kind: 'stopped' }]])
})

const died = { kind: 'failed', failure: { code: 'INTERNAL', detail: 'the transfer worker ended' } }

test.each(['throw', 'exit'])('transfers in a worker that dies fail once: %s', async (how) => {
  const { events, log } = started()
  transfers.start('one', job('a film'))
  transfers.start(
    'two',
    job(`post:${JSON.stringify({ type: 'ended', id: 'two', outcome: { kind: 'stopped' } })}`),
  )
  transfers.start('three', job(how))
  await expect
    .poll(() => events.onEnded.mock.calls)
    .toEqual([
      ['two', { kind: 'stopped' }],
      ['one', died],
      ['three', died],
    ])
  expect(log.error.mock.calls.length).toBe(how === 'throw' ? 1 : 0)
})

test('a worker without a file descriptor says so of its transfers, which are tried again then', async () => {
  const { events } = started()
  transfers.start('one', job('no descriptor'))
  await expect
    .poll(() => events.onEnded.mock.calls)
    .toMatchObject([['one', { kind: 'failed', failure: { code: 'TOO_MANY_FILES' } }]])
})

test('the next transfer starts another worker with the same configuration', async () => {
  const { events, log, messages } = started()
  transfers.configure(network, limits)
  transfers.start('one', job('exit'))
  await expect.poll(() => events.onEnded.mock.calls.length).toBe(1)
  log.info.mockClear()
  transfers.start('two', job('a film'))
  await expect.poll(messages).toEqual([
    { type: 'configure', network, limits },
    { type: 'start', id: 'two', job: job('a film') },
  ])
  expect(events.onEnded).toHaveBeenCalledOnce()
})

test.each(['need-link', 'need-routes'] as const)(
  'an answer to %s goes to the worker that asked',
  async (type) => {
    const gates = createScheduler()
    gates.hold('answer')
    const { events, log, messages } = started({
      freshLink: async () => {
        await gates.pass('answer')
        return { url: 'https://one.example/of-the-first', headers: {} }
      },
    })
    events.resolveRoutes.mockImplementation(async () => {
      await gates.pass('answer')
      return []
    })
    const question =
      type === 'need-link'
        ? { type, id: 'one', ticket: 1 }
        : { type, origin: 'https://one.example', ticket: 1 }
    transfers.start('one', job(`post:${JSON.stringify(question)}`))
    await gates.reached('answer')
    transfers.start('broken', job('exit'))
    await expect.poll(() => events.onEnded.mock.calls.length).toBe(2)
    log.info.mockClear()
    // The next worker counts its tickets from 1 again.
    transfers.start('two', job('a film'))
    gates.release('answer')
    await drained()
    transfers.stop('two')
    await expect.poll(() => messages().length).toBeGreaterThanOrEqual(2)
    expect(messages()).toEqual([
      { type: 'start', id: 'two', job: job('a film') },
      { type: 'stop', id: 'two' },
    ])
  },
)

test('closing ends the worker and its transfers', async () => {
  const { events } = started()
  await transfers.close()
  transfers.start('one', job('a film'))
  await transfers.close()
  await expect.poll(() => events.onEnded.mock.calls).toEqual([['one', died]])
})
