import { expect, test, vi } from 'vitest'
import { createThumbnailQueue } from './thumbnail-queue.ts'

/** A maker whose pictures the test releases. */
function steered() {
  const begun: string[] = []
  const release = new Map<string, (picture: string | null) => void>()
  const signals: AbortSignal[] = []
  const queue = createThumbnailQueue((id, signal) => {
    begun.push(id)
    signals.push(signal)
    return new Promise((resolve) => release.set(id, resolve))
  })
  queue.open()
  const finish = async (id: string, picture: string | null = `picture of ${id}`) => {
    release.get(id)?.(picture)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { queue, begun, finish, signals }
}

test('one is made at a time, and the last request is the next', async () => {
  const { queue, begun, finish } = steered()
  const onMade = vi.fn()
  for (const id of ['a', 'b', 'c']) queue.request(id, onMade)
  expect(begun).toEqual(['a'])
  await finish('a')
  expect(begun).toEqual(['a', 'c'])
  await finish('c')
  await finish('b')
  expect(onMade.mock.calls.flat()).toEqual(['picture of a', 'picture of c', 'picture of b'])
})

test('a row that has gone is not made, and a film without a picture only once', async () => {
  const { queue, begun, finish } = steered()
  queue.request('a', vi.fn())
  const withdraw = queue.request('b', vi.fn())
  withdraw()
  await finish('a', null)
  queue.request('a', vi.fn())
  expect(begun).toEqual(['a'])
})

test('closing stops the one that is being made, and all others', async () => {
  const { queue, begun, finish, signals } = steered()
  const onMade = vi.fn()
  queue.request('a', onMade)
  queue.request('b', onMade)
  queue.close()
  expect(signals[0]?.aborted).toBe(true)
  await finish('a')
  expect(begun).toEqual(['a'])
  expect(onMade).not.toHaveBeenCalled()
})
