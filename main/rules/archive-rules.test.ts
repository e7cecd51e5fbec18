import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { AccountState } from '../../contract/account.ts'
import type { ArchiveRule, RuleState } from '../../contract/archive-rule.ts'
import { createEmitter } from '../../contract/emitter.ts'
import { AppError } from '../../contract/errors.ts'
import type { RecordingPage } from '../../contract/recording.ts'
import { test } from '../../test/fixtures.ts'
import { createArchiveRules } from './archive-rules.ts'
import { createRuleMemory } from './rule-memory.ts'

const account = (userId: string): AccountState =>
  ({ account: { baseUrl: 'https://site.example', userId, name: userId } }) as unknown as AccountState
const SIGNED_OUT = { account: null } as unknown as AccountState

/** The rules of an app whose clock the test sets, and whose service lists nothing. */
function createApp(home: string, rules: ArchiveRule[], start = '2026-05-04T12:00:00.000Z') {
  let now = Date.parse(start)
  let timers: { at: number; ring: () => void }[] = []
  const changes = createEmitter<[AccountState]>()
  let state = account('a')
  const lists: { at: string; go: () => void; fail: (error: AppError) => void }[] = []
  let isHolding = false
  const app = {
    /** Passes that have begun to list, with their time. */
    lists,
    rules: createArchiveRules({
      rules: () => rules,
      keepRules: (next) => (rules = next),
      memory: createRuleMemory(join(home, 'rules.json'), () => undefined),
      session: { state: () => state, baseUrl: () => 'https://site.example', onChange: changes.on },
      recordings: {
        page: () =>
          new Promise<RecordingPage>((resolve, reject) => {
            const go = (): void => resolve({ items: [], isLast: true } as unknown as RecordingPage)
            lists.push({ at: new Date(now).toISOString(), go, fail: reject })
            if (!isHolding) go()
          }),
        leave: () => lists.at(-1)?.fail(new AppError('CANCELLED')),
      },
      downloads: {
        addRecordings: () => Promise.reject(new AppError('INTERNAL')),
        list: () => [],
        onChange: () => () => undefined,
        retry: async () => undefined,
        pause: async () => undefined,
        requireDisk: async () => undefined,
      },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      onStateQuarantined: () => undefined,
      clock: {
        now: () => new Date(now),
        wait: (ms, ring) => {
          const timer = { at: now + ms, ring }
          timers.push(timer)
          return () => (timers = timers.filter((one) => one !== timer))
        },
      },
    }),
    /** Lists wait until `go` or `fail` is called. */
    hold: (is: boolean) => (isHolding = is),
    /** Sets the clock; timers ring that are due then, as after sleep: not at their own times. */
    setClock: (iso: string): void => {
      now = Date.parse(iso)
      const due = timers.filter(({ at }) => at <= now)
      timers = timers.filter(({ at }) => at > now)
      for (const one of due) one.ring()
    },
    /** The longest time until the clock is looked at again. */
    nextLook: (): number => Math.min(...timers.map(({ at }) => at - now)),
    ring: (): void => {
      const due = timers
      timers = []
      for (const one of due) one.ring()
    },
    signIn: (next: AccountState): void => {
      state = next
      changes.emit(next)
    },
    stateOf: (id: string): RuleState | undefined => app.rules.list().states.find((one) => one.id === id),
    /** Resolves when no pass runs or waits for another. */
    idle: async () =>
      await expect.poll(() => app.rules.list().states.filter(({ phase }) => phase !== 'idle')).toEqual([]),
  }
  return app
}

const ruleIn = (folder: string, id = 'one', change: Partial<ArchiveRule> = {}): ArchiveRule => ({
  ...{ id, name: id, isOn: true, folder, allUsers: false, schedulers: [], search: '', exclude: [] },
  ...{ since: { kind: 'days', days: 30 }, minSeconds: 0, fileTypes: [], nameTemplate: null },
  ...{ schedule: { kind: 'every', hours: 6 }, lookBackHours: 0, waitMinutes: 0, ...change },
})

test('one pass makes up for all that were missed in sleep, and the clock is asked again soon', async ({
  home,
  folder,
}) => {
  const app = createApp(home, [ruleIn(folder)])
  await app.rules.start()
  await app.idle()
  expect(app.lists.map(({ at }) => at)).toEqual(['2026-05-04T12:00:00.000Z'])
  expect(app.stateOf('one')?.nextPassAt).toBe('2026-05-04T18:00:00.000Z')
  // Timers stand still in sleep.
  expect(app.nextLook()).toBe(30_000)
  app.setClock('2026-05-09T13:00:00.000Z')
  await app.idle()
  app.setClock('2026-05-09T13:01:00.000Z')
  await app.idle()
  expect(app.lists.map(({ at }) => at).slice(1)).toEqual(['2026-05-09T13:00:00.000Z'])
  await app.rules.close()
})

test('a clock that is set back puts no pass off for longer than the schedule says', async ({
  home,
  folder,
}) => {
  const app = createApp(home, [ruleIn(folder)], '2027-01-01T00:00:00.000Z')
  await app.rules.start()
  await app.idle()
  app.setClock('2026-05-04T12:00:00.000Z')
  app.ring()
  app.setClock('2026-05-04T17:59:00.000Z')
  expect(app.lists).toHaveLength(1)
  app.setClock('2026-05-04T18:00:00.000Z')
  await app.idle()
  expect(app.lists).toHaveLength(2)
  await app.rules.close()
})

test('a restart begins no pass that is not due; one that was cut goes on after a minute', async ({
  home,
  folder,
}) => {
  const first = createApp(home, [ruleIn(folder)])
  await first.rules.start()
  await first.idle()
  await first.rules.close()

  const second = createApp(home, [ruleIn(folder)], '2026-05-04T13:00:00.000Z')
  await second.rules.start()
  await second.idle()
  expect(second.lists).toEqual([])
  second.hold(true)
  second.setClock('2026-05-04T18:00:00.000Z')
  await expect.poll(() => second.lists.length).toBe(1)
  await second.rules.close()

  const third = createApp(home, [ruleIn(folder)], '2026-05-04T18:10:00.000Z')
  await third.rules.start()
  expect(third.stateOf('one')?.nextPassAt).toBe('2026-05-04T18:11:00.000Z')
  expect(third.lists).toEqual([])
  third.setClock('2026-05-04T18:11:00.000Z')
  await expect.poll(() => third.lists.length).toBe(1)
  await third.idle()
  await third.rules.close()
})

test('twenty rules take turns, two of them in one folder', async ({ home, folder }) => {
  const rules = Array.from({ length: 20 }, (_, at) => {
    const own = join(folder, String(Math.max(1, at)))
    mkdirSync(own, { recursive: true })
    return ruleIn(own, `rule-${at}`)
  })
  const app = createApp(home, rules)
  app.hold(true)
  await app.rules.start()
  for (let begun = 1; begun <= 20; begun += 1) {
    await expect.poll(() => app.lists.length).toBe(begun)
    const phases = app.rules.list().states.map(({ phase }) => phase)
    expect(phases.filter((phase) => phase === 'listing')).toHaveLength(1)
    expect(phases.filter((phase) => phase === 'queued')).toHaveLength(20 - begun)
    app.lists.at(-1)?.go()
  }
  await app.idle()
  expect(app.rules.list().states.map(({ lastPass }) => lastPass?.outcome)).toEqual(rules.map(() => 'done'))
  await app.rules.close()
})

test('without a network a pass is tried again after a minute, and then later and later', async ({
  home,
  folder,
}) => {
  const app = createApp(home, [ruleIn(folder)])
  app.hold(true)
  await app.rules.start()
  for (const next of ['12:01', '12:03', '12:07']) {
    await expect.poll(() => app.stateOf('one')?.phase).toBe('listing')
    await expect.poll(() => app.lists.length).toBeGreaterThan(0)
    app.lists.pop()?.fail(new AppError('OFFLINE'))
    await app.idle()
    expect(app.stateOf('one')).toMatchObject({
      failure: { code: 'OFFLINE' },
      nextPassAt: `2026-05-04T${next}:00.000Z`,
    })
    app.setClock(`2026-05-04T${next}:00.000Z`)
  }
  await app.rules.close()
})

test('a pass ends with its sign-in, and begins again with the next one', async ({ home, folder }) => {
  const app = createApp(home, [ruleIn(folder)])
  app.hold(true)
  await app.rules.start()
  await expect.poll(() => app.lists.length).toBe(1)
  app.signIn(SIGNED_OUT)
  await expect
    .poll(() => app.stateOf('one'))
    .toMatchObject({ phase: 'idle', failure: { code: 'AUTH_REQUIRED' } })
  app.signIn(account('a'))
  await expect.poll(() => app.lists.length).toBe(2)
  // Another user without a sign-out between: the folder is not for its recordings.
  app.signIn(account('b'))
  await expect
    .poll(() => app.stateOf('one'))
    .toMatchObject({ phase: 'idle', failure: { code: 'OTHER_ACCOUNT', params: { account: 'a' } } })
  app.rules.act('one', 'run')
  await app.idle()
  expect(app.lists).toHaveLength(2)
  // Saved again, it is for that user.
  app.rules.save(ruleIn(folder, 'one', { name: 'Ours' }))
  expect(app.stateOf('one')?.failure).toBeNull()
  await expect.poll(() => app.lists.length).toBe(3)
  app.signIn(account('b'))
  app.lists.at(-1)?.go()
  await app.idle()
  expect(app.lists).toHaveLength(3)
  expect(app.stateOf('one')).toMatchObject({ failure: null, lastPass: { outcome: 'done' } })
  await app.rules.close()
})

test('a rule that is off runs only when asked; one that is turned off amid its pass stops', async ({
  home,
  folder,
}) => {
  const app = createApp(home, [ruleIn(folder, 'one', { isOn: false })])
  app.hold(true)
  await app.rules.start()
  expect(app.stateOf('one')).toMatchObject({ phase: 'idle', nextPassAt: null })
  app.rules.act('one', 'run')
  await expect.poll(() => app.lists.length).toBe(1)
  app.lists.at(-1)?.go()
  await app.idle()
  app.rules.save(ruleIn(folder))
  app.setClock('2026-05-04T18:00:00.000Z')
  await expect.poll(() => app.lists.length).toBe(2)
  app.rules.save(ruleIn(folder, 'one', { isOn: false }))
  await app.idle()
  expect(app.stateOf('one')).toMatchObject({ lastPass: { outcome: 'interrupted' }, nextPassAt: null })
  await app.rules.close()
})
