import { existsSync } from 'node:fs'
import { at } from '../built.mjs'
import { seeded } from '../seeded-random.mjs'
import { filesOf, linesWithCode, PARTS } from './parts.mjs'

/** The test file of a source file. */
export const testBeside = (file) => file.replace(/\.tsx?$/, '.test.ts')

/**
 * `count` lines with code, sampled from each of these parts in turn.
 *
 * @param only filters the files to sample.
 * @returns entries of Stryker's `mutate`: `file:line-line`.
 */
export function sampleOf(count, seed, parts = Object.keys(PARTS), only = () => true) {
  const random = seeded(seed)
  const pools = parts.map((part) =>
    (filesOf(part) ?? [])
      .filter(only)
      .flatMap((file) => linesWithCode(file).map((line) => `${file}:${line}-${line}`)),
  )
  const drawn = []
  for (let n = 0; drawn.length < count && pools.some(({ length }) => length > 0); n += 1) {
    const pool = pools[n % pools.length]
    if (pool.length > 0) drawn.push(...pool.splice(Math.floor(random() * pool.length), 1))
  }
  return drawn
}

/** The file of an entry of Stryker's `mutate`. */
export const fileOf = (range) => range.replace(/:\d+-\d+$/, '')

/** Whether a file has a test file beside it. */
export const hasTestBeside = (file) => existsSync(at(testBeside(file)))
