import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { auditResult, isMaintained } from './check-supply.mjs'

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

// The lock file omits the address of a package from the registry (npm: omit-lockfile-registry-resolved); any other source
// is always written.
const REGISTRY = 'https://registry.npmjs.org/'

test('the lock file has a hash for every package, and only registry sources', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { integrity?: string; resolved?: string; link?: boolean; inBundle?: boolean }>
  }
  const open = Object.entries(packages).filter(
    ([path, { integrity = '', resolved = REGISTRY, inBundle = false }]) =>
      path !== '' && !inBundle && !(integrity.startsWith('sha512-') && resolved.startsWith(REGISTRY)),
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

test.each([
  ['{"metadata":{"vulnerabilities":{"high":0,"critical":0,"low":3}}}', 0, '0 high'],
  ['{"metadata":{"vulnerabilities":{"high":1,"critical":0}}}', 1, '1 high'],
  ['{"metadata":{"vulnerabilities":{"high":0,"critical":2}}}', 1, '2 critical'],
  ['{"error":{"code":"E403","summary":"403 Forbidden"}}', 75, 'refused: 403 Forbidden'],
  ['{"message":"audit is disabled"}', 75, 'refused: audit is disabled'],
  ['{}', 75, 'no reason was given'],
  ['', 75, 'gave no report'],
])('an audit that reports %s ends with %d', (report, status, words) => {
  expect(auditResult(report).status).toBe(status)
  expect(auditResult(report).text).toContain(words)
})
