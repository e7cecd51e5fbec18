import { expect, test } from 'vitest'
import { sampleRecording } from '../../test/sample-recording.ts'
import { estimatedBytes, estimatedBytesOfAll, toOrdered } from './estimate.ts'

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

test('recordings without a size count like the average', () => {
  const sizes = (...sizesMB: (number | null)[]) => sizesMB.map((sizeMB) => sampleRecording({ sizeMB }))
  expect(estimatedBytesOfAll(sizes(100, 300, null), [])).toBe(600 * MB)
  expect(estimatedBytesOfAll(sizes(null), [])).toBeNull()
  expect(estimatedBytesOfAll(sizes(0, null), [])).toBeNull()
  expect(estimatedBytesOfAll([], [])).toBeNull()
})

test('a row is ordered with a title that is not too long', () => {
  expect(toOrdered(sampleRecording({ subject: 'x'.repeat(300), sizeMB: 4 }), ['Hd'])).toEqual({
    ...{ confUUID: 'u1', title: 'x'.repeat(200), startTime: '2026-11-18T23:31:00Z', bytes: 2 * MB },
  })
})
