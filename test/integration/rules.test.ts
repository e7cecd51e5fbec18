import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect } from 'vitest'
import type { ArchiveRule, RuleState } from '../../contract/archive-rule.ts'
import { defaultSettings } from '../../contract/settings.ts'
import { type DemoService, startDemo } from '../../demo/service.ts'
import { lockArchive } from '../../main/archive/watch-lock.ts'
import type { SettingsAccess } from '../../main/interfaces.ts'
import { runTransfersHere } from '../../main/run-transfers.ts'
import { createServices, type Services } from '../../main/services.ts'
import { test } from '../fixtures.ts'

let root = ''
let folder = ''
let service: DemoService
let kept: ReturnType<SettingsAccess['get']>
const opened = new Set<Services>()

test.beforeEach(async ({ folder: madeRoot }) => {
  root = madeRoot
  folder = join(root, 'archive')
  mkdirSync(folder)
  kept = { ...defaultSettings, trusted: [] }
  service = await startDemo({ now: () => Date.parse('2026-11-27T12:00:00Z') })
})
afterEach(async () => {
  for (const services of opened) await quit(services)
  await service.close()
})

/** One run of the app. */
async function open({ isSignedIn = true } = {}): Promise<Services> {
  const listeners = new Set<() => void>()
  const services = createServices({
    home: join(root, 'home'),
    settings: {
      get: () => kept,
      set: (patch) => {
        kept = { ...kept, ...patch }
        for (const listen of listeners) listen()
      },
      onChange: (listen) => {
        listeners.add(listen)
        return () => listeners.delete(listen)
      },
    },
    secrets: {
      keychain: async () => 'session',
      onLateKeychain: () => undefined,
      read: async () => null,
      write: async () => undefined,
      remove: async () => undefined,
    },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    language: () => 'en-US',
    transfers: runTransfersHere,
    limits: () => ({
      ...{ parallelFiles: 3, maxRetries: 1, retryWaitMs: 1, stallTimeoutMs: 10_000, bytesPerSecond: null },
    }),
    keepsQueue: true,
  })
  opened.add(services)
  await services.start()
  if (isSignedIn) await signIn(services)
  return services
}

const signIn = (services: Services): Promise<unknown> =>
  services.session.signIn({
    site: service.url,
    credentials: { kind: 'appId', appId: service.appId, appKey: service.appKey, userId: service.userId },
    remember: false,
  })

async function quit(services: Services): Promise<void> {
  opened.delete(services)
  await services.close()
}

const ruleWith = (change: Partial<ArchiveRule> = {}): ArchiveRule => ({
  ...{ id: 'one', name: 'Everything', isOn: true, folder, allUsers: false, schedulers: [], search: '' },
  ...{ since: { kind: 'day', day: '2020-01-01' }, exclude: [], minSeconds: 0, fileTypes: ['Audio'] },
  ...{ nameTemplate: '{date} {topic} {type} {part} {id8}', schedule: { kind: 'every', hours: 24 } },
  ...{ lookBackHours: 0, waitMinutes: 0, ...change },
})

const stateOf = ({ rules }: Services, id = 'one'): RuleState | undefined =>
  rules.list().states.find((state) => state.id === id)

/** Resolves with the state of a rule once it is so. */
async function until(services: Services, is: (state: RuleState) => boolean, id = 'one'): Promise<RuleState> {
  await expect
    .poll(() => {
      const state = stateOf(services, id)
      return state !== undefined && is(state) ? 'so' : state
    })
    .toBe('so')
  const state = stateOf(services, id)
  if (state === undefined) throw new Error('there is no such rule')
  return state
}
const hasEnded = ({ phase, lastPass, coverage }: RuleState): boolean =>
  phase === 'idle' && lastPass !== null && coverage !== null && coverage.recordings > 0
const filesIn = (path = folder): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => /\.m[p4][4a]$/.test(name))
test('a rule that is saved begins a pass; the next one fetches nothing, nor does a restart begin one', async () => {
  const services = await open()
  services.rules.save(ruleWith())
  const first = await until(services, hasEnded)
  expect(first.lastPass?.saved).toBeGreaterThan(0)
  expect(first.coverage).toMatchObject({ files: first.lastPass?.saved, missing: 0, damaged: 0 })
  expect(filesIn()).toHaveLength(first.lastPass?.saved ?? 0)
  expect(Date.parse(first.nextPassAt ?? '')).toBe(Date.parse(first.lastPass?.startedAt ?? '') + 86_400_000)
  // They were downloads like any other.
  expect(services.downloads.list()).toHaveLength(first.lastPass?.saved ?? 0)

  services.rules.act('one', 'run')
  const second = await until(
    services,
    (state) => hasEnded(state) && state.lastPass?.startedAt !== first.lastPass?.startedAt,
  )
  expect(second.lastPass).toMatchObject({ saved: 0, listed: first.lastPass?.listed })
  await quit(services)

  const next = await open()
  const after = await until(next, hasEnded)
  expect(after.lastPass).toEqual(second.lastPass)
  expect(Date.parse(after.nextPassAt ?? '')).toBe(Date.parse(second.lastPass?.startedAt ?? '') + 86_400_000)
})

const hasFailedWith =
  (code: string) =>
  ({ phase, failure }: RuleState): boolean =>
    phase === 'idle' && failure?.code === code

test('without a sign-in no pass begins; the next sign-in begins it', async () => {
  const services = await open({ isSignedIn: false })
  services.rules.save(ruleWith())
  expect((await until(services, hasFailedWith('AUTH_REQUIRED'))).lastPass).toBeNull()
  await signIn(services)
  const state = await until(services, hasEnded)
  expect(state).toMatchObject({ failure: null, lastPass: { outcome: 'done' } })
})

test('a folder that is gone fails by name, is not made, and is asked for again', async () => {
  const services = await open()
  renameSync(folder, `${folder}-away`)
  services.rules.save(ruleWith())
  const state = await until(services, (one) => hasFailedWith('FOLDER_MISSING')(one) && one.lastPass !== null)
  expect(state.coverage).toBeNull()
  const again = Date.parse(state.nextPassAt ?? '') - Date.parse(state.lastPass?.endedAt ?? '')
  expect(again).toBeLessThanOrEqual(60_000)
  expect(readdirSync(root)).not.toContain('archive')
  renameSync(`${folder}-away`, folder)
  services.rules.act('one', 'run')
  expect(await until(services, hasEnded)).toMatchObject({ failure: null })
})

test('a folder that another process watches is left to it', async () => {
  const services = await open()
  const lock = await lockArchive(folder)
  services.rules.save(ruleWith())
  const state = await until(services, hasFailedWith('ARCHIVE_WATCHED'))
  expect(state.failure?.detail).toContain(String(process.pid))
  expect(filesIn()).toEqual([])
  await lock.unlock()
  services.rules.act('one', 'run')
  expect(await until(services, hasEnded)).toMatchObject({ failure: null })
})

test('a pass that is stopped, removed or edited ends; what was edited begins again by the new rule', async () => {
  const services = await open()
  // It waits a day for the recording that is being prepared.
  services.rules.save(ruleWith({ waitMinutes: 24 * 60 }))
  const isWaiting = ({ phase, progress }: RuleState): boolean =>
    phase === 'fetching' && progress !== null && progress.of > 0 && progress.done === progress.of - 1
  const running = await until(services, isWaiting)
  services.rules.act('one', 'stop')
  const stopped = await until(services, hasEnded)
  expect(stopped).toMatchObject({ failure: null, lastPass: { outcome: 'interrupted' } })
  expect(stopped.coverage?.files).toBeGreaterThan(0)
  expect(running.nextPassAt).toBeNull()

  services.rules.act('one', 'run')
  await until(services, ({ phase }) => phase === 'fetching')
  services.rules.save(ruleWith({ waitMinutes: 0, exclude: ['a topic that there is not'] }))
  const edited = await until(services, hasEnded)
  expect(edited.lastPass?.outcome).not.toBe('interrupted')

  services.rules.save(ruleWith({ waitMinutes: 24 * 60 }))
  services.rules.act('one', 'run')
  await until(services, ({ phase }) => phase === 'fetching')
  services.rules.remove('one')
  expect(services.rules.list()).toEqual({ rules: [], states: [] })
  // The next one is not held up.
  services.rules.save(ruleWith({ id: 'two' }))
  await until(services, hasEnded, 'two')
})

test('two rules work in one folder, one after the other', async () => {
  const services = await open()
  services.rules.save(ruleWith())
  services.rules.save(ruleWith({ id: 'two', fileTypes: ['Sd'] }))
  const phases = services.rules.list().states.map(({ phase }) => phase)
  expect(phases).toEqual(['listing', 'queued'])
  const one = await until(services, hasEnded)
  const two = await until(services, hasEnded, 'two')
  expect(two.lastPass?.saved).toBeGreaterThan(0)
  expect(filesIn()).toHaveLength((one.lastPass?.saved ?? 0) + (two.lastPass?.saved ?? 0))
  expect((two.lastPass?.startedAt ?? '') >= (one.lastPass?.endedAt ?? '~')).toBe(true)
})

test('a dry run says what a pass would do, and writes nothing; after the pass nothing is left', async () => {
  const services = await open()
  const before = await services.rules.dryRun(ruleWith())
  expect(readdirSync(folder)).toEqual([])
  expect(before).toMatchObject({ here: 0, failure: null })
  expect(before.rows).toHaveLength(before.toFetch)
  const starts = before.rows.map(({ start }) => start ?? '')
  expect(starts).toEqual(starts.toSorted((one, other) => one.localeCompare(other)))
  expect(before.bytes).toBeGreaterThan(0)
  expect(before.freeBytes).toBeGreaterThan(0)

  services.rules.save(ruleWith())
  await until(services, hasEnded)
  const after = await services.rules.dryRun(ruleWith())
  expect(after.here).toBeGreaterThan(0)
  expect(after.toFetch).toBeLessThan(before.toFetch)
  const [one, other] = [services.rules.dryRun(ruleWith()), services.rules.dryRun(ruleWith())]
  await expect(one).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(await other).toEqual({ ...after, freeBytes: expect.any(Number) })
})

test('a file that the user cancels is not fetched again by the same pass, and does not hold it up', async () => {
  const services = await open()
  const stop = services.downloads.onChange(() => {
    const [first] = services.downloads.list()
    if (first !== undefined && first.state !== 'saved') void services.downloads.cancel([first.id])
  })
  services.rules.save(ruleWith())
  const state = await until(services, hasEnded)
  stop()
  const cancelled = services.downloads.list().filter(({ state: is }) => is === 'cancelled')
  const saved = services.downloads.list().filter(({ state: is }) => is === 'saved')
  expect(saved).toHaveLength(state.lastPass?.saved ?? -1)
  expect(cancelled.length).toBeLessThanOrEqual(1)
})

test('names that are not valid, unknown zones and more rules than there may be are refused', async () => {
  const services = await open({ isSignedIn: false })
  const bad = (change: Partial<ArchiveRule>) =>
    expect(() => services.rules.save(ruleWith(change))).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT' }),
    )
  bad({ nameTemplate: '{nonsense}' })
  bad({ schedule: { kind: 'at', times: ['03:00'], zone: 'Mars/Olympus' } })
  for (let at = 0; at < 20; at += 1) services.rules.save(ruleWith({ id: `rule-${at}`, isOn: false }))
  bad({ id: 'one too many' })
  expect(services.rules.list().states.every(({ nextPassAt }) => nextPassAt === null)).toBe(true)
})
