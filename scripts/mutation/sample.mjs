import { existsSync } from 'node:fs'
import { at } from '../built.mjs'
import { filesOf, linesWithCode, PARTS } from './parts.mjs'

/** The test file beside a file. */
export const testBeside = (file) => file.replace(/\.tsx?$/, '.test.ts')

/** Mulberry32: numbers from 0 to 1, the same for the same seed on every system. */
export function seeded(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * `count` lines, from each part in turn, of files that have a test file beside them: only that one is run, which
 * keeps a sample short.
 *
 * @returns what Stryker's `mutate` takes (`file:line-line`), and the test files.
 */
export function sampleOf(count, seed) {
  const random = seeded(seed)
  const pools = Object.keys(PARTS).map((part) =>
    (filesOf(part) ?? [])
      .filter((file) => existsSync(at(testBeside(file))))
      .flatMap((file) => linesWithCode(file).map((line) => ({ file, line }))),
  )
  const drawn = []
  for (let n = 0; drawn.length < count && pools.some(({ length }) => length > 0); n += 1) {
    const pool = pools[n % pools.length]
    if (pool.length > 0) drawn.push(...pool.splice(Math.floor(random() * pool.length), 1))
  }
  return {
    mutate: drawn.map(({ file, line }) => `${file}:${line}-${line}`),
    testFiles: [...new Set(drawn.map(({ file }) => testBeside(file)))],
  }
}
