import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const at = (path: string): URL => new URL(`../${path}`, import.meta.url)
const page = readFileSync(at('docs/security.md'), 'utf8')
const rows = page.split('\n').filter((line) => /^\| \d/.test(line))

/** A path of this project, not an address or code. */
const paths = [...page.matchAll(/`([\w./-]+)`/g)]
  .map(([, path = '']) => path)
  .filter((path) => path.includes('/') || /\.(?:ts|json|yml)$|^\.npmrc$/.test(path))
  .filter((path) => !/^npm |:\/\//.test(path))

test('has a row for each control, once', () => {
  const numbers = rows.map((row) => Number(/\d+/.exec(row)?.[0])).toSorted((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
})

test('every row names its source and a test', () => {
  const lacking = rows.filter((row) => {
    const [, , , where = '', shown = ''] = row.split(' | ').join('|').split('|')
    return !/`[^`]+`/.test(where) || !/\.test\.ts` “/.test(shown)
  })
  expect(lacking).toEqual([])
})

test('every named file exists', () => {
  expect(paths.length).toBeGreaterThan(60)
  expect(paths.filter((path) => !existsSync(at(path)))).toEqual([])
})

test('every named test is in the file before it', () => {
  const named = [...page.matchAll(/`([\w./-]+\.test\.tsx?)`((?:,? “[^”]+”)+)/g)].flatMap(
    ([, file = '', names = '']) => [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']) => ({ file, name })),
  )
  expect(named.length).toBeGreaterThan(50)
  const missing = named.filter(({ file, name }) => !readFileSync(at(file), 'utf8').includes(name))
  expect(missing).toEqual([])
})
