import { expect, it } from 'vitest'
import { beyond } from './disk-admission.ts'

const file = (
  id: string,
  totalBytes: number | null,
  state: 'waiting' | 'running' | 'paused' = 'waiting',
) => ({
  id,
  state,
  totalBytes,
  receivedBytes: 0,
})

it('finds what has no room once all before it have come', () => {
  expect(beyond([file('a', 400), file('b', 400), file('c', 400)], 1000)).toEqual(['c'])
  expect(beyond([file('a', 400), file('b', 900), file('c', 400)], 1000)).toEqual(['b'])
})

it('counts what still has to come, and nothing of what is paused or unknown', () => {
  expect(beyond([{ ...file('a', 900, 'running'), receivedBytes: 800 }, file('b', 900)], 1000)).toEqual([])
  expect(beyond([file('a', 900, 'paused'), file('b', null), file('c', 900)], 1000)).toEqual([])
})

it('leaves what runs alone', () => {
  expect(beyond([file('a', 2000, 'running')], 1000)).toEqual([])
})
