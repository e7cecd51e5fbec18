import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { link, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { acquireLock, withFileLock } from './file-lock.ts'
import { type LockRecord, startOf, whoAmI } from './lock-holder.ts'

/** A silent holder is given up after a tenth of a second. */
const QUICK = { beatMs: 10, silentMs: 100 }
/** No holder falls silent within a test. */
const PATIENT = { beatMs: 10, silentMs: 1e6 }

let folder: string
let path: string
test.beforeEach(({ folder: made }) => {
  folder = made
  path = join(folder, 'film.mp4.part')
})

const recordOf = async (change: Partial<LockRecord>): Promise<string> =>
  JSON.stringify({ version: 1, id: 'x', beat: '0', ...(await whoAmI()), ...change } satisfies LockRecord)
const plant = async (change: Partial<LockRecord>): Promise<void> =>
  await writeFile(`${path}.lock`, await recordOf(change))

test('one holder at a time locks a path, and leaves nothing behind', async () => {
  const lock = await acquireLock(path)
  expect(lock).toMatchObject({ isFromSilentHolder: false })
  expect(await acquireLock(path)).toBeNull()
  const other = await acquireLock(join(folder, 'other'))
  expect(other).not.toBeNull()
  await other?.unlock()
  await lock?.unlock()
  const again = await acquireLock(path)
  expect(again).not.toBeNull()
  await again?.unlock()
  expect(await readdir(folder)).toEqual([])
})

test('a running process keeps its lock however silent it is, and loses it when it is killed', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6); console.log(1)'])
  await once(child.stdout, 'data')
  const { pid = 0 } = child
  const started = await startOf(pid)
  await plant({ pid, started })
  // Without start times, a silent process cannot be told from another one with its id.
  if (started !== '') expect(await acquireLock(path, QUICK)).toBeNull()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lock = await acquireLock(path, PATIENT)
  expect(lock).toMatchObject({ isFromSilentHolder: false })
  await lock?.unlock()
  expect(await readdir(folder)).toEqual([])
})

test('a holder elsewhere keeps its lock while it beats', async () => {
  const beats = setInterval(() => void plant({ machine: 'elsewhere', beat: String(Math.random()) }), 5)
  await expect.poll(() => readdir(folder)).toEqual(['film.mp4.part.lock'])
  // It is seen at the first beat: otherwise this would wait for days.
  expect(await acquireLock(path, { beatMs: 10, silentMs: 60_000 })).toBeNull()
  clearInterval(beats)
})

test('a holder elsewhere that falls silent loses its lock, and may still exist', async () => {
  await plant({ machine: 'elsewhere' })
  const lock = await acquireLock(path, QUICK)
  expect(lock).toMatchObject({ isFromSilentHolder: true })
  expect(await lock?.isHeld()).toBe(true)
  await lock?.unlock()
  expect(await readdir(folder)).toEqual([])
})

test('a held lock beats', async () => {
  const lock = await acquireLock(path, QUICK)
  const beat = async (): Promise<string> =>
    (JSON.parse(await readFile(`${path}.lock`, 'utf8')) as LockRecord).beat
  const first = await beat()
  await expect.poll(beat).not.toBe(first)
  await lock?.unlock()
})

describe('a lock that was taken over', () => {
  test('is noticed, and is neither overwritten nor removed', async () => {
    const lock = await acquireLock(path, QUICK)
    expect(await lock?.isHeld()).toBe(true)
    const theirs = await recordOf({ machine: 'elsewhere' })
    await rm(`${path}.lock`)
    await writeFile(`${path}.lock`, theirs)
    expect(await lock?.isHeld()).toBe(false)
    await lock?.unlock()
    expect(await readFile(`${path}.lock`, 'utf8')).toBe(theirs)
  })

  test('or removed, is no longer held', async () => {
    const lock = await acquireLock(path, QUICK)
    await rm(`${path}.lock`)
    expect(await lock?.isHeld()).toBe(false)
    await lock?.unlock()
  })
})

test('of many who find a lock without a holder, one gets it', async () => {
  await plant({ started: 'long ago', thread: 99, pid: process.pid })
  if ((await whoAmI()).started === '') await plant({})
  const locks = await Promise.all(Array.from({ length: 20 }, () => acquireLock(path, PATIENT)))
  const held = await Promise.all(locks.map(async (lock) => (await lock?.isHeld()) ?? false))
  expect(held.filter(Boolean)).toHaveLength(1)
  for (const lock of locks) await lock?.unlock()
  expect(await readdir(folder)).toEqual([])
})

test('whoever locks first after a holder that is gone knows that it left something, however many try', async () => {
  for (let round = 0; round < 30; round += 1) {
    await plant({ started: 'long ago', thread: 99, pid: process.pid })
    // Some come while another removes the lock, and find none.
    const tries = Array.from({ length: 8 }, async (_, n) => {
      for (let turn = 0; turn < n * 8; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      return await acquireLock(path, PATIENT)
    })
    const locks = (await Promise.all(tries)).filter((lock) => lock !== null)
    expect(locks.length).toBeGreaterThan(0)
    for (const lock of locks) expect(lock).toMatchObject({ isTakenOver: true, isFromSilentHolder: false })
    for (const lock of locks) await lock.unlock()
    expect(await readdir(folder)).toEqual([])
  }
})

test.for([
  ['silent', true],
  ['', false],
] as const)('a mark of a holder before is read and removed: %j', async ([text, isFromSilentHolder]) => {
  await writeFile(`${path}.lock.left`, text)
  const lock = await acquireLock(path)
  expect(lock).toMatchObject({ isTakenOver: true, isFromSilentHolder })
  await lock?.unlock()
  expect(await readdir(folder)).toEqual([])
  const next = await acquireLock(path)
  expect(next).toMatchObject({ isTakenOver: false, isFromSilentHolder: false })
  await next?.unlock()
})

describe('in place of a lock file', () => {
  test.for([
    ['an empty file', (at: string) => writeFile(at, '')],
    ['another program’s file', (at: string) => writeFile(at, '{"a":1}')],
    ['a folder', (at: string) => mkdir(at)],
    ['a link', (at: string) => symlink('/dev/zero', at)],
  ] as const)('%s does not lock for good', async ([, put]) => {
    await put(`${path}.lock`)
    const lock = await acquireLock(path, QUICK)
    expect(await lock?.isHeld()).toBe(true)
    await lock?.unlock()
  })

  test('a second name of a user’s file leaves that file as it was', async () => {
    await writeFile(join(folder, 'user'), 'private')
    await link(join(folder, 'user'), `${path}.lock`)
    const lock = await acquireLock(path, QUICK)
    expect(lock).not.toBeNull()
    await lock?.unlock()
    expect(await readFile(join(folder, 'user'), 'utf8')).toBe('private')
  })
})

test('rejects where the file could not be written either', async () => {
  await expect(acquireLock(join(folder, 'gone', 'film'))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('tasks at one path run one after another, and a failed one releases the lock', async () => {
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

test('waiting for the lock times out', async () => {
  const lock = await acquireLock(path)
  expect(await withFileLock(path, 50, async () => 'done')).toBe('done')
  await lock?.unlock()
})

test('a task in a folder that does not exist runs, and reports that itself', async () => {
  expect(await withFileLock(join(folder, 'gone', 'x'), 50, async () => 'done')).toBe('done')
})
