import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasProgram } from './chromium.mjs'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meetkeep path '))
  for (const name of ['openssl', 'makensis.EXE']) writeFileSync(join(folder, name), '', { mode: 0o755 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['openssl', 'linux', {}, true],
  ['makensis', 'linux', {}, false],
  ['makensis', 'win32', { PATHEXT: '.COM;.EXE' }, true],
  ['makensis', 'win32', {}, true],
  ['openssl', 'win32', { PATHEXT: '.COM;.EXE' }, false],
] as const)('%s on the path of %s, %j: %s', (name, platform, env, isThere) => {
  expect(hasProgram(name, { ...env, PATH: folder }, platform)).toBe(isThere)
})

test('an empty entry of the path is not a folder', () => {
  expect(hasProgram('package.json', { PATH: '' }, 'linux')).toBe(false)
})
