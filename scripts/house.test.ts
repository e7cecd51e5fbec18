import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// Checks what docs/architecture.md says about the structure of the project.
const root = fileURLToPath(new URL('..', import.meta.url))
const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(root, path)))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const linesOf = (path: string): number => read(path).split('\n').length - 1

const PRODUCT = /^(cli|contract|demo|i18n|main|preload|qr|renderer|standin)\/.*\.tsx?$/
const product = tracked.filter((path) => PRODUCT.test(path) && !/\.test\.tsx?$/.test(path))
const documents = tracked.filter((path) => /^(docs\/[^/]+|README[^/]*|CONTRIBUTING|SECURITY)\.md$/.test(path))

/** A path in backticks that starts with a folder of the project; `<…>` means any name. */
const PATH = /`((?:cli|contract|demo|docs|i18n|main|preload|qr|renderer|scripts|standin|test)\/[\w./<>-]*)`/g

test.each(documents)('every path that %s names exists', (document) => {
  const missing = [...read(document).matchAll(PATH)]
    .map(([, path = '']) => path)
    .filter((path) => !path.includes('<') && !existsSync(join(root, path)))
  expect(missing).toEqual([])
})

test('the documents name paths', () => {
  expect([...read('docs/architecture.md').matchAll(PATH)].length).toBeGreaterThan(50)
})

test('every folder of main and of the window is in the tables of its layers', () => {
  const rooms = new Set(
    product
      .flatMap((path) => /^(?:main|renderer)\/[^/]+\/(?=.)/.exec(path) ?? [])
      .filter((room) => room !== ''),
  )
  // The harness of component tests is not a folder of the product.
  rooms.delete('renderer/testing/')
  expect(rooms.size).toBeGreaterThan(15)
  const text = read('docs/architecture.md')
  expect([...rooms].filter((room) => !text.includes(`\`${room}\``))).toEqual([])
})

test('no file of the product is longer than 350 lines', () => {
  expect(product.length).toBeGreaterThan(300)
  expect(product.filter((path) => linesOf(path) > 350)).toEqual([])
})

test('no folder of main is more than a quarter of it', () => {
  const lines = new Map<string, number>()
  for (const path of product.filter((one) => one.startsWith('main/'))) {
    const [, room = ''] = path.split('/')
    lines.set(room, (lines.get(room) ?? 0) + linesOf(path))
  }
  const all = [...lines.values()].reduce((sum, one) => sum + one, 0)
  expect([...lines].filter(([, count]) => count > all / 4)).toEqual([])
})
