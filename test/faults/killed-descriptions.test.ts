import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { readDescription } from '../../main/library/description.ts'
import { seeded } from '../../scripts/seeded-random.mjs'
import { test } from '../fixtures.ts'
import { buildChild } from './built-child.ts'

const KILLS = Number(process.env['MEETKEEP_SOAK_KILLS'] ?? 3)
const SEED = Number(process.env['MEETKEEP_SOAK_SEED'] ?? 20_261_128)

let script = ''
test.beforeAll(async ({ sharedFolder }) => {
  script = await buildChild(new URL('describing-child.ts', import.meta.url), sharedFolder)
})

/** Runs a child until it ends, or until it has printed so many lines and then a part of the next step. */
async function describe(
  folder: string,
  from: number,
  count: number,
  kill: { lines: number; turns: number } | null,
) {
  const child = spawn(process.execPath, [script, folder, String(from), String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString()
    if (kill !== null && text.split('\n').length > kill.lines) killAfter(kill.turns)
  })
  const killAfter = (turns: number): void => {
    if (turns === 0) child.kill('SIGKILL')
    else setImmediate(() => killAfter(turns - 1))
  }
  await new Promise((resolve) => child.once('close', resolve))
  const numbersOf = (word: string): number[] =>
    [...text.matchAll(new RegExp(`^${word} (\\d+)\\n`, 'gm'))].map((match) => Number(match[1]))
  return { described: numbersOf('described'), verified: numbersOf('verified') }
}

test(
  `descriptions are whole after any number of kills (seed ${SEED}, ${KILLS} kills)`,
  { timeout: KILLS * 15_000 + 60_000 },
  async ({ folder }) => {
    const random = seeded(SEED)
    const upTo = (limit: number): number => Math.floor(random() * limit)
    const all = { described: new Set<number>(), verified: new Set<number>() }
    for (let kill = 0; kill < KILLS; kill += 1) {
      // Two at once, of which the second goes on.
      const runs = await Promise.all([
        describe(folder, kill * 100, 100, { lines: 1 + upTo(6), turns: upTo(400) }),
        describe(folder, kill * 100 + 50, 4, null),
      ])
      for (const { described, verified } of runs) {
        described.forEach((n) => all.described.add(n))
        verified.forEach((n) => all.verified.add(n))
      }
      const found = readDescription(await readFile(join(folder, 'meeting.json'), 'utf8'))
      if (typeof found !== 'object' || found?.kind !== 'meetkeep-recording')
        throw new Error(JSON.stringify(found))
      const names = found.files.map(({ file }) => file)
      expect(new Set(names).size).toBe(names.length)
      expect([...all.described].filter((n) => !names.includes(`film ${n}.mp4`))).toEqual([])
      const verified = found.files.filter(({ verifiedAt }) => verifiedAt !== null).map(({ file }) => file)
      expect([...all.verified].filter((n) => !verified.includes(`film ${n}.mp4`))).toEqual([])
    }
    await describe(folder, KILLS * 100, 1, null)
    // Nothing is left of those that were killed.
    const rest = (await readdir(folder)).filter((name) => !name.endsWith('.mp4'))
    expect(rest).toEqual(['meeting.json'])
  },
)
