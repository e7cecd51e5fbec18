import { expect, test } from 'vitest'
import { nextWork } from './next-work.ts'

const at = (...ranks: number[]) => ranks.map((rank) => ({ id: `${rank}`, rank }))
const CASES: [
  name: string,
  queue: Partial<Parameters<typeof nextWork>[0]>,
  start: string[],
  lookUp: string[],
][] = [
  ['nothing', {}, [], []],
  ['files start in order', { files: at(1, 2, 3), free: 2 }, ['1', '2'], []],
  [
    'recordings are looked up a few at a time',
    { recordings: at(1, 2, 3, 4, 5, 6) },
    [],
    ['1', '2', '3', '4'],
  ],
  ['those being looked up count', { recordings: at(5, 6), lookingUp: 3 }, [], ['5']],
  ['and no more than the lead', { recordings: at(5, 6, 7), parallelFiles: 1 }, [], ['5', '6']],
  ['a full lead asks for nothing', { files: at(1, 2, 3, 4), recordings: at(9) }, [], []],
  [
    'files that start do not count',
    { files: at(1, 2, 3, 4), free: 2, recordings: at(8, 9, 10) },
    ['1', '2'],
    ['8', '9'],
  ],
  [
    'a recording moved to the top comes before ready files',
    { files: at(5, 6, 7, 8), recordings: at(1, 9) },
    [],
    ['1'],
  ],
  ['without parallel files one is kept ready', { recordings: at(1, 2, 3), parallelFiles: 0 }, [], ['1', '2']],
]
test.each(CASES)('%s', (_, queue, start, lookUp) => {
  const usual = { files: [], recordings: [], free: 0, lookingUp: 0, parallelFiles: 2 }
  expect(nextWork({ ...usual, ...queue })).toEqual({ start, lookUp })
})

test('reads no further than needed', () => {
  let read = 0
  function* endless() {
    for (let rank = 1; ; rank += 1) {
      read += 1
      yield { id: `${rank}`, rank }
    }
  }
  nextWork({ files: endless(), recordings: endless(), free: 2, lookingUp: 0, parallelFiles: 2 })
  expect(read).toBeLessThan(20)
})
