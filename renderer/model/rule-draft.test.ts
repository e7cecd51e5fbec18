import { describe, expect, test } from 'vitest'
import type { ArchiveRule } from '../../contract/archive-rule.ts'
import { sampleRule } from '../../test/sample-rule.ts'
import { draftOf, type DraftProblem, newRule, type RuleDraft, ruleOf } from './rule-draft.ts'

const draft = (own: Partial<RuleDraft> = {}): RuleDraft => ({
  ...draftOf(sampleRule(), '2026-11-20'),
  ...own,
})
const roundTrip = (rule: ArchiveRule) => ruleOf(draftOf(rule, '2026-11-20')).rule

test.each([
  sampleRule(),
  sampleRule({ allUsers: false, isOn: false, search: '评审', exclude: ['test', '1:1'], minSeconds: 90 }),
  sampleRule({ schedulers: ['Li Na', '王伟'], nameTemplate: '{topic} {id8}' }),
  sampleRule({ since: { kind: 'day', day: '2026-01-01' }, lookBackHours: 0, waitMinutes: 120 }),
  sampleRule({ schedule: { kind: 'at', times: ['03:00', '15:30'], zone: 'Asia/Shanghai' } }),
  sampleRule({ schedule: { kind: 'at', times: ['03:00'], zone: null }, fileTypes: [] }),
])('a rule that was not changed stays the same: $name', (rule) => expect(roundTrip(rule)).toEqual(rule))

describe('a new rule', () => {
  const settings = { folder: '/archive', fileTypes: ['Hd'] }
  const own = { id: 'new', name: 'All recordings' }

  test('can be saved without a change', () => {
    const rule = newRule(settings, { ...own, isAdmin: true })
    expect(roundTrip(rule)).toEqual(rule)
    expect(rule).toMatchObject({ ...settings, allUsers: true })
  })

  test.each([false, null])('asks for the own recordings where the rights are %s', (isAdmin) =>
    expect(newRule(settings, { ...own, isAdmin }).allUsers).toBe(false),
  )

  test('needs a folder', () => {
    const rule = newRule({ folder: null, fileTypes: [] }, { ...own, isAdmin: true })
    expect(ruleOf(draftOf(rule, '2026-11-20')).problems).toEqual({ folder: { code: 'empty' } })
  })
})

const WRONG: [keyof RuleDraft, Partial<RuleDraft>, DraftProblem][] = [
  ['name', { name: '  ' }, { code: 'empty' }],
  ['schedulers', { scope: 'schedulers', schedulers: ' , ' }, { code: 'empty' }],
  ['days', { days: '' }, { code: 'number' }],
  ['days', { days: '0' }, { code: 'tooSmall', bound: 1 }],
  ['days', { days: '99999' }, { code: 'tooLarge', bound: 36_500 }],
  ['days', { days: '1.5' }, { code: 'number' }],
  ['day', { sinceKind: 'day', day: '2026-02-30' }, { code: 'day' }],
  ['minMinutes', { minMinutes: '-1' }, { code: 'tooSmall', bound: 0 }],
  ['minMinutes', { minMinutes: '2000' }, { code: 'tooLarge', bound: 1440 }],
  ['minMinutes', { minMinutes: 'ten' }, { code: 'number' }],
  ['hours', { hours: '0' }, { code: 'tooSmall', bound: 1 }],
  ['hours', { hours: '745' }, { code: 'tooLarge', bound: 744 }],
  ['times', { scheduleKind: 'at', times: '' }, { code: 'time' }],
  ['times', { scheduleKind: 'at', times: '25:00' }, { code: 'time' }],
  ['zone', { scheduleKind: 'at', zone: 'Mars/Olympus' }, { code: 'zone' }],
  ['lookBackHours', { lookBackHours: '9999' }, { code: 'tooLarge', bound: 1440 }],
  ['waitMinutes', { waitMinutes: '' }, { code: 'number' }],
  ['exclude', { exclude: Array.from({ length: 101 }, String).join() }, { code: 'tooMany', bound: 100 }],
]

test.each(WRONG)('%s is wrong: %j', (field, own, problem) =>
  expect(ruleOf(draft(own))).toEqual({ rule: null, problems: { [field]: problem } }),
)

test('names and times are read as people type them', () => {
  const { rule } = ruleOf(
    draft({
      ...{ scope: 'schedulers', schedulers: 'Li Na，王伟、 Chen;', exclude: 'a\nb' },
      ...{ scheduleKind: 'at', times: '3:00，15：30 23:59', minMinutes: '1,5', zone: ' ' },
    }),
  )
  expect(rule).toMatchObject({
    ...{ schedulers: ['Li Na', '王伟', 'Chen'], exclude: ['a', 'b'], minSeconds: 90 },
    schedule: { kind: 'at', times: ['03:00', '15:30', '23:59'], zone: null },
  })
})
