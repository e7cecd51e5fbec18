import { expect, it } from 'vitest'
import { createScheduler, drained } from '../test/scheduler.ts'
import { limitConcurrency } from './limit-concurrency.ts'

it('runs up to the limit at once, in order, despite failures', async () => {
  const inTurn = limitConcurrency(2)
  const begun: number[] = []
  const ends: (() => void)[] = []
  let running = 0
  let most = 0
  const work = [0, 1, 2, 3, 4].map((n) =>
    inTurn(async () => {
      begun.push(n)
      most = Math.max(most, (running += 1))
      await new Promise<void>((resolve) => ends.push(resolve))
      running -= 1
      if (n === 1) throw new Error('one of them')
      return n
    }),
  )
  const ended = Promise.allSettled(work)
  while (begun.length < 5 || ends.length > 0) {
    ends.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect((await ended).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ])
  expect([begun, most]).toEqual([[0, 1, 2, 3, 4], 2])
})

it('passes a freed slot to the next waiting task, before a new one', async () => {
  const gates = createScheduler()
  const inTurn = limitConcurrency(1)
  const begun: string[] = []
  const work = (name: string): Promise<void> =>
    inTurn(async () => {
      begun.push(name)
      gates.hold(name)
      await gates.pass(name)
    })
  const first = work('first')
  const second = work('second')
  gates.release('first')
  await first
  const third = work('third')
  await drained()
  expect(begun).toEqual(['first', 'second'])
  gates.release('second')
  await second
  await drained()
  expect(begun).toEqual(['first', 'second', 'third'])
  gates.release('third')
  await third
})

it('keeps the order of tasks that arrive while others leave', async () => {
  const inTurn = limitConcurrency(1)
  const arrived: number[] = []
  const begun: number[] = []
  const work: Promise<void>[] = []
  const add = (n: number): void => {
    arrived.push(n)
    const task = inTurn(async () => {
      begun.push(n)
      if (n < 100) add(n + 100)
      await Promise.resolve()
    })
    work.push(task)
  }
  for (let n = 0; n < 100; n += 1) add(n)
  for (const task of work) await task
  expect(begun).toHaveLength(200)
  expect(begun).toEqual(arrived)
})

it('frees all slots once all tasks have ended', async () => {
  const inTurn = limitConcurrency(2)
  await Promise.all([inTurn(async () => 1), inTurn(async () => 2), inTurn(async () => 3)])
  const begun: number[] = []
  const ends: (() => void)[] = []
  const work = [0, 1, 2].map((n) =>
    inTurn(async () => {
      begun.push(n)
      await new Promise<void>((resolve) => ends.push(resolve))
      return n
    }),
  )
  await new Promise((resolve) => setImmediate(resolve))
  expect(begun).toEqual([0, 1])
  ends.shift()?.()
  await new Promise((resolve) => setImmediate(resolve))
  expect(begun).toEqual([0, 1, 2])
  for (const end of ends) end()
  expect(await Promise.all(work)).toEqual([0, 1, 2])
})
