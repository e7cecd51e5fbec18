import { existsSync } from 'node:fs'
import { appendFile, mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { z } from 'zod'
import { test } from '../../test/fixtures.ts'
import { changeFile } from './change-file.ts'

let path = ''
let quarantined: string[] = []
test.beforeEach(({ home }) => {
  path = join(home, 'numbers.json')
  quarantined = []
})

const open = () =>
  changeFile<string[], string>(
    path,
    {
      schema: z.array(z.string()),
      change: z.string(),
      empty: () => [],
      apply: (state, changes) => [...new Set([...state, ...changes])],
    },
    (one) => quarantined.push(one),
  )
const unused = (): string[] => {
  throw new Error('not rewritten')
}

test('keeps changes without rewriting the state, also after a kill', async () => {
  expect(await open().read()).toEqual([])
  await writeFile(path, '["a"]')
  const file = open()
  await file.append(['b', 'c'], unused)
  await Promise.all([file.append(['d'], unused), file.append(['e'], unused)])
  expect(await readFile(path, 'utf8')).toBe('["a"]')
  expect(await open().read()).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('a change that was cut off by a crash ends the changes', async () => {
  await open().append(['a', 'b'], unused)
  await appendFile(`${path}.changes`, '"c')
  expect(await open().read()).toEqual(['a', 'b'])
  expect(quarantined).toEqual([])
})

test('what is appended after a line that was cut off is kept', async () => {
  await open().append(['a'], unused)
  await appendFile(`${path}.changes`, '"c')
  const file = open()
  await file.read()
  await file.append(['d'], unused)
  expect(await open().read()).toEqual(['a', 'd'])
})

test('changes that cannot be read are quarantined, and those before them are kept', async () => {
  await open().append(['a'], unused)
  await appendFile(`${path}.changes`, '7\n"b"\n')
  const file = open()
  expect(await file.read()).toEqual(['a'])
  expect(quarantined).toEqual([expect.stringContaining('numbers.json.changes.corrupt-')])
  await file.append(['c'], () => ['a', 'c'])
  expect(await open().read()).toEqual(['a', 'c'])
})

test('what could not be appended is written with the next change', async () => {
  const file = open()
  await file.append(['a'], unused)
  await rm(`${path}.changes`)
  // Nothing can be appended to a folder.
  await mkdir(`${path}.changes`)
  await expect(file.append(['b'], unused)).rejects.toThrow()
  await rmdir(`${path}.changes`)
  await file.append(['c'], () => ['a', 'b', 'c'])
  expect(await open().read()).toEqual(['a', 'b', 'c'])
})

test('closing writes the state and removes the changes', async () => {
  const file = open()
  void file.append(['a'], unused)
  await file.close(() => ['a', 'z'])
  expect(existsSync(`${path}.changes`)).toBe(false)
  expect(await open().read()).toEqual(['a', 'z'])
})

test('rewrites a short state each time its changes have become long', async () => {
  const file = open()
  const long = 'x'.repeat(600_000)
  for (let n = 0; n < 6; n += 1) {
    await file.append([`a${long}`], unused)
    await file.append([`b${long}`], () => ['whole'])
    expect(existsSync(`${path}.changes`)).toBe(false)
  }
})

test('rewrites a long state only once its changes are twice as long', async () => {
  const long = 'x'.repeat(600_000)
  await writeFile(path, JSON.stringify([long, long]))
  const file = open()
  await file.read()
  for (const name of ['a', 'b', 'c']) await file.append([`${name}${long}`], unused)
  await file.append([`d${long}`], () => ['whole'])
  expect(existsSync(`${path}.changes`)).toBe(false)
})

test('rewrites the state once its changes have become much longer', async () => {
  const file = open()
  const long = 'x'.repeat(600_000)
  await file.append([`a${long}`], unused)
  await file.append([`b${long}`], () => ['whole'])
  expect(existsSync(`${path}.changes`)).toBe(false)
  await file.append(['c'], unused)
  expect(await open().read()).toEqual(['whole', 'c'])
})

test('changes that a crash left beside a newer state change nothing', async () => {
  await open().append(['a', 'b'], unused)
  await writeFile(path, '["a","b"]')
  expect(await open().read()).toEqual(['a', 'b'])
})

test('a damaged state is quarantined, and its changes are kept', async () => {
  await open().append(['b'], unused)
  await writeFile(path, '["a"')
  expect(await open().read()).toEqual(['b'])
  expect(quarantined).toHaveLength(1)
})
