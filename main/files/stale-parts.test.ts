import { spawnSync } from 'node:child_process'
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { replaceInSteps } from './replace-in-steps.ts'
import { freshPart, isStale, writerOf } from './stale-parts.ts'

const DAY = 24 * 60 * 60 * 1000
const mine = { machine: 'aaaaaaaa', pid: 10 }

test.for([
  ['a process that has ended', { machine: 'aaaaaaaa', pid: 11 }, {}, true],
  ['a process that still runs', { machine: 'aaaaaaaa', pid: 12 }, {}, false],
  ['an earlier process of the same id', mine, {}, true],
  ['this process, which is writing it', mine, { isOpen: true, unwrittenFor: 2 * DAY }, false],
  ['another machine', { machine: 'bbbbbbbb', pid: 11 }, {}, false],
  ['another machine, a day ago', { machine: 'bbbbbbbb', pid: 12 }, { unwrittenFor: DAY + 1 }, true],
] as const)('a file of %s', ([, writer, facts, expected]) => {
  const all = { mine, isOpen: false, unwrittenFor: DAY, ...facts }
  expect(isStale(writer, all, (pid) => pid === 12)).toBe(expected)
})

test.for([
  'other.csv.aaaaaaaa-1-1.part',
  'list.csv.part',
  'list.csv.part.json',
  'list.csv.aaaaaaaa-1-1.part.lock',
  'list.csv.aaaaaaa-1-1.part',
  'list.csv.old.aaaaaaaa-1-1.part',
])('%s is not of this kind', (name) => {
  expect(writerOf(name, 'list.csv')).toBeNull()
})

test('a write removes what a killed one has left of the same file, and nothing else', async ({ folder }) => {
  const target = join(folder, 'list.csv')
  const { path: running, end } = await freshPart(target)
  const named = (machine: string, pid: number) => `list.csv.${machine}-${pid}-1.part`
  const { machine } = writerOf(basename(running), 'list.csv') ?? { machine: '' }
  const ended = spawnSync(process.execPath, ['--version']).pid
  const stay = [basename(running), named('00000000', ended), `${named(machine, ended)}.mp4`, 'list.csv.part']
  for (const name of [...stay, named(machine, ended), named('00000000', 1)])
    await writeFile(join(folder, name), 'half')
  const long = new Date(Date.now() - 2 * DAY)
  await utimes(join(folder, named('00000000', 1)), long, long)
  await replaceInSteps(target, ['whole'])
  expect((await readdir(folder)).toSorted()).toEqual([...stay, 'list.csv'].toSorted())
  expect(await readFile(target, 'utf8')).toBe('whole')
  end()
})

test('a file that could not be written leaves nothing, and the next write removes it if it does', async ({
  folder,
}) => {
  const target = join(folder, 'list.csv')
  const broken = async function* () {
    yield 'half'
    // As if its removal had failed as well.
    const [fresh = ''] = await readdir(folder)
    await writeFile(join(folder, fresh.replace(/-\d+\.part$/, '-99.part')), 'half')
    throw new Error('broken')
  }
  await expect(replaceInSteps(target, broken())).rejects.toThrow('broken')
  expect(await readdir(folder)).toHaveLength(1)
  await replaceInSteps(target, ['whole'])
  expect(await readdir(folder)).toEqual(['list.csv'])
})
