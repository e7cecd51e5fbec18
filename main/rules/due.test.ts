import { describe, expect, it } from 'vitest'
import type { RuleSchedule } from '../../contract/archive-rule.ts'
import type { ErrorCode } from '../../contract/errors.ts'
import { dueAt, isTriedAgain, notAfter, type PassTimes } from './due.ts'

const at = (iso: string): Date => new Date(iso)
const times = (change: Partial<PassTimes> = {}): PassTimes => ({
  ...{ began: null, failures: 0, endedAt: null, ready: [], ...change },
})
const every6: RuleSchedule = { kind: 'every', hours: 6 }
const atThree = (zone: string): RuleSchedule => ({ kind: 'at', times: ['03:00'], zone })
const due = (schedule: RuleSchedule, of: PassTimes, now: Date, isOn = true): string | undefined =>
  dueAt({ isOn, schedule }, of, now)?.toISOString()

describe('the next pass of a rule', () => {
  const now = at('2026-05-04T12:00:00.000Z')

  it('is due at once where there was none, and never while the rule is off', () => {
    expect(due(every6, times(), now)).toBe(now.toISOString())
    expect(due(every6, times(), now, false)).toBeUndefined()
  })

  it('is one, however many were missed while the computer slept', () => {
    const slept = times({ began: at('2026-04-20T12:00:00Z') })
    expect(due(every6, slept, now)).toBe('2026-04-20T18:00:00.000Z')
    expect(due(every6, times({ began: now }), now)).toBe('2026-05-04T18:00:00.000Z')
  })

  it.each([
    // In this zone 03:00 does not exist on 29 March, and comes twice on 25 October.
    ['Europe/Athens', '2026-03-28T01:00:00Z', '2026-03-29T01:00:00.000Z'],
    ['Europe/Athens', '2026-10-24T00:00:00Z', '2026-10-25T00:00:00.000Z'],
    ['Europe/Athens', '2026-10-25T00:00:00Z', '2026-10-26T01:00:00.000Z'],
    ['Asia/Shanghai', '2026-10-24T19:00:00Z', '2026-10-25T19:00:00.000Z'],
  ])('comes once on a day on which the clock changes: %s after %s', (zone, began, expected) => {
    expect(due(atThree(zone), times({ began: at(began) }), at(began))).toBe(expected)
  })

  it('is tried again after a minute, then after twice as long, and not after the next of the schedule', () => {
    const began = now
    const failed = (failures: number): string | undefined =>
      due(every6, times({ began, failures, endedAt: now }), now)
    expect(failed(1)).toBe('2026-05-04T12:01:00.000Z')
    expect(failed(2)).toBe('2026-05-04T12:02:00.000Z')
    expect(failed(30)).toBe('2026-05-04T12:30:00.000Z')
    expect(
      due(
        { kind: 'every', hours: 1 },
        times({ began, failures: 30, endedAt: at('2026-05-04T12:55:00Z') }),
        now,
      ),
    ).toBe('2026-05-04T13:00:00.000Z')
  })

  it('comes early when a recording is expected to be ready', () => {
    const waiting = times({ began: now, ready: ['2026-05-04T12:20:00.000Z', '2026-05-04T15:00:00.000Z'] })
    expect(due(every6, waiting, now)).toBe('2026-05-04T12:20:00.000Z')
  })

  it('is not later than the schedule says after the clock was set back', () => {
    const back = notAfter(
      times({ began: at('2027-01-01T00:00:00Z'), endedAt: at('2027-01-01T00:00:00Z') }),
      now,
    )
    expect(due(every6, back, at('2026-05-04T17:00:00Z'))).toBe('2026-05-04T18:00:00.000Z')
    expect(back.endedAt).toEqual(now)
  })

  it('counts in the zone of this computer where it does not know the zone of the rule', () => {
    const began = at('2026-05-04T12:00:00Z')
    const known = due({ kind: 'at', times: ['03:00'], zone: null }, times({ began }), began)
    expect(due(atThree('Mars/Olympus'), times({ began }), began)).toBe(known)
  })
})

it.each<[ErrorCode, boolean]>([
  ['OFFLINE', true],
  ['FOLDER_MISSING', true],
  ['DISK_GONE', true],
  ['ARCHIVE_WATCHED', true],
  ['SERVER_ERROR', true],
  ['AUTH_REQUIRED', false],
  ['NO_PERMISSION', false],
  ['BAD_REQUEST', false],
])('a pass that failed with %s is tried again soon: %s', (code, isAgain) => {
  expect(isTriedAgain({ code })).toBe(isAgain)
})
