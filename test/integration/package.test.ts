import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { extractFile, getRawHeader, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { NtExecutable, NtExecutableResource } from 'resedit'
import { describe, expect, test } from 'vitest'
import { CALLS } from '../../contract/ipc.ts'

// What `npm run package:stub` made; `npm test` makes it first.
const packed = fileURLToPath(new URL('../../out/package', import.meta.url))
const mac = 'mac/Meetkeep.app/Contents'
const PACKAGES = [
  { system: 'Linux', archive: 'linux-unpacked/resources/app.asar', program: 'linux-unpacked/meetkeep' },
  { system: 'Windows', archive: 'win-unpacked/resources/app.asar', program: 'win-unpacked/Meetkeep.exe' },
  { system: 'macOS', archive: `${mac}/Resources/app.asar`, program: 'mac/Meetkeep.app' },
].map(({ system, archive, program }) => ({
  system,
  archive: join(packed, archive),
  program: join(packed, program),
}))

const filesOf = (archive: string): string[] =>
  listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'))
const textOf = (archive: string, file: string): string => extractFile(archive, file.slice(1)).toString()

describe.each(PACKAGES)('the package for $system', ({ archive, program }) => {
  const files = filesOf(archive)

  test('holds the three bundles, the licenses and package.json, nothing else', () => {
    const expected = /^\/(package\.json|out(\/licenses\.json|\/(main|preload|renderer)(\/.*)?)?)$/
    expect(files.filter((file) => !expected.test(file))).toEqual([])
    for (const needed of [
      'main/index.js',
      'main/transfer-worker.js',
      'preload/index.cjs',
      'renderer/index.html',
      'licenses.json',
    ]) {
      expect(files).toContain(`/out/${needed}`)
    }
    expect(readdirSync(join(archive, '..')).filter((file) => /^app\b/.test(file))).toEqual(['app.asar'])
  })

  test('holds no source, source map, test or secret', () => {
    expect(files.filter((file) => /\.(map|[cm]?tsx?|jsx|pem|key|p12|pfx|env)$|\btest\b/.test(file))).toEqual(
      [],
    )
    for (const file of files.filter((name) => /\.(c?js|json|html|css)$/.test(name))) {
      expect(textOf(archive, file), file).not.toMatch(
        /-----BEGIN [A-Z ]*PRIVATE KEY-----|sourceMappingURL=data:/,
      )
    }
  })

  test('says of itself no more than the app needs', () => {
    expect(Object.keys(JSON.parse(textOf(archive, '/package.json')) as object)).not.toContain(
      'devDependencies',
    )
    expect(Object.keys(JSON.parse(textOf(archive, '/package.json')) as object)).not.toContain('scripts')
  })

  test.each([
    ['RunAsNode', false],
    ['EnableCookieEncryption', true],
    ['EnableNodeOptionsEnvironmentVariable', false],
    ['EnableNodeCliInspectArguments', false],
    ['EnableEmbeddedAsarIntegrityValidation', true],
    ['OnlyLoadAppFromAsar', true],
    ['GrantFileProtocolExtraPrivileges', false],
  ] as const)('has the fuse %s at %s', async (name, isOn) => {
    const wire = await getCurrentFuseWire(program)
    // The wire holds digits.
    expect(wire[FuseV1Options[name]]).toBe((isOn ? '1' : '0').charCodeAt(0))
  })
})

// On macOS electron-builder moves them into the app from Electron's own zip alone, which a stub is not.
test.each(['linux-unpacked', 'win-unpacked'])('%s has the licenses of Electron and Chromium', (folder) => {
  expect(readdirSync(join(packed, folder))).toEqual(
    expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']),
  )
})

describe('the archive is known by its hash', () => {
  const hashOf = (archive: string): string =>
    createHash('sha256').update(getRawHeader(archive).headerString).digest('hex')
  const [, windows, macOS] = PACKAGES as [unknown, (typeof PACKAGES)[0], (typeof PACKAGES)[0]]

  test('in the program, on Windows', () => {
    const resources = NtExecutableResource.from(NtExecutable.from(readFileSync(windows.program)))
    const entry = resources.entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR')
    expect(JSON.parse(Buffer.from(entry?.bin ?? new ArrayBuffer(0)).toString())).toEqual([
      { file: 'resources\\app.asar', alg: 'SHA256', value: hashOf(windows.archive) },
    ])
  })

  test('in the property list, on macOS', () => {
    const list = readFileSync(join(packed, mac, 'Info.plist'), 'utf8')
    expect(/<key>ElectronAsarIntegrity<\/key>.*?<key>hash<\/key>\s*<string>(\w+)</s.exec(list)?.[1]).toBe(
      hashOf(macOS.archive),
    )
  })
})

test('macOS can tell why in both languages', () => {
  const list = readFileSync(join(packed, mac, 'Info.plist'), 'utf8')
  for (const language of ['en', 'zh_CN']) {
    const texts = readFileSync(join(packed, mac, `Resources/${language}.lproj/InfoPlist.strings`), 'utf8')
    for (const key of ['NSCameraUsageDescription', 'NSScreenCaptureUsageDescription']) {
      expect(list).toContain(`<key>${key}</key>`)
      expect(texts).toMatch(new RegExp(`^${key} = ".+";$`, 'm'))
    }
  }
})

// The three archives hold the same files: one is read on.
const { archive } = PACKAGES[0] as (typeof PACKAGES)[0]
const files = filesOf(archive)

test('the packages hold the same app', () => {
  const headers = PACKAGES.map((each) => getRawHeader(each.archive).headerString)
  expect(new Set(headers).size).toBe(1)
})

test('nothing is left to be found in a node_modules', () => {
  for (const file of files.filter((name) => /^\/out\/main\/.*\.js$/.test(name))) {
    const code = textOf(archive, file)
    const required = [...code.matchAll(/\b__require\("([^"]+)"\)/g)].map(([, name]) => name ?? '')
    expect(
      required.filter((name) => !/^(node:|electron$)/.test(name) && !builtinModules.includes(name)),
      file,
    ).toEqual([])
    const names = [...code.matchAll(/^import (?:[^"'\n]* from )?["']([^"'\n]+)["']/gm)].map(
      ([, name]) => name ?? '',
    )
    expect(names, file).not.toEqual([])
    expect(
      names.filter((name) => !/^(\.\/|node:|electron$)/.test(name) && !builtinModules.includes(name)),
      file,
    ).toEqual([])
  }
})

test('what fetches updates loads from the package alone', () => {
  const chunk = files.find(
    (name) => /^\/out\/main\/.*\.js$/.test(name) && textOf(archive, name).includes('exports.NsisUpdater = '),
  )
  const folder = fileURLToPath(new URL('../../out/e2e/app', import.meta.url))
  const program = `const { default: updater } = await import(process.argv[1]); console.log(Object.keys(updater).join())`
  const said = execFileSync(
    process.execPath,
    ['--input-type=module', '--eval', program, pathToFileURL(join(folder, chunk ?? '')).href],
    { encoding: 'utf8' },
  )
  expect(said.trim().split(',')).toEqual(
    expect.arrayContaining(['NsisUpdater', 'MacUpdater', 'AppImageUpdater']),
  )
})

test('the sandboxed preload needs electron alone', () => {
  const preload = textOf(archive, '/out/preload/index.cjs')
  expect([...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name)).toEqual(['electron'])
})

test('no check of certificates is switched off anywhere', () => {
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    expect(textOf(archive, file), file).not.toMatch(
      /rejectUnauthorized:\s*(false|!1)|NODE_TLS_REJECT_UNAUTHORIZED/,
    )
  }
})

test('every license in the app has its text, those of page, main and web worker among them', () => {
  const list = CALLS['app.licenses'].output.parse(JSON.parse(textOf(archive, '/out/licenses.json')))
  for (const { name, license, text } of list) {
    expect(license, name).not.toBe('')
    expect(text.length, name).toBeGreaterThan(500)
  }
  expect(list.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['electron', 'react', 'node-fetch', 'jsqr', 'zxing-wasm', 'zxing-cpp']),
  )
  // What is only for building has no place in the app.
  expect(list.map(({ name }) => name)).not.toContain('electron-builder')
})
