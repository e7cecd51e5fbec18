import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { WatchableFile } from '../../../contract/watching.ts'
import {
  type Film,
  filmOf,
  makeTimeline,
  partBeside,
  partsMissing,
  pictureTypes,
  placeAt,
} from './timeline.ts'

const film = (fileType: string, part: number, seconds: number): Film => ({
  id: `${fileType}${part}`,
  fileType,
  part,
  seconds,
  hasPicture: true,
  hasSound: true,
})
const three = makeTimeline([film('Hd', 1, 100), film('Aux', 1, 90), film('Hd', 2, 50), film('Aux', 3, 10)])

test('parts follow one another, each as long as its longest film', () => {
  expect(three.seconds).toBe(160)
  expect(three.parts.map(({ number, start, seconds }) => [number, start, seconds])).toEqual([
    [1, 0, 100],
    [2, 100, 50],
    [3, 150, 10],
  ])
  expect(three.parts[0]?.films.map(({ id }) => id)).toEqual(['Hd1', 'Aux1'])
})

test('parts are sorted for any order of files, and a missing one leaves no gap', () => {
  const { parts, seconds } = makeTimeline([film('Hd', 4, 5), film('Hd', 2, 7)])
  expect(parts.map(({ number, start }) => [number, start])).toEqual([
    [2, 0],
    [4, 7],
  ])
  expect(seconds).toBe(12)
})

test.each([
  [-5, 0, 0],
  [0, 0, 0],
  [99.9, 0, 99.9],
  [100, 1, 0],
  [149, 1, 49],
  [150, 2, 0],
  [155, 2, 5],
  [160, 2, 10],
  [1000, 2, 10],
])('%d s is in part %d at %d s', (time, index, offset) => {
  const place = placeAt(three, time)
  expect(place.index).toBe(index)
  expect(place.offset).toBeCloseTo(offset)
})

test('every time of a timeline maps to a position and back', () => {
  const lengths = fc.array(fc.double({ min: 0.1, max: 20_000, noNaN: true }), { minLength: 1, maxLength: 9 })
  fc.assert(
    fc.property(lengths, fc.double({ min: 0, max: 1, noNaN: true }), (seconds, fraction) => {
      const timeline = makeTimeline(seconds.map((length, n) => film('Hd', n + 1, length)))
      const time = fraction * timeline.seconds
      const { index, offset } = placeAt(timeline, time)
      const part = timeline.parts[index]
      expect(part).toBeDefined()
      expect((part?.start ?? NaN) + offset).toBeCloseTo(time, 6)
      expect(offset).toBeLessThanOrEqual((part?.seconds ?? NaN) + 1e-6)
    }),
  )
})

test('an empty timeline has only its start', () => {
  expect(placeAt(makeTimeline([]), 5)).toEqual({ index: 0, offset: 0 })
  expect(partBeside(makeTimeline([]), 5, 1)).toBeNull()
})

test.each<[number, -1 | 1, number | null]>([
  [0, -1, null],
  [2, -1, null],
  [10, -1, 0],
  [101, -1, 0],
  [120, -1, 100],
  [0, 1, 100],
  [120, 1, 150],
  [155, 1, null],
])('from %d s, the part %d away is at %s', (time, step, target) => {
  expect(partBeside(three, time, step)).toBe(target)
})

test.each([
  [3, []],
  [0, []],
  [5, [4, 5]],
])('of %d parts %j are missing', (known, missing) => {
  expect(partsMissing(three, known)).toEqual(missing)
})

describe('a film of a file', () => {
  const file = (change: Partial<WatchableFile> = {}): WatchableFile => ({
    id: '0'.repeat(32),
    fileType: 'Hd',
    part: 1,
    state: 'ready',
    seconds: 5,
    tracks: [
      { kind: 'picture', codec: 'avc1.64001f' },
      { kind: 'sound', codec: 'mp4a.40.2' },
    ],
    ...change,
  })
  it('has a picture, or would have if it were saved', () => {
    const sound = [{ kind: 'sound', codec: 'mp4a.40.2' } as const]
    const files = [
      file({ id: '1' }),
      file({ id: '2', fileType: 'Aux', state: 'missing', seconds: null, tracks: [] }),
      file({ id: '3', fileType: 'Audio', state: 'missing', seconds: null, tracks: [] }),
      file({ id: '4', fileType: 'Sd', tracks: sound }),
    ]
    const timeline = makeTimeline(files.flatMap((one) => filmOf(one, one.seconds) ?? []))
    expect(pictureTypes(timeline, files)).toEqual(['Hd', 'Aux'])
  })

  it.each<[string, Partial<WatchableFile>, number | null, [boolean, boolean] | null]>([
    ['both tracks', {}, 5, [true, true]],
    ['a picture alone', { tracks: [{ kind: 'picture', codec: '' }] }, 5, [true, false]],
    ['sound alone', { fileType: 'Hd', tracks: [{ kind: 'sound', codec: '' }] }, 5, [false, true]],
    ['no tracks named', { tracks: [] }, 5, [true, true]],
    ['no tracks named, audio', { fileType: 'Audio', tracks: [] }, 5, [false, true]],
    ['no length', {}, null, null],
    ['a length of 0', {}, 0, null],
    ['missing', { state: 'missing' }, 5, null],
    ['damaged', { state: 'damaged' }, 5, null],
  ])('%s', (_, change, seconds, expected) => {
    const found = filmOf(file(change), seconds)
    expect(found === null ? null : [found.hasPicture, found.hasSound]).toEqual(expected)
  })
})
