import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isMaintained } from './check-supply.mjs'

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')
const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>

test('every dependency is pinned to one version', () => {
  const versions = Object.entries({ ...dependencies, ...devDependencies })
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})

test('no package runs code while it is installed', () => {
  expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m)
})

test('the lock file has a hash for every package, and only registry sources', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { integrity?: string; resolved?: string; link?: boolean; inBundle?: boolean }>
  }
  const open = Object.entries(packages).filter(
    ([path, { integrity = '', resolved = 'https:', inBundle = false }]) =>
      path !== '' && !inBundle && !(integrity.startsWith('sha512-') && resolved.startsWith('https:')),
  )
  expect(open.map(([path]) => path)).toEqual([])
})

test.each([
  ['45.4.1', '45.9.0', true],
  ['45.4.1', '47.0.0', true],
  ['45.4.1', '48.0.0', false],
  ['45.4.1', 'what', false],
] as const)('Electron %s where %s is the newest: maintained is %s', (pinned, latest, expected) => {
  expect(isMaintained(pinned, latest)).toBe(expected)
})
