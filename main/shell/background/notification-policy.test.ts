import { describe, expect, test } from 'vitest'
import type { RuleState } from '../../../contract/archive-rule.ts'
import type { ErrorCode } from '../../../contract/errors.ts'
import { sampleCoverage, sampleRule, sampleRuleState } from '../../../test/sample-rule.ts'
import { dueNotifications, type Present, type Room } from './notification-policy.ts'
import { nothingTold, type Told, toldSchema } from './told-state.ts'

const DAY_MS = 86_400_000
const NOW = Date.parse('2026-11-29T08:00:00Z')
const GB = 1e9
const daysAgo = (days: number): string => new Date(NOW - days * DAY_MS).toISOString()

const NOTHING: Present = {
  ...{
    now: NOW,
    rules: [sampleRule({ name: 'All' })],
    states: [sampleRuleState()],
    newestSavedAt: daysAgo(1),
  },
  account: { account: {} as never, failure: null },
  ...{ leaving: { leavingSoon: 0, days: null }, rooms: [] },
}
const SIGNED_OUT: Present['account'] = { account: null, failure: null }
const failed = (code: ErrorCode): Partial<Present> => ({
  states: [sampleRuleState({ failure: { code } })],
})
const gone = (goneBeforeSaved: number): Partial<Present> => ({
  states: [sampleRuleState({ coverage: sampleCoverage({ goneBeforeSaved }) })],
})
const room = (own: Partial<Room>): Partial<Present> => ({
  rooms: [{ folders: ['/archive'], freeBytes: 500 * GB, totalBytes: 1000 * GB, toCome: 0, ...own }],
})
const leaving = (leavingSoon: number, days: number | null, later = 0): Partial<Present> => ({
  leaving: { leavingSoon, days },
  now: NOW + later * DAY_MS,
})
const OFF = { rules: [sampleRule({ isOn: false })] }

/** Which notifications each step makes due, one step after the other. */
function told(steps: Partial<Present>[], from: Told = nothingTold()): { due: unknown[][]; told: Told } {
  let state = from
  const due = steps.map((step) => {
    const decided = dueNotifications(state, { ...NOTHING, ...step })
    state = toldSchema.parse(decided.told)
    return decided.due
  })
  return { due, told: state }
}
const kindsOf = (steps: Partial<Present>[]): string =>
  told(steps)
    .due.map((due) => (due as { kind: string }[]).map(({ kind }) => kind).join('+') || '-')
    .join(' ')

const NO_SIGN_IN = { account: SIGNED_OUT, ...failed('AUTH_REQUIRED') }
const ENDED = { account: { account: null, failure: { code: 'AUTH_REJECTED' as const } } }
const FULL = room({ freeBytes: 5 * GB })

test.each<[string, string, Partial<Present>[]]>([
  ['all is well', '-', [{}]],
  ['a rule needs a sign-in: once', 'signIn -', [NO_SIGN_IN, NO_SIGN_IN]],
  [
    'another account than its own is signed in',
    'signIn -',
    [failed('OTHER_ACCOUNT'), failed('OTHER_ACCOUNT')],
  ],
  ['the service ended the session of a rule that is on', 'signIn -', [ENDED, NO_SIGN_IN]],
  ['without a rule that is on, no sign-in is needed', '-', [{ ...NO_SIGN_IN, ...OFF }]],
  [
    'after a restart nothing has failed yet: not again',
    'signIn - -',
    [NO_SIGN_IN, { account: SIGNED_OUT }, NO_SIGN_IN],
  ],
  ['after a sign-in it is told again', 'signIn - signIn', [NO_SIGN_IN, {}, NO_SIGN_IN]],
  ['recordings are gone: each once', 'gone - gone', [gone(2), gone(2), gone(3)]],
  ['fewer are gone, then more', 'gone - gone', [gone(3), gone(1), gone(2)]],
  [
    'while the folder is not read, nothing is forgotten',
    'gone - -',
    [gone(2), { states: [sampleRuleState({ coverage: null })] }, gone(2)],
  ],
  ['gone in the folder of a rule that is off', 'gone', [{ ...OFF, ...gone(1) }]],
  ['less than 10 GB are free: once', 'disk -', [FULL, FULL]],
  [
    'a small disk is nearly full below 5 %',
    '- disk',
    [room({ freeBytes: 2 * GB, totalBytes: 32 * GB }), room({ freeBytes: 1.5 * GB, totalBytes: 32 * GB })],
  ],
  ['a disk of unknown size', 'disk', [room({ freeBytes: 9 * GB, totalBytes: null })]],
  [
    'what is to come does not fit',
    '- disk',
    [room({ freeBytes: 50 * GB, toCome: 40 * GB }), room({ freeBytes: 50 * GB, toCome: 50 * GB })],
  ],
  ['a little more room does not tell it again', 'disk - -', [FULL, room({ freeBytes: 11 * GB }), FULL]],
  ['much more room does', 'disk - disk', [FULL, room({ freeBytes: 20 * GB }), FULL]],
  ['a disk that was taken away meanwhile', 'disk - -', [FULL, {}, FULL]],
  ['recordings leave soon: not twice a day', 'leaving -', [leaving(2, 10), leaving(3, 9, 0.9)]],
  ['the next day if it is nearer', 'leaving leaving', [leaving(2, 10), leaving(2, 9, 1)]],
  ['the next day if there are more', 'leaving leaving', [leaving(2, 10), leaving(3, 10, 1)]],
  ['the next day if there are fewer and no nearer', 'leaving -', [leaving(3, 10), leaving(2, 10, 1)]],
  ['in two weeks', 'leaving', [leaving(1, 14)]],
  ['later than that', '-', [leaving(1, 15)]],
  ['no list is known after a restart', 'leaving - -', [leaving(2, 10), leaving(0, null), leaving(2, 10)]],
  ['the clock was set back', 'leaving leaving', [leaving(2, 10), leaving(2, 9, -400)]],
])('%s', (_, expected, steps) => {
  expect(kindsOf(steps)).toBe(expected)
})

test('says how much, and what can be done', () => {
  const rules = [sampleRule({ name: 'All' }), sampleRule({ id: 'r-2', name: 'Mine', folder: '/mine' })]
  const states = (first: number, second: number) => [
    sampleRuleState({ coverage: sampleCoverage({ goneBeforeSaved: first }) }),
    sampleRuleState({ id: 'r-2', coverage: sampleCoverage({ goneBeforeSaved: second }) }),
  ]
  const { due } = told([
    { rules, states: states(1, 2), ...leaving(4, 0) },
    { rules, states: states(3, 3), ...room({ folders: ['/archive', '/mine'], freeBytes: 1 }), ...ENDED },
  ])
  expect(due).toEqual([
    [
      { kind: 'gone', count: 3 },
      { kind: 'leaving', count: 4, days: 0, canSave: true },
    ],
    [
      { kind: 'signIn', rules: ['All', 'Mine'] },
      { kind: 'gone', count: 3 },
      { kind: 'disk', folder: '/archive', freeBytes: 1 },
    ],
  ])
})

test('two rules with one folder count what is gone there once', () => {
  const rules = [sampleRule(), sampleRule({ id: 'r-2' })]
  const coverage = sampleCoverage({ goneBeforeSaved: 2 })
  const states = [sampleRuleState({ coverage }), sampleRuleState({ id: 'r-2', coverage })]
  expect(told([{ rules, states }]).due).toEqual([[{ kind: 'gone', count: 2 }]])
})

describe('passes', () => {
  const pass = (
    day: number,
    outcome: 'done' | 'failed' | 'interrupted',
    code: ErrorCode | null = null,
    saved = 0,
  ): Partial<Present> => {
    const at = new Date(NOW + day * DAY_MS).toISOString()
    const lastPass: RuleState['lastPass'] = {
      startedAt: at,
      endedAt: at,
      outcome,
      listed: 1,
      saved,
      bytes: 0,
    }
    const failure = code === null ? null : { code }
    return { now: NOW + day * DAY_MS, states: [sampleRuleState({ lastPass, failure })] }
  }
  const fails = (day: number, code: ErrorCode = 'SERVER_ERROR') => pass(day, 'failed', code)

  test.each<[string, string, Partial<Present>[]]>([
    ['three failures in a row: once', '- - failing -', [fails(1), fails(2), fails(3), fails(4)]],
    ['the same pass counts once', '- - -', [fails(1), fails(1), fails(1)]],
    [
      'one that worked resets the count',
      '- - - - -',
      [fails(1), fails(2), pass(3, 'done'), fails(4), fails(5)],
    ],
    [
      'once it worked it is told again',
      '- - failing - - - failing',
      [fails(1), fails(2), fails(3), pass(4, 'done'), fails(5), fails(6), fails(7)],
    ],
    [
      'an interrupted one says nothing',
      '- - - failing',
      [...[fails(1), fails(2), pass(3, 'interrupted'), fails(4)]],
    ],
    [
      'after a restart the reason is not known',
      '- - - failing',
      [...[fails(1), fails(2), pass(2, 'failed'), fails(3)]],
    ],
    ['without a network nothing is told', '- - -', [1, 2, 3].map((day) => fails(day, 'OFFLINE'))],
    [
      'nothing new for 30 days: once',
      '- - quiet -',
      [...[pass(0, 'done'), pass(29, 'done'), pass(30, 'done'), pass(31, 'done')]],
    ],
    [
      'what is saved begins new 30 days',
      '- quiet - quiet',
      [...[pass(0, 'done'), pass(30, 'done'), pass(31, 'done', null, 5), pass(61, 'done')]],
    ],
    [
      'so does a file that was saved otherwise',
      '- -',
      [pass(0, 'done'), { ...pass(30, 'done'), newestSavedAt: new Date(NOW + 5 * DAY_MS).toISOString() }],
    ],
    [
      'a computer that was off: only after a pass',
      '- - quiet',
      [...[pass(0, 'done'), { ...pass(0, 'done'), now: NOW + 60 * DAY_MS }, pass(60, 'done')]],
    ],
    ['a pass that failed has not looked', '- -', [pass(0, 'done'), fails(40)]],
    ['a rule that was just switched on', '-', [{ ...pass(0, 'done'), newestSavedAt: daysAgo(90) }]],
    [
      'a rule that is off',
      '- -',
      [
        { ...pass(0, 'done'), ...OFF },
        { ...pass(40, 'done'), ...OFF },
      ],
    ],
  ])('%s', (_, expected, steps) => {
    expect(kindsOf(steps)).toBe(expected)
  })
})

test('what is remembered stays bounded', () => {
  const steps = Array.from({ length: 100 }, (_, n) => {
    const rule = sampleRule({ id: `r-${n}`, folder: `/archive/${n}` })
    const coverage = sampleCoverage({ goneBeforeSaved: 1 })
    return {
      rules: [rule],
      states: [sampleRuleState({ id: rule.id, coverage })],
      ...room({ folders: [rule.folder], freeBytes: 1 }),
    }
  })
  const { gone: folders, disk } = told(steps).told
  expect([folders.length, disk.length]).toEqual([40, 40])
  expect(folders.at(-1)).toEqual({ folder: '/archive/99', count: 1 })
})
