import { expect, test, vi } from 'vitest'
import { createEmitter } from '../../contract/emitter.ts'
import { shareInFlight } from './in-flight.ts'

function sharing() {
  const changes = createEmitter<[never]>()
  const share = shareInFlight<number>({ onChange: changes.on })
  const answers: ((value: number) => void)[] = []
  const ask = vi.fn(() => new Promise<number>((resolve) => answers.push(resolve)))
  return { share, ask, answers, change: () => changes.emit(undefined as never) }
}

test('a running request is shared by its key, and asked again once it has ended', async () => {
  const { share, ask, answers } = sharing()
  const both = [share('a', ask), share('a', ask), share('b', ask)]
  expect(ask).toHaveBeenCalledTimes(2)
  answers.forEach((answer, n) => answer(n))
  expect(await Promise.all(both)).toEqual([0, 0, 1])
  void share('a', ask)
  expect(ask).toHaveBeenCalledTimes(3)
})

test('a failure is shared, and not remembered', async () => {
  const { share } = sharing()
  const ask = vi.fn(async (): Promise<number> => {
    throw new Error('no')
  })
  const both = [share('a', ask), share('a', ask)]
  for (const one of both) await expect(one).rejects.toThrow('no')
  await expect(share('a', ask)).rejects.toThrow('no')
  expect(ask).toHaveBeenCalledTimes(2)
})

test('a request of an earlier session is not shared, and its end leaves the later one', async () => {
  const { share, ask, answers, change } = sharing()
  const before = share('a', ask)
  change()
  void share('a', ask)
  expect(ask).toHaveBeenCalledTimes(2)
  answers[0]?.(1)
  await before
  void share('a', ask)
  expect(ask).toHaveBeenCalledTimes(2)
})
