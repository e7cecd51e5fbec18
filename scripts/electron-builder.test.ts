import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

// The schema is in a dependency of electron-builder.
const electronBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'))
const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8')
const config = parse(read('electron-builder.yml')) as Record<string, Record<string, unknown>>
// Ajv does not know its keywords for editors.
const isValid = new Ajv({ strict: false, allErrors: true }).compile(
  JSON.parse(readFileSync(electronBuilder.resolve('app-builder-lib/scheme.json'), 'utf8')) as object,
)

test('electron-builder.yml matches the schema of electron-builder', () => {
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

test('the AppImage gets a runtime that needs no FUSE 2', () => {
  // Unset or 0.0.0 is the old runtime, and an entry with --no-sandbox (app-builder-lib: AppImageTarget).
  expect((config['toolsets'] as { appimage?: string } | undefined)?.appimage).toMatch(/^[1-9]/)
})

test.each(['deb', 'rpm'])('%s declares what Chromium links or loads besides the defaults', (target) => {
  const depends = String(config[target]?.['depends'])
  for (const library of ['gtk', 'nss', 'gbm', 'asound', 'libsecret']) expect(depends).toContain(library)
})

// Electron runs it (platform_util_linux.cc, MoveItemToTrash).
test.each([
  ['deb', 'libglib2.0-bin'],
  ['rpm', '/usr/bin/gio'],
])('%s declares the program that moves files to the trash', (target, program) => {
  expect(config[target]?.['depends']).toContain(program)
})

test('contains no secret and no feed', () => {
  expect(config['publish']).toBeNull()
  expect(read('electron-builder.yml')).not.toMatch(/password|certificateFile|cscLink|token:/i)
})

// That the packaged file has them is tested in test/integration/package.test.ts.
test('every fuse is set, each to the safe side', () => {
  expect(config['electronFuses']).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  })
})
