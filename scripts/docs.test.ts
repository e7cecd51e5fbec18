import { existsSync, readdirSync, readFileSync } from 'node:fs'
// With slashes, as in links and addresses, on Windows too.
import { dirname, join } from 'node:path/posix'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const pages = ['.', 'docs', 'docs/pictures', 'demo', 'build'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
)

/** Removes code, in which nothing is a link or a heading. */
const proseOf = (page: string): string =>
  read(page).replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, (code) => (code.includes('\n') ? '' : code.slice(1, -1)))
const linksOf = (page: string): string[] =>
  [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link ?? '')
/** The anchor of a heading, as on GitHub. */
const anchorsOf = (page: string): string[] =>
  [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    (heading ?? '')
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

test('finds the pages', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md']))
})

test.each(pages)('every link within the project on %s has a target', (page) => {
  const broken = linksOf(page)
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [path = '', anchor] = decodeURI(link).split('#')
      const target = path === '' ? page : join(dirname(page), path)
      if (target.startsWith('..') || !existsSync(join(root, target))) return true
      return anchor !== undefined && !anchorsOf(target).includes(anchor)
    })
  expect(broken).toEqual([])
})

test('every page of docs/ is linked from the README or the contributing guide', () => {
  const linked = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'SECURITY.md'].flatMap((page) =>
    linksOf(page).map((link) => join(dirname(page), link.split('#')[0] ?? '')),
  )
  const left = pages.filter((page) => dirname(page) === 'docs' && !linked.includes(page))
  expect(left).toEqual([])
})

describe('docs/dependencies.md', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >
  const rows = read('docs/dependencies.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
  const named = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''),
  )
  // @types packages belong to the row of their package.
  const wanted = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !name.startsWith('@types/'),
  )

  test('has one row for each dependency, and no other', () => {
    expect(named.toSorted()).toEqual(wanted.toSorted())
  })

  test('gives a reason in each', () => {
    for (const row of rows) expect(row.split('|').at(-2)?.trim().length, row).toBeGreaterThan(10)
  })

  test('every version is exact', () => {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
  })
})
