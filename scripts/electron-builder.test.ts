import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

// The schema belongs to a part of electron-builder.
const electronBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'))
const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8')
const config = parse(read('electron-builder.yml')) as Record<string, Record<string, unknown>>
// Its keywords for editors are unknown to ajv.
const isValid = new Ajv({ strict: false, allErrors: true }).compile(
  JSON.parse(readFileSync(electronBuilder.resolve('app-builder-lib/scheme.json'), 'utf8')) as object,
)

test('electron-builder.yml is what electron-builder understands', () => {
  isValid(config)
  expect(isValid.errors).toBeNull()
  expect(isValid({ ...config, electronFuzes: {} })).toBe(false)
})

test.each([
  ['win', ['nsis', 'zip']],
  ['mac', ['dmg', 'zip']],
  ['linux', ['AppImage', 'deb', 'rpm']],
])('%s gets %j, each for both processors', (system, targets) => {
  expect(config[system]?.['target']).toEqual(targets.map((target) => ({ target, arch: ['x64', 'arm64'] })))
})

test('no secret and no feed stands in it', () => {
  expect(config['publish']).toBeNull()
  expect(read('electron-builder.yml')).not.toMatch(/password|certificateFile|cscLink|token:/i)
})
