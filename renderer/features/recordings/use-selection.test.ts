import { expect, test } from 'vitest'
import { sampleRecording } from '../../../test/sample-recording.ts'
import type { StateKey } from '../../model/recording-state.ts'
import { rowsOf, selectableOf } from './use-selection.ts'

const row = (confUUID: string, subject = '') => sampleRecording({ confUUID, subject })

test('a selected row is kept while it is not in view, and updated while it is', () => {
  const before = new Map([
    ['a', row('a', 'old')],
    ['b', row('b')],
    ['c', row('c')],
  ])
  const rows = rowsOf(
    { ids: new Set(['a', 'b', 'd']), anchor: null },
    [row('a', 'new'), row('d'), row('e')],
    before,
  )
  expect([...rows.values()]).toEqual([row('a', 'new'), row('b'), row('d')])
})

test('selects what can be downloaded now or soon, and counts what cannot', () => {
  const states: StateKey[] = ['ready', 'transcoding', 'saved', 'unavailable', 'noPermission', 'unavailable']
  const { ids, leftOut } = selectableOf(
    states.map((_, index) => row(`${index}`)),
    ({ confUUID }) => states[Number(confUUID)] ?? 'ready',
  )
  expect(ids).toEqual(['0', '1', '2'])
  expect(leftOut).toEqual({ unavailable: 2, noPermission: 1 })
})
