import { QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import { createQueryClient } from '../queries.ts'
import { createEventQuery } from './event-query.ts'

/** A minimal main process: a list of numbers, its events, and answers released by the test. */
function fakeMain() {
  const answers: ((give: number | Error) => void)[] = []
  let tell: (change: number) => void = () => undefined
  let subscriptions = 0
  const client = createQueryClient()
  const query = createEventQuery<number[], number>(
    {
      queryKey: ['numbers'],
      load: () =>
        new Promise((resolve, reject) =>
          answers.push((give) => (typeof give === 'number' ? resolve([give]) : reject(give))),
        ),
      listen: (onChange) => {
        subscriptions += 1
        tell = onChange
        return () => undefined
      },
      merge: (value, change) => [...value, change],
    },
    client,
  )
  const observer = new QueryObserver(client, query.options)
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  return {
    query,
    observer,
    state: () => {
      const { data, error } = observer.getCurrentResult()
      return error ?? data
    },
    asked: () => answers.length,
    subscriptions: () => subscriptions,
    tell: (change: number) => tell(change),
    /** Answers one request; the newest unless `which` counts from the first. */
    answer: async (give: number | Error, which = -1) => {
      answers.at(which)?.(give)
      await settle()
    },
  }
}

function startedMain() {
  const main = fakeMain()
  main.observer.subscribe(() => undefined)
  return main
}

test('returns the snapshot, then every change', async () => {
  const main = startedMain()
  expect(main.state()).toBeUndefined()
  await main.answer(1)
  main.tell(2)
  expect(main.state()).toEqual([1, 2])
})

test('a change during the snapshot requests a new one, so that neither is stale', async () => {
  const main = startedMain()
  main.tell(7)
  await main.answer(1)
  expect(main.asked()).toBe(2)
  expect(main.state()).toBeUndefined()
  await main.answer(7)
  expect(main.state()).toEqual([7])
})

test('endless changes do not block the value', async () => {
  const main = startedMain()
  for (let round = 1; round <= 5; round += 1) {
    main.tell(round * 10)
    await main.answer(round)
  }
  expect(main.state()).toEqual([5, 50])
})

test('a failed snapshot is an error state, and a retry recovers', async () => {
  const main = startedMain()
  await main.answer(new AppError('INTERNAL', { detail: 'no' }))
  expect(main.state()).toMatchObject({ code: 'INTERNAL' })
  const again = main.query.reload()
  await main.answer(3)
  await again
  expect(main.state()).toEqual([3])
  expect(main.subscriptions()).toBe(1)
})

test('an older reload that resolves last does not replace the newer snapshot', async () => {
  const main = startedMain()
  await main.answer(1)
  void main.query.reload()
  void main.query.reload()
  expect(main.asked()).toBe(3)
  await main.answer(3, 2)
  await main.answer(2, 1)
  expect(main.state()).toEqual([3])
})

test('an older reload that fails last does not replace the newer snapshot', async () => {
  const main = startedMain()
  await main.answer(1)
  void main.query.reload()
  void main.query.reload()
  await main.answer(3, 2)
  await main.answer(new AppError('INTERNAL'), 1)
  expect(main.state()).toEqual([3])
})

test('an older reload that fails first leaves the newer one pending', async () => {
  const main = startedMain()
  await main.answer(1)
  void main.query.reload()
  void main.query.reload()
  await main.answer(new AppError('INTERNAL'), 1)
  expect(main.state()).toEqual([1])
  main.tell(7)
  await main.answer(2, 2)
  expect(main.asked()).toBe(4)
  await main.answer(7, 3)
  expect(main.state()).toEqual([7])
})

test('an older reload that resolves first takes no change from the newer one', async () => {
  const main = startedMain()
  await main.answer(1)
  void main.query.reload()
  main.tell(5)
  void main.query.reload()
  await main.answer(2, 1)
  main.tell(7)
  await main.answer(3, 2)
  expect(main.asked()).toBe(4)
  await main.answer(7, 3)
  expect(main.state()).toEqual([7])
})

test('two requests for the first snapshot are merged', async () => {
  const main = startedMain()
  void main.query.reload()
  expect(main.asked()).toBe(1)
  await main.answer(2)
  expect(main.state()).toEqual([2])
})

test('a value returned by a call replaces the snapshot, and wins over an earlier request', async () => {
  const main = startedMain()
  await main.answer(1)
  void main.query.reload()
  main.query.replace([9])
  expect(main.state()).toEqual([9])
  await main.answer(1)
  expect(main.asked()).toBe(3)
  await main.answer(9)
  expect(main.state()).toEqual([9])
})

test('a value returned by a call recovers a failed snapshot', async () => {
  const main = startedMain()
  await main.answer(new AppError('INTERNAL'))
  main.query.replace([9])
  expect(main.state()).toEqual([9])
})

test('a value set before its first reader is kept up to date too', async () => {
  const main = fakeMain()
  main.query.replace([9])
  main.tell(10)
  main.observer.subscribe(() => undefined)
  expect(main.asked()).toBe(0)
  expect(main.state()).toEqual([9, 10])
  expect(main.subscriptions()).toBe(1)
})

test('a listener that has unsubscribed is not called', async () => {
  const main = fakeMain()
  let heard = 0
  const unsubscribe = main.observer.subscribe(() => {
    heard += 1
  })
  await main.answer(1)
  const before = heard
  expect(before).toBeGreaterThan(0)
  unsubscribe()
  main.query.replace([9])
  await main.answer(0)
  expect(heard).toBe(before)
})
