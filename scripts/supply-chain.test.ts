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

interface Locked {
  version?: string
  name?: string
  integrity?: string
  resolved?: string
  link?: boolean
  inBundle?: boolean
}

/**
 * What is wrong with the entry of a package in the lock file; null for nothing. npm fetches an entry without
 * `resolved` from the configured registry, by its path and version; one with `resolved` comes from there, even
 * if it is another package.
 */
function lockProblem(path: string, entry: Locked): string | null {
  const { version = '', name, integrity = '', resolved, link = false } = entry
  if (link) return 'a link leads out of the lock file'
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) return 'no exact version'
  // npm unpacks it from the package that contains it, which has a hash.
  if (entry.inBundle === true) return null
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)) return 'no hash'
  if (name !== undefined) return 'another name than its folder'
  const called = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const own = `https://registry.npmjs.org/${called}/-/${called.replace(/^@.*\//, '')}-${version}.tgz`
  return resolved === undefined || resolved === own ? null : 'not from the registry'
}

test('the lock file has a hash and a version for every package, and only registry sources', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }
  const { '': root, ...installed } = packages
  expect(Object.keys(installed).length).toBeGreaterThan(500)
  const problems = Object.entries(installed).map(([path, entry]) => [path, lockProblem(path, entry)])
  expect(problems.filter(([, problem]) => problem !== null)).toEqual([])
  expect(root).toMatchObject({ dependencies, devDependencies })
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect(installed[`node_modules/${name}`]?.version, name).toBe(version)
})

const HASH = `sha512-${'A'.repeat(86)}==`
const OF_REGISTRY = 'https://registry.npmjs.org/@a/b/-/b-1.2.3.tgz'
test.each<[string, Locked, string | null]>([
  ['from the configured registry', {}, null],
  ['from the public registry', { resolved: OF_REGISTRY }, null],
  [
    'another package of the registry',
    { resolved: OF_REGISTRY.replaceAll('b', 'c') },
    'not from the registry',
  ],
  ['another version', { resolved: OF_REGISTRY.replace('1.2.3', '1.2.4') }, 'not from the registry'],
  ['a host that begins alike', { resolved: `https://registry.npmjs.org.example/` }, 'not from the registry'],
  ['a repository', { resolved: 'git+ssh://git@github.com/a/b.git#0123' }, 'not from the registry'],
  ['an archive on disk', { resolved: 'file:b.tgz' }, 'not from the registry'],
  ['a folder', { link: true, resolved: '../b' }, 'a link leads out of the lock file'],
  ['an alias', { name: 'c' }, 'another name than its folder'],
  ['without a hash', { integrity: '' }, 'no hash'],
  ['with a weak hash', { integrity: 'sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }, 'no hash'],
  ['with a second, weaker hash', { integrity: `sha1-AAAA ${HASH}` }, 'no hash'],
  ['without a version', { version: '' }, 'no exact version'],
  ['a range of versions', { version: '^1.2.3' }, 'no exact version'],
])('a locked package %s: %3$s', (_what, patch, problem) => {
  expect(
    lockProblem('node_modules/x/node_modules/@a/b', { version: '1.2.3', integrity: HASH, ...patch }),
  ).toBe(problem)
})

test('npm takes packages from the registry of the machine, and writes the same lock file everywhere', () => {
  expect(read('.npmrc')).toMatch(/^omit-lockfile-registry-resolved=true$/m)
  expect(read('.npmrc')).not.toMatch(/registry\s*=\s*\w+:|_auth/)
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
  ['{"error":{"summary":"","detail":"","code":"E403"}}', 75, 'refused: E403'],
  ['{"message":"registry refused","error":{"summary":"","detail":""}}', 75, 'refused: registry refused'],
  ['{}', 75, 'no reason was given'],
  ['', 75, 'gave no report'],
])('an audit that reports %s ends with %d', (report, status, words) => {
  expect(auditResult(report).status).toBe(status)
  expect(auditResult(report).text).toContain(words)
})
