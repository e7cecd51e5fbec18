import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { clientHttp, noSecrets, silentLog } from '../../test/cloud-client.ts'
import { jsonSite } from '../../test/json-site.ts'
import { createScheduler, drained, files, type Scheduler } from '../../test/scheduler.ts'
import { createSession, type Session } from '../cloud/session.ts'
import { createMinutesService } from './minutes-service.ts'

/**
 * Interleavings while a save is recorded on disk (gate `stat`, the first step of a write), while it is sent (gate
 * `save`), and while quitting the app waits for it (gate `closing`, instead of its timeout).
 */
const clock = vi.hoisted(() => ({ pass: (): Promise<void> => Promise.resolve() }))
vi.mock('node:fs/promises', async (original) =>
  (await import('../../test/scheduler.ts')).gatedFiles(original as () => Promise<object>),
)
vi.mock('node:timers/promises', () => ({ setTimeout: () => clock.pass() }))

const LINK = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid='

let home = ''
let gates: Scheduler
/** The saves received, with their account. */
let saves: string[]
let site: Awaited<ReturnType<typeof jsonSite>>

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'minutes-'))
  gates = createScheduler()
  clock.pass = () => gates.pass('closing')
  gates.hold('closing')
  saves = []
  site = await jsonSite(async ({ path, headers, body }) => {
    const user = String(headers['x-access-token'])
    if (path === '/v1/usg/acs/token/validate')
      return { body: { accessToken: user, user: { userId: user, name: user, adminType: 2 } } }
    saves.push(`${user} ${(JSON.parse(body) as { uuid: string }).uuid}`)
    await gates.pass('save')
    return {}
  })
})
afterEach(() => {
  vi.useRealTimers()
  files.releaseAll()
  gates.releaseAll()
  site.close()
  rmSync(home, { recursive: true })
})

const signIn = (session: Session, accessToken: string): Promise<unknown> =>
  session.signIn({ site: site.url, credentials: { kind: 'token', accessToken }, remember: false })

/** A service with queued saves of zhang, who is signed in; oldest first. */
async function waiting(...uuids: string[]) {
  const session = createSession({ http: clientHttp().http, secrets: noSecrets, log: silentLog })
  await signIn(session, 'zhang')
  const account = { baseUrl: site.url, userId: 'zhang', name: 'zhang' }
  const rest = { at: '2026-11-18T23:31:00Z', owner: 'zhang', requestId: '', failure: { code: 'OFFLINE' } }
  writeFileSync(
    join(home, 'minutes.json'),
    JSON.stringify({
      version: 1,
      saves: uuids
        .toReversed()
        .map((uuid) => ({ ...rest, id: uuid, entries: [['uuid', uuid]], step: 'waiting', account })),
    }),
  )
  const desk = createMinutesService({
    ...{ home, session, keepsHistory: true, retryMs: 60_000, log: silentLog },
    onStateQuarantined: () => {},
    onChange: () => {},
    onSettled: () => {},
  })
  await desk.load()
  const states = () =>
    desk.history().map(({ entries, waits, failure }) => [entries[0]?.[1], waits, failure?.code ?? null])
  return { desk, session, states }
}

describe('while a queued save is being recorded', () => {
  it('is not sent to another space when another account signs in, and keeps waiting', async () => {
    const { desk, session, states } = await waiting('1')
    files.hold('stat')
    const sending = desk.sendWaiting()
    await files.reached('stat')
    await signIn(session, 'li')
    files.release('stat')
    await sending
    expect(saves).toEqual([])
    expect(states()).toEqual([['1', 'account', 'AUTH_REQUIRED']])
    await signIn(session, 'zhang')
    await desk.sendWaiting()
    expect(saves).toEqual(['zhang 1'])
  })

  it('can no longer be discarded', async () => {
    const { desk } = await waiting('1')
    files.hold('stat')
    const sending = desk.sendWaiting()
    await files.reached('stat')
    await expect(desk.cancel('1')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    files.release('stat')
    await sending
    expect(saves).toEqual(['zhang 1'])
  })
})

describe('while a confirmed save is being recorded', () => {
  it('is not sent to another space when another account signs in', async () => {
    const { desk, session, states } = await waiting()
    files.hold('stat')
    const saved = desk.save(`${LINK}1`).catch((error: unknown) => (error as { code: string }).code)
    await files.reached('stat')
    await signIn(session, 'li')
    files.release('stat')
    expect(await saved).toBe('AUTH_REQUIRED')
    expect(saves).toEqual([])
    expect(states()).toEqual([['1', null, 'AUTH_REQUIRED']])
  })

  it('quitting the app waits until it is on disk', async () => {
    const { desk } = await waiting()
    files.hold('stat')
    const saved = desk.save(`${LINK}1`)
    await files.reached('stat')
    let hasClosed = false
    const closing = desk.close().then(() => (hasClosed = true))
    await drained()
    expect(hasClosed).toBe(false)
    files.release('stat')
    await Promise.all([saved, closing])
  })
})

describe('while a save is being sent', () => {
  async function sending() {
    const all = await waiting('1', '2')
    gates.hold('save')
    const round = all.desk.sendWaiting()
    await gates.reached('save')
    return { ...all, round }
  }

  it('a save that is discarded meanwhile is not sent', async () => {
    const { desk, states, round } = await sending()
    await desk.cancel('2')
    gates.release('save')
    await round
    expect(saves).toEqual(['zhang 1'])
    expect(states()).toEqual([
      ['2', null, 'CANCELLED'],
      ['1', null, null],
    ])
  })

  it('another account leaves the next save waiting', async () => {
    const { session, states, round } = await sending()
    await signIn(session, 'li')
    gates.release('save')
    await round
    expect(saves).toEqual(['zhang 1'])
    expect(states()).toEqual([
      ['2', 'account', 'OFFLINE'],
      ['1', null, null],
    ])
  })

  it('no second round starts', async () => {
    const { desk, round } = await sending()
    expect(desk.sendWaiting()).toBe(round)
    gates.release('save')
    await round
    expect(saves).toEqual(['zhang 1', 'zhang 2'])
  })

  it('quitting the app waits for it, sends nothing more and leaves no timer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { desk, round } = await sending()
    let hasClosed = false
    const closing = desk.close().then(() => (hasClosed = true))
    await drained()
    expect(hasClosed).toBe(false)
    gates.release('save')
    await Promise.all([round, closing])
    expect(saves).toEqual(['zhang 1'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('quitting the app does not wait forever', async () => {
    const { desk } = await sending()
    const closing = desk.close()
    await gates.reached('closing')
    gates.release('closing')
    await closing
  })
})

it('retries automatically while a save waits, until the app quits', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { desk } = await waiting('1')
  expect(vi.getTimerCount()).toBe(1)
  await desk.close()
  expect(vi.getTimerCount()).toBe(0)
  await waiting()
  expect(vi.getTimerCount()).toBe(0)
})
