import { expect, test } from 'vitest'
import type { ListedRecordings } from '../interfaces.ts'
import { saysOf } from './only-copy.ts'

const list: ListedRecordings = {
  ...{ site: 's', enterpriseId: 'e', isOfAllUsers: true, isWhole: true },
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-10-31T23:59:59.999Z',
  confUUIDs: new Set(['there']),
}
type Recording = Parameters<typeof saysOf>[1]
const recording: Recording = {
  ...{ site: 's', enterpriseId: 'e', confUUID: 'gone' },
  start: '2026-10-15T08:00:00.000Z',
}

test.each<[string, Partial<Recording>, Partial<ListedRecordings>, ReturnType<typeof saysOf>]>([
  ['one that a whole list does not have is gone', {}, {}, 'gone'],
  ['one that is in the list is listed', { confUUID: 'there' }, {}, 'listed'],
  ['also in a list that is not whole', { confUUID: 'there' }, { isWhole: false }, 'listed'],
  ['also in the list of another enterprise', { confUUID: 'there', enterpriseId: 'o' }, {}, 'listed'],
  ['also outside of the period', { confUUID: 'there', start: '2026-01-01T00:00:00Z' }, {}, 'listed'],
  ['a list that is not whole says nothing of others', {}, { isWhole: false }, null],
  ['nor does one of another enterprise', {}, { enterpriseId: 'o' }, null],
  ['nor does one of another site', {}, { site: 'o' }, null],
  ['nor for the same ID at another site', { confUUID: 'there', site: 'o' }, {}, null],
  ['nor of a recording without a start', { start: '' }, {}, null],
  ['nor of one before its period', { start: '2026-09-30T23:59:59Z' }, {}, null],
  ['nor of one on the first day, by any clock', { start: '2026-10-01T23:59:59Z' }, {}, null],
  ['but of one a day later', { start: '2026-10-02T00:00:00Z' }, {}, 'gone'],
  ['but of one a day before the end', { start: '2026-10-30T23:59:59Z' }, {}, 'gone'],
  ['nor of one on the last day', { start: '2026-10-31T00:00:01Z' }, {}, null],
  ['nor of one after its period', { start: '2026-11-01T00:00:00Z' }, {}, null],
  ['nor does a period that cannot be read', {}, { from: '' }, null],
])('%s', (_what, ofRecording, ofList, says) => {
  expect(saysOf({ ...list, ...ofList }, { ...recording, ...ofRecording })).toBe(says)
})
