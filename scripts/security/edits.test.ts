import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EDITS } from './edits.mjs'

const at = (path: string): URL => new URL(`../../${path}`, import.meta.url)
const read = (path: string): string => readFileSync(at(path), 'utf8')
const rows = [...read('docs/security.md').matchAll(/^\| (\d+)/gm)].map(([, row]) => Number(row))

test('every row of the page has an edit that its test must notice', () => {
  const covered = new Set(EDITS.map(({ row }) => row))
  expect(rows.length).toBeGreaterThan(30)
  expect(rows.filter((row) => !covered.has(row))).toEqual([])
  expect([...covered].filter((row) => !rows.includes(row))).toEqual([])
})

test.each(EDITS)(
  'row $row: $file still contains what its edit removes, once',
  ({ file, from, test: named }) => {
    const places = from === '' ? 1 : read(file).split(from).length - 1
    expect(places).toBe(1)
    expect(existsSync(at(named))).toBe(true)
  },
)
