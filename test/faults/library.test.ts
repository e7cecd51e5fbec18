import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { createIndexFile } from '../../main/library/index-file.ts'
import { itemLine } from '../../main/library/index-line.ts'
import { createLibrary } from '../../main/library/library.ts'
import { test } from '../fixtures.ts'
import { buildChild } from './built-child.ts'
import { savedFilm } from './library-film.ts'

let script = ''
test.beforeAll(async ({ sharedFolder }) => {
  script = await buildChild(new URL('library-child.ts', import.meta.url), sharedFolder)
})

interface Run {
  child: ChildProcess
  /** What it has printed, line by line. */
  lines: string[]
  ended: Promise<number | null>
}
function start(home: string, from: number, count: number): Run {
  const child = spawn(process.execPath, [script, home, String(from), String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  let rest = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
  })
  return { child, lines, ended: new Promise((resolve) => child.once('close', resolve)) }
}

/** Numbers of the files that a new process finds in the library. */
async function numbersIn(home: string): Promise<number[]> {
  const quarantined: string[] = []
  const library = createLibrary(home, (path) => quarantined.push(path))
  await library.load()
  expect(quarantined).toEqual([])
  return [...library.all()].map(({ bytes }) => bytes).toSorted((a, b) => a - b)
}

/** The same numbers between 0 and 1 for the same seed. */
function* random(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    yield state / 2 ** 31
  }
}
const times = random(20)
const upTo = (limit: number): number => Math.floor((times.next().value as number) * limit)
const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, n) => from + n)

test('what was added is there after the process was killed at any moment', async ({ home }) => {
  const added: number[] = []
  for (let round = 0; round < 12; round += 1) {
    const run = start(home, round * 1000, 1000)
    await expect.poll(() => run.lines.length).toBeGreaterThan(0)
    const wanted = 1 + upTo(60)
    await expect.poll(() => run.lines.length, { interval: 1 }).toBeGreaterThan(wanted)
    run.child.kill('SIGKILL')
    await run.ended
    expect(run.lines.filter((line) => line.startsWith('quarantined'))).toEqual([])
    added.push(...run.lines.filter((line) => line.startsWith('added')).map((line) => Number(line.slice(6))))
    const found = await numbersIn(home)
    expect(found).toEqual(expect.arrayContaining(added))
    // Of each round at most one more: the one that was being added.
    expect(found.length - added.length).toBeLessThanOrEqual(round + 1)
  }
})

test('a compaction that is killed loses nothing', async ({ home }) => {
  const path = join(home, 'library.jsonl')
  const silent = { onQuarantined: () => undefined, onTooNew: () => undefined }
  for (let round = 0; round < 8; round += 1) {
    const index = createIndexFile(path, silent)
    // Thousands of superseded lines: the first addition starts a compaction.
    await index.append((items) =>
      range(0, 3000).map((n) => {
        const known = items.entries(JSON.stringify(['recording', 'https://one.example', `u${n % 300}`]))
        return itemLine(known.length === 0 ? range((n % 300) * 10, 10).map(savedFilm) : known)
      }),
    )
    const run = start(home, 10_000 + round * 10, 1)
    await expect.poll(() => run.lines.length, { interval: 1 }).toBeGreaterThan(1)
    const until = performance.now() + upTo(40)
    while (performance.now() < until) await Promise.resolve()
    run.child.kill('SIGKILL')
    await run.ended
    const added = range(0, round + 1).map((n) => 10_000 + n * 10)
    expect(await numbersIn(home)).toEqual([...range(0, 3000), ...added])
  }
})

test('library.json of an earlier version is taken over whole, however often that is interrupted', async ({
  home,
}) => {
  const old = join(home, 'library.json')
  const count = 5000
  writeFileSync(old, JSON.stringify({ version: 1, entries: range(0, count).map(savedFilm) }))
  for (let round = 0; round < 8; round += 1) {
    const run = start(home, 0, 0)
    const until = performance.now() + 100 + upTo(400)
    while (performance.now() < until && run.lines.length === 0)
      await new Promise((resolve) => setImmediate(resolve))
    run.child.kill('SIGKILL')
    await run.ended
  }
  expect(await numbersIn(home)).toEqual(range(0, count))
  expect(existsSync(old)).toBe(false)
  const { size } = statSync(join(home, 'library.jsonl'))
  expect(await numbersIn(home)).toEqual(range(0, count))
  expect(statSync(join(home, 'library.jsonl')).size).toBe(size)
})

test('two processes that add to one recording at once lose no file', async ({ home }) => {
  const runs = [start(home, 0, 200), start(home, 200, 200), start(home, 95, 10)]
  expect(await Promise.all(runs.map(({ ended }) => ended))).toEqual([0, 0, 0])
  expect(await numbersIn(home)).toEqual(range(0, 400))
})
