import { expect, test } from 'vitest'
import {
  type Positions,
  positionOf,
  readPositions,
  watchedFractions,
  withPosition,
  writePositions,
} from './positions.ts'

const before: Positions = [
  { recording: 'a', time: 50 },
  { recording: 'b', time: 70 },
]

test.each<[string, { recording: string; time: number; seconds: number }, Positions]>([
  [
    'a new one comes first',
    { recording: 'c', time: 30, seconds: 3600 },
    [{ recording: 'c', time: 30, seconds: 3600 }, ...before],
  ],
  [
    'a known one moves on',
    { recording: 'b', time: 99, seconds: 3600 },
    [
      { recording: 'b', time: 99, seconds: 3600 },
      { recording: 'a', time: 50 },
    ],
  ],
  ['left at the beginning', { recording: 'a', time: 4, seconds: 3600 }, [{ recording: 'b', time: 70 }]],
  ['left at the end', { recording: 'a', time: 3595, seconds: 3600 }, [{ recording: 'b', time: 70 }]],
  [
    'a short one, in its middle',
    { recording: 'a', time: 4, seconds: 18 },
    [
      { recording: 'a', time: 4, seconds: 18 },
      { recording: 'b', time: 70 },
    ],
  ],
])('%s', (_, left, after) => {
  expect(withPosition(before, left)).toEqual(after)
})

test('only the most recent are kept', () => {
  let positions: Positions = []
  for (let n = 0; n < 300; n += 1)
    positions = withPosition(positions, { recording: String(n), time: 100, seconds: 1000 })
  expect(positions).toHaveLength(200)
  expect(positions[0]?.recording).toBe('299')
})

test.each([
  ['a', 100, 50],
  ['a', 50, 0],
  ['z', 100, 0],
])('%s of %d s resumes at %d s', (recording, seconds, time) => {
  expect(positionOf(before, recording, seconds)).toBe(time)
})

test('reads what was written, and ignores invalid data', () => {
  let kept: string | null = null
  const storage = { getItem: () => kept, setItem: (_: string, value: string) => void (kept = value) }
  expect(readPositions(storage)).toEqual([])
  writePositions(storage, before)
  expect(readPositions(storage)).toEqual(before)
  for (const odd of ['{', '{}', '[{"recording":"a","time":"1"}]', '[{"recording":"a","time":-1}]']) {
    kept = odd
    expect(readPositions(storage), odd).toEqual([])
  }
})

test('the watched part of a recording needs its length', () => {
  const positions: Positions = [
    { recording: 'a', time: 30, seconds: 120 },
    { recording: 'b', time: 30 },
    { recording: 'c', time: 30, seconds: 20 },
    { recording: 'd', time: 30, seconds: 0 },
  ]
  expect([...watchedFractions(positions)]).toEqual([
    ['a', 0.25],
    ['c', 1],
  ])
})
