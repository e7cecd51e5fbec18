import { expect, test, vi } from 'vitest'
import { limitBoxes } from './limit-boxes.ts'

function limited() {
  let time = 1000
  let lastAt = -Infinity
  const showBox = limitBoxes({ lastAt: () => lastAt }, () => time)
  const show = vi.fn(async (answer: boolean) => answer)
  return {
    ask: (kind: string, answer: boolean) => showBox(kind, false, () => show(answer)),
    showBox,
    show,
    press: () => void (lastAt = time),
    pass: (ms: number) => void (time += ms),
  }
}

test('a refused box is not repeated without the user', async () => {
  const { ask, show, press, pass } = limited()
  press()
  expect(await ask('site', false)).toBe(false)
  pass(1)
  // 10,000 questions of a page in a loop.
  for (let asked = 0; asked < 10_000; asked += 1) expect(await ask('site', true)).toBe(false)
  expect(show).toHaveBeenCalledOnce()

  press()
  expect(await ask('site', true)).toBe(true)
  expect(await ask('site', true)).toBe(true)
})

test('another kind of box is shown, and the same one after a pause', async () => {
  const { ask, pass } = limited()
  await ask('site', false)
  expect(await ask('folder', true)).toBe(true)
  pass(9999)
  expect(await ask('site', true)).toBe(false)
  pass(1)
  expect(await ask('site', true)).toBe(true)
})

test('boxes do not stack: while one is open, another is refused and its answer is not used', async () => {
  const { ask, showBox, show } = limited()
  let resolve = (_answer: boolean): void => undefined
  const promise = new Promise<boolean>((settle) => (resolve = settle))
  const first = showBox('site', false, () => promise)
  const others = Array.from({ length: 10_000 }, () => ask('proxy', true))
  resolve(true)
  expect(await first).toBe(true)
  expect(new Set(await Promise.all(others))).toEqual(new Set([false]))
  expect(show).not.toHaveBeenCalled()
})

test('a box that cannot be shown blocks no later one', async () => {
  const { ask, showBox } = limited()
  await expect(showBox('site', false, () => Promise.reject(new Error('no display')))).rejects.toThrow()
  expect(await ask('site', true)).toBe(true)
})
