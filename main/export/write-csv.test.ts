import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { type Column, writeCsv } from './write-csv.ts'

const COLUMNS: Column<number>[] = [
  { header: '序号', cell: (n) => n },
  { header: 'Topic', cell: (n) => `周会 ${n}` },
]
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n)

test('writes a byte order mark, headers and every row, in place of an older table', async ({ folder }) => {
  const path = join(folder, 'list.csv')
  await writeFile(path, 'older, and longer than the new one '.repeat(10))
  expect(await writeCsv(path, COLUMNS, numbers(2))).toEqual({ rows: 2, isWhole: true })
  expect(await readFile(path, 'utf8')).toBe('\uFEFF序号,Topic\r\n0,周会 0\r\n1,周会 1\r\n')
  expect(await readdir(folder)).toEqual(['list.csv'])
})

test('a long list is written whole, and ends at the rows of a sheet', async ({ folder }) => {
  const path = join(folder, 'list.csv')
  expect(await writeCsv(path, COLUMNS, numbers(50_000))).toEqual({ rows: 50_000, isWhole: true })
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\r\n')
  expect([lines.length, lines.at(-1)]).toEqual([50_001, '49999,周会 49999'])
  expect(await writeCsv(path, COLUMNS, numbers(4), 3)).toEqual({ rows: 3, isWhole: false })
})

test('a list that fails leaves the older table, and nothing beside it', async ({ folder }) => {
  const path = join(folder, 'list.csv')
  await writeFile(path, 'older')
  async function* broken() {
    yield await Promise.resolve(1)
    throw new Error('the list broke')
  }
  await expect(writeCsv(path, COLUMNS, broken())).rejects.toThrow('the list broke')
  expect(await readdir(folder)).toEqual(['list.csv'])
  expect(await readFile(path, 'utf8')).toBe('older')
})

test('a folder that is gone is a named error', async ({ folder }) => {
  const path = join(folder, 'gone', 'list.csv')
  await expect(writeCsv(path, COLUMNS, [])).rejects.toMatchObject({ code: 'FOLDER_MISSING' })
})
