import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { withFileLock, acquireLock } from './file-lock.ts'

const somewhere = (): string => join(tmpdir(), randomUUID())

it('one holder at a time locks a path', async () => {
  const path = somewhere()
  const unlock = await acquireLock(path)
  expect(unlock).not.toBeNull()
  expect(await acquireLock(path)).toBeNull()
  const other = await acquireLock(somewhere())
  await other?.()
  await unlock?.()
  const again = await acquireLock(path)
  expect(again).not.toBeNull()
  await again?.()
})

it('tasks at one path run one after another, and a failed one releases the lock', async () => {
  const path = somewhere()
  const steps: string[] = []
  const work = (name: string) => async () => {
    steps.push(`${name} begins`)
    await new Promise((resolve) => setImmediate(resolve))
    steps.push(`${name} ends`)
    if (name === 'b') throw new Error(name)
    return name
  }
  const all = await Promise.allSettled(['a', 'b', 'c'].map((name) => withFileLock(path, 20_000, work(name))))
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  for (let n = 0; n < steps.length; n += 2) expect(steps[n + 1]).toBe(steps[n]?.replace('begins', 'ends'))
})

it('waiting for the lock times out', async () => {
  const path = somewhere()
  const unlock = await acquireLock(path)
  expect(await withFileLock(path, 50, async () => 'done')).toBe('done')
  await unlock?.()
})
