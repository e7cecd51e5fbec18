import { expect, test } from 'vitest'
import type { Recording } from '../../contract/recording.ts'
import { sampleEntry } from '../../test/sample-entry.ts'
import { NO_FILES } from './folder-files.ts'
import { type LedgerEntry, recordingKey } from './ledger-entry.ts'
import { decide, listedFrom, type Listing, planPass } from './plan-pass.ts'
import type { Rule } from './rule.ts'

const DAY = 86_400_000
const RULE: Rule = {
  ...{ from: '2026-10-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z', isRolling: false },
  ...{ allUsers: true, search: '' },
  ...{ exclude: [], schedulers: [], minSeconds: 0, types: [], lookBackMs: DAY },
}
const BEFORE = '2026-09-01T00:00:00.000Z'
const recording = (change: Partial<Recording> = {}): Recording => ({
  ...{ confUUID: 'u', confID: '1', subject: 'Weekly sync', schedulerName: 'anna', startText: '' },
  ...{
    startTime: '2026-11-01T09:00:00.000Z',
    durationSeconds: 3600,
    sizeMB: 10,
    state: 'ready',
    readyAt: null,
  },
  ...{ playbackUrls: [], audience: null },
  ...change,
})
const saved = (change: Partial<LedgerEntry> = {}): LedgerEntry =>
  sampleEntry('u', { state: 'saved', lookedUpAt: '2026-11-02T10:00:00.000Z', ...change })
const refused = (listedAs: Recording['state'], at = BEFORE, confUUID = 'u'): LedgerEntry =>
  sampleEntry(confUUID, { state: 'notAllowed', refused: { at, listedAs } })

test.each<[string, Partial<Recording>, LedgerEntry | undefined, boolean, Partial<Rule>, string]>([
  ['new', {}, undefined, false, {}, 'fetch'],
  ['here', {}, saved(), true, {}, 'keep'],
  ['a file was deleted', {}, saved(), false, {}, 'fetch'],
  [
    'looked up less than a day after its end',
    {},
    saved({ lookedUpAt: '2026-11-02T09:59:59.000Z' }),
    true,
    {},
    'fetch',
  ],
  ['or after it was prepared', { readyAt: '2026-11-02T00:00:00.000Z' }, saved(), true, {}, 'fetch'],
  [
    'without look-back',
    {},
    saved({ lookedUpAt: '2026-11-01T10:00:00.000Z' }),
    true,
    { lookBackMs: 0 },
    'keep',
  ],
  ['without a start', { startTime: null }, saved(), true, {}, 'keep'],
  ['longer now', { durationSeconds: 4000 }, saved(), true, {}, 'fetch'],
  ['larger now', { sizeMB: 11 }, saved(), true, {}, 'fetch'],
  ['failed before', {}, saved({ state: 'failed' }), true, {}, 'fetch'],
  ['stopped before', {}, saved({ state: 'partly' }), true, {}, 'fetch'],
  ['not allowed by an earlier version', {}, saved({ state: 'notAllowed' }), true, {}, 'fetch'],
  ['not allowed before', {}, refused('ready'), false, {}, 'askAgain'],
  ['not playable before', { state: 'unavailable' }, refused('unavailable'), false, {}, 'askAgain'],
  ['playable now', {}, refused('unavailable'), false, {}, 'fetch'],
  ['of fewer types', {}, saved({ types: ['Hd'] }), true, {}, 'fetch'],
  ['of the same types', {}, saved({ types: ['Hd', 'Sd'] }), true, { types: ['hd'] }, 'keep'],
  ['being prepared', { state: 'transcoding' }, undefined, false, {}, 'wait'],
  ['being prepared again', { state: 'transcoding' }, saved(), true, {}, 'wait'],
  ['not playable', { state: 'unavailable' }, undefined, false, {}, 'fetch'],
  ['excluded by topic', {}, undefined, false, { exclude: ['WEEKLY'] }, 'exclude'],
  ['excluded by length', {}, undefined, false, { minSeconds: 3601 }, 'exclude'],
  ['of unknown length', { durationSeconds: null }, undefined, false, { minSeconds: 3601 }, 'fetch'],
  ['of another scheduler', {}, undefined, false, { schedulers: ['lina'] }, 'exclude'],
  ['of this scheduler', {}, undefined, false, { schedulers: ['lina', 'anna'] }, 'fetch'],
])('a recording that is %s', (_what, change, entry, isHere, rule, expected) => {
  expect(decide(recording(change), entry, isHere, { ...RULE, ...rule })).toBe(expected)
})

function plan(listing: Partial<Listing>, entries: LedgerEntry[], rule: Partial<Rule> = {}) {
  const ledger = new Map(entries.map((entry) => [recordingKey(entry.site, entry.confUUID), entry]))
  return planPass(
    {
      site: 'https://one.example',
      who: 'all',
      from: RULE.from,
      recordings: [],
      isComplete: true,
      ...listing,
    },
    { entries: () => ledger.values(), get: (key) => ledger.get(key) },
    NO_FILES,
    { ...RULE, ...rule },
    '2026-11-20T00:00:00.000Z',
  )
}

test.each<[string, Partial<LedgerEntry>, Partial<Listing>, Partial<Rule>, boolean]>([
  ['listed before', {}, {}, {}, true],
  ['that failed', { state: 'failed' }, {}, {}, true],
  ['that was being prepared', { state: 'waiting' }, {}, {}, true],
  [
    'whose file was deleted here',
    { state: 'saved', lookedUpAt: '2026-11-02T00:00:00Z', files: [{ fileType: 'Hd', part: 1 }] },
    {},
    {},
    true,
  ],
  ['all of which is here', { state: 'saved', lookedUpAt: '2026-11-02T00:00:00Z' }, {}, {}, false],
  ['named before', { state: 'gone' }, {}, {}, false],
  ['that the rule excludes', { state: 'excluded' }, {}, {}, false],
  ['and an incomplete list', {}, { isComplete: false }, {}, false],
  ['and the list of another account', {}, { who: 'own' }, {}, false],
  ['and the list of another site', {}, { site: 'https://two.example' }, {}, false],
  ['before the period', { start: '2026-09-30T23:59:00.000Z' }, {}, {}, false],
  ['left open before the period', { start: BEFORE, state: 'waiting' }, { from: BEFORE }, {}, true],
  ['left open before what was listed', { start: BEFORE, state: 'waiting' }, {}, {}, false],
  ['refused before the period', { start: BEFORE, state: 'notAllowed' }, { from: BEFORE }, {}, false],
  ['after the period', { start: '2026-12-01T00:01:00.000Z' }, {}, {}, false],
  ['of unknown start', { start: null }, {}, {}, false],
  ['and a search', {}, {}, { search: 'sync' }, false],
  ['of this search', { listedBy: { who: 'all', search: 'sync' } }, {}, { search: 'sync' }, true],
  ['of a search, and a list of all', { listedBy: { who: 'all', search: 'sync' } }, {}, {}, true],
])('a recording that is no longer listed, %s', (_what, entry, listing, rule, isGone) => {
  const { gone, changed } = plan(listing, [sampleEntry('u', entry)], rule)
  expect(gone.map(({ confUUID }) => confUUID)).toEqual(isGone ? ['u'] : [])
  expect(changed.map(({ state }) => state)).toEqual(isGone ? ['gone'] : [])
})

test('fetches the oldest first, and writes down only what changes', () => {
  const recordings = [
    recording({ confUUID: 'new', startTime: '2026-11-03T00:00:00.000Z' }),
    recording({ confUUID: 'old', startTime: '2026-11-01T00:00:00.000Z' }),
    recording({ confUUID: 'soon', state: 'transcoding', readyAt: '2026-11-21T00:00:00.000Z' }),
  ]
  const first = plan({ recordings }, [])
  expect(first.toFetch.map(({ confUUID }) => confUUID)).toEqual(['old', 'new'])
  expect(first.changed.map(({ confUUID, state, until }) => [confUUID, state, until])).toEqual([
    ['old', 'partly', null],
    ['soon', 'waiting', '2026-11-21T00:00:00.000Z'],
    ['new', 'partly', null],
  ])
  expect(plan({ recordings }, first.changed).changed).toEqual([])
  // A search names fewer: what the wider list said stays.
  expect(plan({ recordings }, first.changed, { search: 'sync' }).changed).toEqual([])
})

test.each<[string, Partial<LedgerEntry>, boolean, string]>([
  ['left waiting', { state: 'waiting' }, true, BEFORE],
  ['left incomplete', { state: 'partly' }, true, BEFORE],
  ['that failed', { state: 'failed' }, true, BEFORE],
  ['that was saved', { state: 'saved' }, true, RULE.from],
  ['that is gone', { state: 'gone' }, true, RULE.from],
  [
    'left waiting, of another account',
    { state: 'waiting', listedBy: { who: 'own', search: '' } },
    true,
    RULE.from,
  ],
  ['left waiting, of another site', { state: 'waiting', site: 'two.example' }, true, RULE.from],
  ['left waiting, for a rule with a first day', { state: 'waiting' }, false, RULE.from],
])('where the list begins, with a recording %s', (_what, change, isRolling, expected) => {
  const entries = [sampleEntry('later'), sampleEntry('u', { start: BEFORE, ...change })]
  expect(listedFrom(entries, { ...RULE, isRolling }, { site: 'https://one.example', who: 'all' })).toBe(
    expected,
  )
})

test('of what was listed before the period, only what was left open is asked for', () => {
  const recordings = [
    recording({ confUUID: 'open', startTime: BEFORE }),
    recording({ confUUID: 'unknown', startTime: BEFORE }),
    recording({ confUUID: 'new' }),
  ]
  const { toFetch } = plan({ from: BEFORE, recordings }, [
    sampleEntry('open', { start: BEFORE, state: 'waiting' }),
  ])
  expect(toFetch.map(({ confUUID }) => confUUID)).toEqual(['open', 'new'])
})

test('of many that were refused, a pass asks for those again that it has not asked for the longest', () => {
  const ids = Array.from({ length: 300 }, (_, n) => `u${n}`)
  const recordings = ids.map((confUUID, n) =>
    recording({ confUUID, startTime: `2026-11-01T${String(n % 24).padStart(2, '0')}:00:00.000Z` }),
  )
  const entries = new Map(
    ids.map((id, n) => [
      recordingKey('one.example', id),
      refused('ready', `2026-11-${n >= 120 && n < 124 ? '02' : '03'}T00:00:00.000Z`, id),
    ]),
  )
  const listing = { site: 'https://one.example', who: 'all', from: RULE.from, recordings, isComplete: true }
  const ledger = {
    entries: () => entries.values(),
    get: (key: string) => entries.get(key),
  }
  const planned = planPass(listing, ledger, NO_FILES, RULE, '2026-11-04T00:00:00.000Z')
  expect(planned.toFetch.map(({ confUUID }) => confUUID)).toEqual(['u120', 'u121', 'u122', 'u123'])
  expect(planned.refused).toHaveLength(296)
  expect(planned.changed).toEqual([])
})
