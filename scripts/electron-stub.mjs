import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'

const electron = dirname(createRequire(import.meta.url).resolve('electron/package.json'))

/** Fuses are flipped at this sentinel: version 1, nine fuses, all on (@electron/fuses, "sentinel"). */
const FUSES = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'latin1'),
  Buffer.from([1, 9]),
  Buffer.from('1'.repeat(9), 'latin1'),
])

/**
 * Creates the minimal Electron distribution that electron-builder accepts, one for each system, so that an
 * app can be packaged without any download. None of them can be started.
 *
 * @returns the folder of each distribution, by Node's platform name: linux, win32 or darwin.
 */
export function makeElectronStubs(folder) {
  rmSync(folder, { recursive: true, force: true })
  const of = (system) => join(folder, system)
  for (const system of ['linux', 'win32', 'darwin']) {
    const { version } = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8'))
    write(join(of(system), 'version'), version)
    cpSync(join(electron, 'LICENSE'), join(of(system), 'LICENSE'))
    write(join(of(system), 'LICENSES.chromium.html'), '<!doctype html>')
  }
  for (const system of ['linux', 'win32']) {
    mkdirSync(join(of(system), 'resources'))
    for (const locale of ['de', 'en-US', 'zh-CN']) write(join(of(system), `locales/${locale}.pak`), '')
  }
  writeProgram(join(of('linux'), 'electron'), Buffer.from('#!/bin/sh\nexit 1\n'))
  writeProgram(join(of('win32'), 'electron.exe'), windowsProgram())
  makeMacApp(of('darwin'))
  return (system) => of(system)
}

/**
 * An empty program with the version resource in which the asar integrity is stored (electron-builder:
 * electronWin).
 */
function windowsProgram() {
  const program = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(program)
  const version = Resource.VersionInfo.createEmpty()
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' })
  version.outputToResourceEntries(resources.entries)
  resources.outputResource(program)
  return Buffer.from(program.generate())
}

/** The bundle in Electron's layout: the fuses are in the framework, and each helper is a separate app. */
function makeMacApp(folder) {
  const contents = join(folder, 'Electron.app/Contents')
  writeBundle(contents, 'Electron')
  const framework = join(contents, 'Frameworks/Electron Framework.framework')
  writeProgram(join(framework, 'Electron Framework'), Buffer.alloc(0))
  for (const resources of [join(contents, 'Resources'), join(framework, 'Versions/A/Resources')])
    for (const locale of ['de', 'en', 'zh_CN']) write(join(resources, `${locale}.lproj/locale.pak`), '')
  for (const helper of ['Helper', 'Helper (GPU)', 'Helper (Plugin)', 'Helper (Renderer)'])
    writeBundle(join(contents, `Frameworks/Electron ${helper}.app/Contents`), `Electron ${helper}`)
}

function writeBundle(contents, name) {
  write(join(contents, `MacOS/${name}`), '#!/bin/sh\nexit 1\n', 0o755)
  write(
    join(contents, 'Info.plist'),
    `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string></dict></plist>
`,
  )
}

/** Every program ends with the fuses. */
function writeProgram(file, start) {
  write(file, Buffer.concat([start, FUSES]), 0o755)
}

function write(file, content, mode = 0o644) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content, { mode })
}
