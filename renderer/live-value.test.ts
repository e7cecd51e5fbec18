import { expect, test } from 'vitest'
import { AppError } from '../contract/errors.ts'
import { createLiveValue } from './live-value.ts'

/** A main process in miniature: a number, its events, and answers given when the test says so. */
function fakeMain() {
  const answers: ((give: number | Error) => void)[] = []
  let tell: (change: number) => void = () => undefined
  const live = createLiveValue<number[], number>({
    load: () =>
      new Promise((resolve, reject) =>
        answers.push((give) => (typeof give === 'number' ? resolve([give]) : reject(give))),
      ),
    listen: (heard) => {
      tell = heard
      return () => undefined
    },
    merge: (value, change) => [...value, change],
  })
  live.subscribe(() => undefined)
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  return {
    live,
    asked: () => answers.length,
    tell: (change: number) => tell(change),
    /** Answers one request; the newest unless `which` counts from the first. */
    answer: async (give: number | Error, which = -1) => {
      answers.at(which)?.(give)
      await settle()
    },
  }
}

test('the snapshot, then every change', async () => {
  const main = fakeMain()
  expect(main.live.get()).toEqual({ status: 'loading' })
  await main.answer(1)
  main.tell(2)
  expect(main.live.get()).toEqual({ status: 'ready', value: [1, 2] })
})

test('a change during the snapshot asks for a new one, so neither is older than the other', async () => {
  const main = fakeMain()
  main.tell(7)
  await main.answer(1)
  expect(main.asked()).toBe(2)
  expect(main.live.get()).toEqual({ status: 'loading' })
  await main.answer(7)
  expect(main.live.get()).toEqual({ status: 'ready', value: [7] })
})

test('changes that never stop do not keep the value away', async () => {
  const main = fakeMain()
  for (let round = 1; round <= 5; round += 1) {
    main.tell(round * 10)
    await main.answer(round)
  }
  expect(main.live.get()).toEqual({ status: 'ready', value: [5, 50] })
})

test('a failed snapshot is a state of its own, and asking again heals it', async () => {
  const main = fakeMain()
  await main.answer(new AppError('INTERNAL', { detail: 'no' }))
  expect(main.live.get()).toEqual({ status: 'failed', failure: { code: 'INTERNAL', detail: 'no' } })
  const again = main.live.reload()
  await main.answer(3)
  await again
  expect(main.live.get()).toEqual({ status: 'ready', value: [3] })
})

test('an older reload that is answered last does not replace the newer snapshot', async () => {
  const main = fakeMain()
  void main.live.reload()
  await main.answer(2, 1)
  await main.answer(1, 0)
  expect(main.live.get()).toEqual({ status: 'ready', value: [2] })
})

test('an older reload that fails last does not replace the newer snapshot', async () => {
  const main = fakeMain()
  void main.live.reload()
  await main.answer(2, 1)
  await main.answer(new AppError('INTERNAL'), 0)
  expect(main.live.get()).toEqual({ status: 'ready', value: [2] })
})

test('an older reload that fails first leaves the newer one under way', async () => {
  const main = fakeMain()
  void main.live.reload()
  await main.answer(new AppError('INTERNAL'), 0)
  expect(main.live.get()).toEqual({ status: 'loading' })
  main.tell(7)
  await main.answer(2, 1)
  expect(main.asked()).toBe(3)
  await main.answer(7, 2)
  expect(main.live.get()).toEqual({ status: 'ready', value: [7] })
})

test('listeners hear of it, and none after they have left', async () => {
  const main = fakeMain()
  let heard = 0
  const leave = main.live.subscribe(() => {
    heard += 1
  })
  await main.answer(1)
  leave()
  main.live.replace([9])
  expect(heard).toBe(1)
  expect(main.live.get()).toEqual({ status: 'ready', value: [9] })
})
