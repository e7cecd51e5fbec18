import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { AppError, ERROR_CODES } from '../../contract/errors.ts'
import { CALLS, type CallName } from '../../contract/ipc.ts'
import { createSend, type Handlers, registerCalls } from './registrar.ts'

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }

/** Registers handlers that return their arguments, unless replaced. */
function registered(replaced: Partial<Handlers> = {}, isTrusted: boolean | (() => boolean) = true) {
  const handled = new Map<string, (event: object, ...args: unknown[]) => unknown>()
  const reached = vi.fn()
  const spies = Object.fromEntries(Object.keys(CALLS).map((name) => [name, reached])) as unknown as Handlers
  registerCalls({
    ipcMain: { handle: (channel, listener) => void handled.set(channel, listener as never) },
    handlers: { ...spies, ...replaced },
    isTrusted: () => (typeof isTrusted === 'boolean' ? isTrusted : isTrusted()),
    log,
  })
  const call = async (channel: string, ...args: unknown[]) => handled.get(channel)?.({}, ...args)
  return { call, reached, channels: [...handled.keys()] }
}

test('every call of the contract is on IPC, and nothing else', () => {
  expect(registered().channels.toSorted()).toEqual(Object.keys(CALLS).toSorted())
})

test('a checked message reaches the handler without fields outside the contract, and its answer is returned', async () => {
  const { call } = registered({
    'minutes.preview': (asked) => ({
      entries: Object.entries({ ...asked, uuid: asked.text }).filter(([key]) => key !== 'text'),
      owner: null,
      ownerId: null,
      savedAt: null,
    }),
  })
  expect(await call('minutes.preview', { text: 'x', more: 'dropped' })).toEqual({
    ok: true,
    value: { entries: [['uuid', 'x']], owner: null, ownerId: null, savedAt: null },
  })
})

test('a foreign page is refused by exception, and no handler runs', async () => {
  const { call, reached } = registered({}, false)
  await expect(call('downloads.list')).rejects.toThrow('refused')
  expect(reached).not.toHaveBeenCalled()
})

test('an error keeps its code, parameters and request id', async () => {
  const failure = { code: 'CERT_UNTRUSTED', params: { host: 'h' }, requestId: 'r' } as const
  const { call } = registered({
    'downloads.list': () => {
      throw new AppError(failure.code, { params: failure.params, requestId: failure.requestId })
    },
  })
  expect(await call('downloads.list')).toEqual({ ok: false, failure })
})

test('fields outside the contract do not reach the page', async () => {
  const certificate = {
    host: 'h',
    fingerprint: 'f',
    issuer: 'i',
    validTo: 'v',
    trustedAt: 't',
    pem: 'secret',
  }
  const { call } = registered({ 'certificates.list': () => [certificate] })
  expect(JSON.stringify(await call('certificates.list'))).not.toContain('secret')
})

test('an answer that does not match the contract is an internal failure that does not repeat its content', async () => {
  const { call } = registered({
    'settings.get': () => ({ token: 'secret' }) as never,
    'downloads.list': () => ['secret'] as never,
  })
  expect(await call('downloads.list')).toMatchObject({ ok: false, failure: { code: 'INTERNAL' } })
  expect(JSON.stringify(await call('downloads.list'))).not.toContain('secret')
})

test('a message over the size limit is refused before the schema check', async () => {
  const { call, reached } = registered()
  const circular: unknown[] = []
  circular.push(circular, circular)
  for (const huge of [
    'x'.repeat(13_000_000),
    new Uint8Array(13_000_000),
    { text: { deep: 'x'.repeat(13_000_000) } },
    // The schema alone would drop unknown fields, and accept the rest.
    { text: 'x', more: 'x'.repeat(13_000_000) },
    { text: 'x', more: Array.from({ length: 7_000_000 }, () => [0]) },
    { text: 'x', ['x'.repeat(13_000_000)]: 0 },
    circular,
  ]) {
    expect(await call('minutes.preview', huge)).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } })
  }
  expect(reached).not.toHaveBeenCalled()
})

test('calls that wait are small, and are dropped when their page is gone', async () => {
  let isTrusted = true
  let finish = (): void => undefined
  const isFinished = new Promise<void>((resolve) => (finish = resolve))
  const handler = vi.fn(async ({ text }: { text: string }) => {
    await isFinished
    return { entries: [['text', text]] as [string, string][], owner: null, ownerId: null, savedAt: null }
  })
  const { call } = registered({ 'minutes.preview': handler }, () => isTrusted)
  const running = Array.from({ length: 20 }, () => call('minutes.preview', { text: 'x' }))
  const waiting = call('minutes.preview', { text: 'x' })
  const large = await call('minutes.preview', { text: 'x', more: 'x'.repeat(100_000) })
  expect(large).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } })

  isTrusted = false
  finish()
  for (const answer of await Promise.all(running)) expect(answer).toMatchObject({ ok: true })
  expect(await waiting).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } })
  expect(handler).toHaveBeenCalledTimes(20)
})

test(
  'no message crashes a call, or reaches a handler without matching the schema',
  { timeout: 60_000 },
  async () => {
    const { call, reached } = registered()
    const message = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
      fc.record(
        {
          ids: fc.anything(),
          text: fc.anything(),
          confUUID: fc.anything(),
          host: fc.anything(),
          fingerprint: fc.anything(),
          folder: fc.string(),
          __proto__: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(CALLS) as CallName[])),
        message,
        async (channel, given) => {
          reached.mockClear()
          const answer = (await call(channel, given)) as { ok: boolean; failure?: { code: string } }
          if (!answer.ok) expect(ERROR_CODES).toContain(answer.failure?.code)
          expect(reached.mock.calls.length).toBe(CALLS[channel].input.safeParse(given).success ? 1 : 0)
        },
      ),
      { numRuns: 1000 },
    )
  },
)

test('an event is checked before it is sent', () => {
  const page = { send: vi.fn(), isDestroyed: () => false }
  const send = createSend(() => page, log)
  send('notice', { kind: 'state-quarantined', subject: 'x', secret: 's' } as never)
  expect(page.send).toHaveBeenCalledExactlyOnceWith('notice', { kind: 'state-quarantined', subject: 'x' })
  send('notice', { kind: 'unknown' } as never)
  expect(page.send).toHaveBeenCalledOnce()
})

test('an event to a destroyed page is dropped', () => {
  const page = { send: vi.fn(), isDestroyed: () => true }
  createSend(() => page, log)('downloads.changed', { changed: [], removed: [] })
  createSend(() => null, log)('downloads.changed', { changed: [], removed: [] })
  expect(page.send).not.toHaveBeenCalled()
})

/** Every text and list of a message has a limit, so that nothing huge reaches a handler. */
function unbounded(schema: unknown, at: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const {
    type,
    maxLength,
    maxItems,
    enum: choices,
    const: only,
    format,
    ...rest
  } = schema as Record<string, unknown>
  const isText = type === 'string' && choices === undefined && only === undefined && format === undefined
  const found = [
    ...(isText && maxLength === undefined ? [at] : []),
    ...(type === 'array' && maxItems === undefined ? [at] : []),
  ]
  for (const [key, part] of Object.entries(rest)) found.push(...unbounded(part, `${at}.${key}`))
  return found
}

test('every text and list that the page may send has a limit', () => {
  const found = Object.entries(CALLS).flatMap(([channel, { input }]) =>
    unbounded(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }), channel),
  )
  expect(found).toEqual([])
  expect(unbounded(z.toJSONSchema(z.object({ a: z.string(), b: z.array(z.string()) })), 'x')).toHaveLength(3)
})
