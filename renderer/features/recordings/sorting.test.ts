import { describe, expect, test } from 'vitest'
import { sampleRecording } from '../../../test/sample-recording.ts'
import type { Recording } from '../../../contract/recording.ts'
import {
  COLUMNS,
  sortRecordings,
  isServiceSort,
  isWorthSorting,
  NEWEST_FIRST,
  type Sort,
  sortAfterPress,
} from './sorting.ts'

describe('a click on a column', () => {
  test.each([
    ['topic', false],
    ['start', true],
    ['duration', true],
    ['size', true],
    ['scheduler', false],
    ['state', false],
  ] as const)('%s: descending first is %s, and the next click reverses it', (by, isDescending) => {
    const other: Sort = { by: by === 'topic' ? 'state' : 'topic', isDescending: true }
    const first = sortAfterPress(other, by)
    expect(first).toEqual({ by, isDescending })
    expect(sortAfterPress(first, by)).toEqual({ by, isDescending: !isDescending })
  })

  test('the service sorts only by start', () =>
    expect(COLUMNS.filter((by) => isServiceSort({ by, isDescending: false }))).toEqual(['start']))
})

describe('sorted rows', () => {
  const rows: Recording[] = [
    sampleRecording({
      confUUID: 'a',
      subject: 'Part 10',
      startTime: '2026-11-03T08:00:00Z',
      durationSeconds: 60,
    }),
    sampleRecording({ confUUID: 'b', subject: '', startTime: null, durationSeconds: null, sizeMB: 7 }),
    sampleRecording({
      confUUID: 'c',
      subject: 'part 9',
      startTime: '2026-11-04T08:00:00Z',
      durationSeconds: 60,
    }),
    sampleRecording({
      confUUID: 'd',
      subject: 'Äpfel',
      startTime: '2026-11-02T08:00:00Z',
      durationSeconds: 600,
    }),
  ]
  const order = (sort: Sort, rankOf = () => 0) =>
    sortRecordings(rows, sort, 'en-US', rankOf)
      .map(({ confUUID }) => confUUID)
      .join('')

  test.each<[Sort, string]>([
    [NEWEST_FIRST, 'cadb'],
    [{ by: 'start', isDescending: false }, 'dacb'],
    // Numbers in names count as numbers, case and accents do not matter.
    [{ by: 'topic', isDescending: false }, 'dcab'],
    [{ by: 'topic', isDescending: true }, 'acdb'],
    // Of two equal ones the newer first, either way.
    [{ by: 'duration', isDescending: true }, 'dcab'],
    [{ by: 'duration', isDescending: false }, 'cadb'],
  ])('%j: %s', (sort, expected) => expect(order(sort)).toBe(expected))

  test('by state, in the order of the states', () => {
    const rank = ({ confUUID }: Recording) => 'bdca'.indexOf(confUUID)
    expect(
      sortRecordings(rows, { by: 'state', isDescending: false }, 'en-US', rank).map((row) => row.confUUID),
    ).toEqual(['b', 'd', 'c', 'a'])
  })

  test('Chinese names by pinyin', () => {
    const names = ['张伟', '李娜', '王芳'].map((schedulerName) => sampleRecording({ schedulerName }))
    expect(
      sortRecordings(names, { by: 'scheduler', isDescending: false }, 'zh-CN', () => 0).map(
        (row) => row.schedulerName,
      ),
    ).toEqual(['李娜', '王芳', '张伟'])
  })
})

test.each([
  [500, 1000, true],
  [1000, 1249, false],
  [1000, 1250, true],
  [1000, 999, true],
  [0, 500, true],
])('with %i rows sorted, %i are sorted again: %s', (before, now, isWorth) =>
  expect(isWorthSorting(before, now)).toBe(isWorth),
)
