import { expect, test } from 'vitest'
import { isStoppingEarly, isWorthAskingWhole, nextStops, noStops, stopsEarly } from './stops.ts'

const once = { at: 9, times: 1 }
test.each([
  ['the first time', noStops, 9, 9, once],
  ['again', once, 9, 9, { at: 9, times: 2 }],
  ['at another byte', { at: 5, times: 2 }, 9, 9, once],
  ['before the end of the bytes on disk', once, 8, 9, noStops],
  ['before any byte', once, 0, 0, noStops],
  ['after new bytes, or without a body', once, undefined, 9, once],
])('a body that stops %s', (_, before, stoppedAt, written, after) => {
  expect(nextStops(before, stoppedAt, written)).toEqual(after)
})

test('the third request is for the whole file, and the last one', () => {
  expect([1, 2, 3].map((times) => isWorthAskingWhole({ at: 9, times }))).toEqual([false, true, false])
  expect([1, 2, 3].map((times) => isStoppingEarly({ at: 9, times }))).toEqual([false, false, true])
  expect(stopsEarly(9, 20)).toMatchObject({ code: 'STOPS_EARLY', params: { bytes: 9, total: 20 } })
  expect(stopsEarly(9, null).params).toEqual({ bytes: 9 })
})
