import { expect, test } from 'vitest'
import { earlyPass, nextPass, retryAt, type Schedule } from './schedule.ts'

const every = (hours: number): Schedule => ({ kind: 'every', ms: hours * 3_600_000 })
const at = (times: string[], zone: string | null = 'Asia/Shanghai'): Schedule => ({ kind: 'at', times, zone })
const BERLIN = 'Europe/Berlin'

test.each<[string, Schedule, string | null, string, string]>([
  ['the first', every(6), null, '2026-11-01T00:00Z', '2026-11-01T00:00Z'],
  ['the first by time of day', at(['03:00']), null, '2026-11-01T00:00Z', '2026-11-01T00:00Z'],
  ['after an interval', every(6), '2026-11-01T00:00Z', '2026-11-01T01:00Z', '2026-11-01T06:00Z'],
  ['after many missed ones', every(6), '2026-11-01T00:00Z', '2026-11-09T01:00Z', '2026-11-01T06:00Z'],
  ['a clock that was set back', every(6), '2026-11-09T00:00Z', '2026-11-01T00:00Z', '2026-11-01T06:00Z'],
  ['at night', at(['03:00']), '2026-11-01T19:00Z', '2026-11-01T20:00Z', '2026-11-02T19:00Z'],
  ['missed at night', at(['03:00']), '2026-11-01T18:00Z', '2026-11-05T00:00Z', '2026-11-01T19:00Z'],
  [
    'of two times, the nearer',
    at(['13:30', '03:00']),
    '2026-11-01T19:00Z',
    '2026-11-01T20:00Z',
    '2026-11-02T05:30Z',
  ],
  [
    'by time of day, a clock that was set back',
    at(['03:00']),
    '2026-12-01T00:00Z',
    '2026-11-01T00:00Z',
    '2026-11-01T19:00Z',
  ],
  [
    'a time that summer time skips',
    at(['02:30'], BERLIN),
    '2026-03-28T12:00Z',
    '2026-03-29T00:00Z',
    '2026-03-29T01:00Z',
  ],
  ['the day after it', at(['02:30'], BERLIN), '2026-03-29T01:00Z', '2026-03-29T02:00Z', '2026-03-30T00:30Z'],
  [
    'a time that comes twice',
    at(['02:30'], BERLIN),
    '2026-10-24T12:00Z',
    '2026-10-24T13:00Z',
    '2026-10-25T00:30Z',
  ],
  ['once only', at(['02:30'], BERLIN), '2026-10-25T00:30Z', '2026-10-25T00:40Z', '2026-10-26T01:30Z'],
])('next pass: %s', (_what, schedule, last, now, expected) => {
  const next = nextPass(schedule, last === null ? null : new Date(last), new Date(now))
  expect(next.toISOString()).toBe(new Date(expected).toISOString())
})

test('a year of passes: one a day by the wall clock, whatever summer time does', () => {
  const days = new Set<string>()
  let last = new Date('2026-01-01T12:00Z')
  const berlin = new Intl.DateTimeFormat('sv', { timeZone: BERLIN, dateStyle: 'short', timeStyle: 'short' })
  for (let n = 0; n < 365; n += 1) {
    last = nextPass(at(['02:30'], BERLIN), last, last)
    days.add(berlin.format(last))
  }
  expect(days.size).toBe(365)
  // The skipped one comes at three.
  expect([...days].filter((day) => !day.endsWith('02:30'))).toEqual(['2026-03-29 03:00'])
})

test('the zone of this computer, where none is named', () => {
  const [hour, minute] = [4, 15]
  const next = nextPass(at(['04:15'], null), new Date('2026-11-01T00:00Z'), new Date('2026-11-01T00:01Z'))
  expect([next.getHours(), next.getMinutes()]).toEqual([hour, minute])
})

test.each([
  [1, 1],
  [2, 2],
  [3, 4],
  [6, 30],
  [60, 30],
])('after %i passes in a row without a network, in %i minutes', (failures, minutes) => {
  const ended = new Date('2026-11-01T00:00Z')
  const next = new Date('2026-11-02T00:00Z')
  expect((retryAt(failures, ended, next).getTime() - ended.getTime()) / 60_000).toBe(minutes)
  expect(retryAt(failures, ended, new Date(ended.getTime() + 10))).toEqual(new Date(ended.getTime() + 10))
})

test.each<[string, boolean, string[], string | null, string | null]>([
  ['nothing happened', false, [], '2026-11-01T00:00Z', null],
  ['an event', true, [], '2026-11-01T00:00Z', '2026-11-01T01:00Z'],
  ['an event before any pass', true, [], null, '2026-11-01T01:00Z'],
  ['an event right after a pass began', true, [], '2026-11-01T00:59:30Z', '2026-11-01T01:00:30Z'],
  [
    'recordings that will be ready',
    false,
    ['2026-11-01T05:00Z', '2026-11-01T03:00Z'],
    '2026-11-01T00:00Z',
    '2026-11-01T03:00Z',
  ],
  ['one that should be ready by now', false, ['2026-11-01T00:30Z'], '2026-11-01T00:00Z', '2026-11-01T00:30Z'],
  ['one that a pass has asked for since', false, ['2026-11-01T00:30Z'], '2026-11-01T00:31Z', null],
  [
    'one that will be ready right after a pass',
    false,
    ['2026-11-01T00:58:10Z'],
    '2026-11-01T00:58Z',
    '2026-11-01T00:59Z',
  ],
])('a pass before its time: %s', (_what, isEventNew, ready, last, expected) => {
  const early = earlyPass(
    isEventNew,
    ready,
    last === null ? null : new Date(last),
    new Date('2026-11-01T01:00Z'),
  )
  expect(early?.toISOString()).toBe(expected === null ? undefined : new Date(expected).toISOString())
})
