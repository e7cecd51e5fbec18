import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, normalize } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { extractFile, getRawHeader, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { NtExecutable, NtExecutableResource } from 'resedit'
import { describe, expect, test } from 'vitest'
import { CALLS } from '../../contract/ipc.ts'
import { LANGUAGE_TAGS } from '../../i18n/languages.ts'
import { stubSystems } from '../../scripts/stub-systems.mjs'

// The output of `npm run package:stub`; `npm test` runs it first.
const packed = fileURLToPath(new URL('../../out/package', import.meta.url))
const mac = 'mac/Meetkeep.app/Contents'
const WHERE = {
  linux: { archive: 'linux-unpacked/resources/app.asar', program: 'linux-unpacked/meetkeep' },
  windows: { archive: 'win-unpacked/resources/app.asar', program: 'win-unpacked/Meetkeep.exe' },
  mac: { archive: `${mac}/Resources/app.asar`, program: 'mac/Meetkeep.app' },
}
const made = stubSystems(process.platform)
const PACKAGES = made.map((system) => ({
  system,
  archive: join(packed, WHERE[system].archive),
  program: join(packed, WHERE[system].program),
}))

test('packages were built for every system that this machine can build for, and for no other', () => {
  const folders = { linux: 'linux-unpacked', windows: 'win-unpacked', mac: 'mac' }
  const found = readdirSync(packed).filter((entry) => Object.values<string>(folders).includes(entry))
  expect(found.toSorted()).toEqual(made.map((system) => folders[system]).toSorted())
})

const filesOf = (archive: string): string[] =>
  listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'))
const textOf = (archive: string, file: string): string =>
  extractFile(archive, normalize(file.slice(1))).toString()

describe.each(PACKAGES)('the package for $system', ({ archive, program }) => {
  const files = filesOf(archive)

  test('contains only the three bundles, the licenses and package.json', () => {
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

  test('contains the languages of the app, but not the pseudo-language', () => {
    const chunks = files.filter((file) => /^\/out\/(main|renderer)\/.*\.js$/.test(file))
    const texts = chunks.map((file) => textOf(archive, file))
    for (const tag of LANGUAGE_TAGS)
      expect(
        texts.some((text) => text.includes(tag)),
        tag,
      ).toBe(true)
    expect(chunks.filter((_, index) => /en-XA|Þšéûðö/.test(texts[index] ?? ''))).toEqual([])
  })

  test('contains no source, source map, test or secret', () => {
    expect(files.filter((file) => /\.(map|[cm]?tsx?|jsx|pem|key|p12|pfx|env)$|\btest\b/.test(file))).toEqual(
      [],
    )
    for (const file of files.filter((name) => /\.(c?js|json|html|css)$/.test(name))) {
      expect(textOf(archive, file), file).not.toMatch(
        /-----BEGIN [A-Z ]*PRIVATE KEY-----|sourceMappingURL=data:/,
      )
    }
  })

  test('has only the package.json fields that the app needs', () => {
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
    // The wire contains digits.
    expect(wire[FuseV1Options[name]]).toBe((isOn ? '1' : '0').charCodeAt(0))
  })
})

// On macOS electron-builder moves them into the app only from Electron's own zip, not from a stub.
test.each(['linux-unpacked', 'win-unpacked'])('%s has the licenses of Electron and Chromium', (folder) => {
  expect(readdirSync(join(packed, folder))).toEqual(
    expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']),
  )
})

describe('the hash of the archive is stored', () => {
  const hashOf = (archive: string): string =>
    createHash('sha256').update(getRawHeader(archive).headerString).digest('hex')
  test('in the program, on Windows', () => {
    const resources = NtExecutableResource.from(
      NtExecutable.from(readFileSync(join(packed, WHERE.windows.program))),
    )
    const entry = resources.entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR')
    expect(JSON.parse(Buffer.from(entry?.bin ?? new ArrayBuffer(0)).toString())).toEqual([
      { file: 'resources\\app.asar', alg: 'SHA256', value: hashOf(join(packed, WHERE.windows.archive)) },
    ])
  })

  test.runIf(made.includes('mac'))('in the property list, on macOS', () => {
    const list = readFileSync(join(packed, mac, 'Info.plist'), 'utf8')
    expect(/<key>ElectronAsarIntegrity<\/key>.*?<key>hash<\/key>\s*<string>(\w+)</s.exec(list)?.[1]).toBe(
      hashOf(join(packed, WHERE.mac.archive)),
    )
  })
})

test.runIf(made.includes('mac'))('macOS has the permission reasons in both languages', () => {
  const list = readFileSync(join(packed, mac, 'Info.plist'), 'utf8')
  for (const language of ['en', 'zh_CN']) {
    const texts = readFileSync(join(packed, mac, `Resources/${language}.lproj/InfoPlist.strings`), 'utf8')
    for (const key of ['NSCameraUsageDescription', 'NSScreenCaptureUsageDescription']) {
      expect(list).toContain(`<key>${key}</key>`)
      expect(texts).toMatch(new RegExp(`^${key} = ".+";$`, 'm'))
    }
  }
})

// The archives contain the same files: only one is checked further.
const { archive } = PACKAGES[0] as (typeof PACKAGES)[0]
const files = filesOf(archive)

test('the packages contain the same app', () => {
  const headers = PACKAGES.map((each) => getRawHeader(each.archive).headerString)
  expect(new Set(headers).size).toBe(1)
})

test('no module is loaded from node_modules', () => {
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
    // Chunks with only texts import nothing.
    expect(names.length > 0, file).toBe(/^import\b/m.test(code))
    expect(
      names.filter((name) => !/^(\.\/|node:|electron$)/.test(name) && !builtinModules.includes(name)),
      file,
    ).toEqual([])
  }
})

test('the updater loads only from the package', () => {
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

test('the sandboxed preload requires only electron', () => {
  const preload = textOf(archive, '/out/preload/index.cjs')
  expect([...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name)).toEqual(['electron'])
})

test('no certificate check is disabled', () => {
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
  // Build-time packages must not be in the app.
  expect(list.map(({ name }) => name)).not.toContain('electron-builder')
})

interface LinuxInstaller {
  entryFile: string
  entry: string
  afterInstall?: string
  places?: string[]
}
// Only on Linux does electron-builder expose the contents of deb and rpm.
describe.runIf(process.platform === 'linux')('the desktop entries of AppImage, deb and rpm', () => {
  const installers = JSON.parse(
    readFileSync(join(packed, 'linux-installers.json'), 'utf8'),
  ) as LinuxInstaller[]
  const { name, productName, desktopName } = JSON.parse(textOf(archive, '/package.json')) as Record<
    string,
    string
  >

  test('exist for all three', () => {
    expect(installers).toHaveLength(3)
    expect(installers.filter(({ places }) => places !== undefined)).toHaveLength(2)
  })

  test('the packed package.json names the app and its entry to Electron', () => {
    expect({ name, productName, desktopName }).toEqual({
      name: 'meetkeep',
      productName: 'Meetkeep',
      desktopName: 'com.meetkeep.app.desktop',
    })
  })

  test('the entry matches the window class of Electron', () => {
    for (const { entryFile, entry } of installers) {
      expect(entryFile).toBe(desktopName)
      expect(entry).toContain(`\nName=${productName}\n`)
      expect(entry).toContain(`\nStartupWMClass=${desktopName?.replace(/\.desktop$/, '')}\n`)
      expect(entry).toContain('\nIcon=meetkeep\n')
      expect(entry).toContain('\nMimeType=x-scheme-handler/cloudlink;x-scheme-handler/meetkeep;\n')
    }
  })

  test('no entry disables the sandbox', () => {
    for (const { entry } of installers) expect(entry).not.toContain('sandbox')
    expect(installers.map(({ entry }) => /^Exec=(.*)$/m.exec(entry)?.[1])).toEqual([
      'AppRun %U',
      '/opt/Meetkeep/meetkeep %U',
      '/opt/Meetkeep/meetkeep %U',
    ])
  })

  test('deb and rpm install an AppArmor profile for the sandbox, an icon and an entry', () => {
    const profile = readFileSync(join(archive, '../apparmor-profile'), 'utf8')
    expect(profile).toMatch(
      /profile "meetkeep" "\/opt\/Meetkeep\/meetkeep" flags=\(unconfined\) \{\s+userns,/,
    )
    for (const { afterInstall, places } of installers.filter((one) => one.places !== undefined)) {
      expect(afterInstall).toContain(`APPARMOR_PROFILE_TARGET='/etc/apparmor.d/meetkeep'`)
      expect(places).toContain(`/usr/share/applications/${desktopName}`)
      expect(places).toContain('/usr/share/icons/hicolor/256x256/apps/meetkeep.png')
    }
  })
})

test('a window on Linux finds its icon beside main', () => {
  expect(files).toContain('/out/main/icon.png')
  expect(extractFile(archive, normalize('out/main/icon.png'))).toEqual(
    readFileSync(fileURLToPath(new URL('../../build/icons/256x256.png', import.meta.url))),
  )
})
