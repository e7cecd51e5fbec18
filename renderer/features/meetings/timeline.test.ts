import { describe, expect, it } from 'vitest'
import type { CloudMeeting, ServerMeeting } from '../../../contract/meeting.ts'
import { ofSource, searchMeetings, timelineOf, withinPeriod } from './timeline.ts'

const server = (uniqueId: string, roomName: string, startedAt: string | null = null): ServerMeeting => ({
  source: 'proconf',
  uniqueId,
  roomName,
  startedAt,
  endedAt: null,
  durationSeconds: null,
})
const cloud = (uniqueId: string, subject: string, startedAt: string | null = null): CloudMeeting => ({
  source: 'cloud',
  uniqueId,
  subject,
  confID: '970123',
  schedulerName: '李娜',
  startedAt,
  endedAt: null,
  durationSeconds: null,
  hasRecording: false,
})

describe('searchMeetings', () => {
  const meetings = [
    server('a1', 'Board room'),
    server('b2', '周会'),
    cloud('c3', 'Board dinner'),
    cloud('d4', 'Plan'),
  ]
  const idsOf = (search: string) => searchMeetings(meetings, search).map(({ uniqueId }) => uniqueId)

  it.each([
    ['', ['a1', 'b2', 'c3', 'd4']],
    ['  ', ['a1', 'b2', 'c3', 'd4']],
    ['BOARD', ['a1', 'c3']],
    ['room board', ['a1']],
    ['周', ['b2']],
    ['c3', ['c3']],
    ['970123', ['c3', 'd4']],
    ['李娜 plan', ['d4']],
    ['nothing', []],
  ])('%j', (search, ids) => {
    expect(idsOf(search)).toEqual(ids)
  })
})

it('filters by period, both ends included, and keeps meetings with an unknown start', () => {
  const meetings = [
    server('before', 'r', '2026-10-31T23:59:59.999Z'),
    server('first', 'r', '2026-11-01T00:00:00.000Z'),
    cloud('last', 's', '2026-11-30T23:59:59.999Z'),
    cloud('after', 's', '2026-12-01T00:00:00.000Z'),
    server('unknown', 'r', null),
  ]
  const period = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-30T23:59:59.999Z' }
  expect(withinPeriod(meetings, period).map(({ uniqueId }) => uniqueId)).toEqual(['first', 'last', 'unknown'])
})

it.each([
  ['all', ['a', 'b']],
  ['proconf', ['a']],
  ['cloud', ['b']],
] as const)('of %s', (choice, ids) => {
  const meetings = [server('a', 'r'), cloud('b', 's')]
  expect(ofSource(meetings, choice).map(({ uniqueId }) => uniqueId)).toEqual(ids)
})

it('merges both sources by day, newest first, unknown starts last', () => {
  const meetings = [
    server('s1', 'r', '2026-11-19T08:00:00.000Z'),
    server('odd', 'r', null),
    server('s2', 'r', '2026-11-18T23:00:00.000Z'),
    cloud('c1', 's', '2026-11-19T09:00:00.000Z'),
    cloud('c2', 's', '2026-11-18T10:00:00.000Z'),
  ]
  const rows = timelineOf(meetings, (iso) => iso.slice(0, 10))
  expect(rows.map((row) => (row.kind === 'day' ? [row.day, row.count] : row.meeting.uniqueId))).toEqual([
    ['2026-11-19T09:00:00.000Z', 2],
    'c1',
    's1',
    ['2026-11-18T23:00:00.000Z', 2],
    's2',
    'c2',
    [null, 1],
    'odd',
  ])
  expect(timelineOf([])).toEqual([])
})
