import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { deadline } from './deadline.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

test('fires even after garbage collection', async () => {
  const { signal } = deadline(100, new AbortController().signal)
  const came = new Promise<string>((resolve) =>
    signal.addEventListener('abort', () => resolve((signal.reason as Error).name)),
  )
  await new Promise((resolve) => setTimeout(resolve, 10))
  collectGarbage()
  expect(await came).toBe('TimeoutError')
})

test('follows another signal, even one already aborted', () => {
  const outer = new AbortController()
  const before = deadline(10_000, outer.signal)
  outer.abort('enough')
  const after = deadline(10_000, outer.signal)
  expect([before.signal.reason, after.signal.reason]).toEqual(['enough', 'enough'])
  before.clear()
  after.clear()
})

test('never fires once cleared', async () => {
  const outer = new AbortController()
  const { signal, clear } = deadline(20, outer.signal)
  clear()
  outer.abort()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(signal.aborted).toBe(false)
})
