import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { OLDEST, tooNewFor } from './lock-engines.mjs'
import { nodeNotice } from './node-version.mjs'

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'))
const { engines } = read('package.json') as { engines: { node: string } }
const { packages } = read('package-lock.json') as {
  packages: Record<string, { optional?: boolean; engines?: { node?: string } }>
}

test.each([
  ['24.11.0', null],
  ['22.12.0', null],
  ['25.0.0', null],
  ['20.20.2', true],
  ['20.19.0', true],
  ['20.18.3', false],
  ['21.7.0', false],
  ['22.11.0', false],
  ['18.20.0', false],
])('Node %s: %j', (version, runs) => {
  const notice = nodeNotice(version)
  expect(notice?.runs ?? null).toBe(runs)
  if (notice !== null) expect(notice.text).toMatch(/Node.*22 (and|or) 24/)
  // package.json tells npm the same.
  expect(tooNewFor({ ours: { engines } }, version)).toEqual(runs === false ? ['ours'] : [])
})

test('npm ci warns of no package on the oldest Node: else node scripts/lock-engines.mjs', () => {
  expect(tooNewFor(packages)).toEqual([])
  expect(engines.node).toContain(`^${OLDEST}`)
})

test('finds the warnings of npm', () => {
  expect(
    tooNewFor({
      '': { engines: { node: '>=99' } },
      'node_modules/new': { engines: { node: '>=22' } },
      'node_modules/old': { engines: { node: '>=18' } },
      'node_modules/optional': { optional: true, engines: { node: '>=22' } },
      'node_modules/none': {},
    }),
  ).toEqual(['node_modules/new'])
})
