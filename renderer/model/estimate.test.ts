import { expect, test } from 'vitest'
import { sampleRecording } from '../../test/sample-recording.ts'
import { estimatedBytes, missingBytesOfAll, toOrdered } from './estimate.ts'

const MB = 1024 * 1024

test.each([
  [100, ['Hd'], 50 * MB],
  [100, ['hd', 'AUX'], 80 * MB],
  [100, [], 100 * MB],
  [100, ['Hd', 'Aux', 'Sd', 'Audio'], 100 * MB],
  [100, ['Other'], 0],
  [0, ['Hd'], 0],
  [null, ['Hd'], null],
])('%j MB of %j are about %j bytes', (sizeMB, types, bytes) => {
  expect(estimatedBytes({ sizeMB }, types)).toBe(bytes)
})

const NOTHING = () => []
const sizes = (...sizesMB: (number | null)[]) =>
  sizesMB.map((sizeMB, n) => sampleRecording({ confUUID: `u${n}`, sizeMB }))

test('recordings without a size count like the average', () => {
  expect(missingBytesOfAll(sizes(100, 300, null), ['Hd'], NOTHING)).toBe(300 * MB)
  expect(missingBytesOfAll(sizes(null), ['Hd'], NOTHING)).toBeNull()
  expect(missingBytesOfAll(sizes(0, null), ['Hd'], NOTHING)).toBeNull()
  expect(missingBytesOfAll([], ['Hd'], NOTHING)).toBe(0)
})

const file = (fileType: string, part = 1) => ({ fileType, part })

test.each([
  ['one type of two', [file('Aux')], 50 * MB],
  ['the type in another spelling', [file('HD')], 30 * MB],
  ['both types', [file('Hd'), file('Aux')], 0],
  ['a type that is not chosen', [file('Sd')], 80 * MB],
  ['both parts', [file('Hd'), file('Hd', 2)], 30 * MB],
  ['a type without its first part', [file('Hd', 2)], 80 * MB],
])('with %s here, only the rest is fetched', (_, here, bytes) => {
  expect(missingBytesOfAll(sizes(100), ['Hd', 'Aux'], () => here)).toBe(bytes)
})

test('a recording that is here does not count as an average one', () => {
  const hereOf = (confUUID: string) => (confUUID === 'u1' ? [file('Hd')] : [])
  expect(missingBytesOfAll(sizes(100, null, null), ['Hd'], hereOf)).toBe(100 * MB)
})

test('a row is ordered with a title that is not too long', () => {
  expect(toOrdered(sampleRecording({ subject: 'x'.repeat(300), sizeMB: 4 }), ['Hd'])).toEqual({
    ...{ confUUID: 'u1', title: 'x'.repeat(200), startTime: '2026-11-18T23:31:00Z', bytes: 2 * MB },
  })
})
