import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect } from 'vitest'
import type { ArchiveRule, RuleState } from '../../contract/archive-rule.ts'
import { defaultSettings } from '../../contract/settings.ts'
import { type DemoService, startDemo } from '../../demo/service.ts'
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
