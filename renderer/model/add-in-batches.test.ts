import { expect, test } from 'vitest'
import { addInBatches } from './add-in-batches.ts'

const ids = Array.from({ length: 20 }, (_, n) => `r${n}`)
const failure = { code: 'NO_PERMISSION' } as const
const never = new AbortController().signal

test('sums up the results of all batches, and reports progress', async () => {
  const asked: string[] = []
  const done: number[] = []
  const result = await addInBatches(
    ids,
    async (batch) => {
      asked.push(...batch)
      return { added: batch.length - 1, known: 1, failed: [{ confUUID: batch[0] ?? '', failure }] }
    },
    (count) => done.push(count),
    never,
  )
  expect(asked).toEqual(ids)
  expect(done).toEqual([8, 16, 20])
  expect(result).toMatchObject({ added: 17, known: 3, notAsked: [], error: null })
  expect(result.failed.map(({ confUUID }) => confUUID)).toEqual(['r0', 'r8', 'r16'])
})

test('stopping keeps what was queued before', async () => {
  const stop = new AbortController()
  const add = async (batch: string[]) => ({ added: batch.length, known: 0, failed: [] })
  const result = await addInBatches(ids, add, () => stop.abort(), stop.signal)
  expect(result).toMatchObject({ added: 8, notAsked: ids.slice(8), error: null })
})

test('an error does too, and is reported', async () => {
  const error = new Error('no folder')
  let calls = 0
  const add = async (batch: string[]) => {
    calls += 1
    if (calls === 2) throw error
    return { added: batch.length, known: 0, failed: [] }
  }
  expect(await addInBatches(ids, add, () => undefined, never)).toMatchObject({
    added: 8,
    notAsked: ids.slice(8),
    error,
  })
})
