import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { LINK_SCHEMES } from '../contract/links.ts'
import { hasProgram } from './chromium.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const file = join(root, 'build/installer.nsh')
/** Without comments, as makensis reads it. */
const script = readFileSync(file, 'utf8').replaceAll(/^\s*;.*\n/gm, '')
const macro = (name: string): string =>
  new RegExp(`^!macro ${name}\\b.*\\n([\\s\\S]*?)^!macroend`, 'm').exec(script)?.[1] ?? ''

describe('the registry keys that the uninstaller removes', () => {
  test('electron-builder includes the script', () => {
    const { nsis } = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as {
      nsis: Record<string, unknown>
    }
    expect(nsis).toMatchObject({ include: 'build/installer.nsh', perMachine: false })
  })

  test('removes every scheme the app can claim, and none during an update', () => {
    const lines = macro('customUnInstall')
      .trim()
      .split('\n')
      .map((line) => line.trim())
    expect(lines.at(0)).toBe('${ifNot} ${isUpdated}')
    expect(lines.at(-1)).toBe('${endIf}')
    const released = lines.flatMap((line) => /releaseLinks "(\w+)"/.exec(line)?.[1] ?? [])
    expect(released.toSorted()).toEqual([...LINK_SCHEMES].toSorted())
    // No other hook: nothing runs during installation, or before a running app was asked to quit.
    expect([...script.matchAll(/^!macro (custom\w*|preInit)/gm)].map(([, name]) => name)).toEqual([
      'customUnInstall',
    ])
  })

  test.each(['releaseLinks', 'removeNotificationActivators', 'removeStartAtLogin'])(
    '%s deletes only what points to this installation, of this user',
    (name) => {
      const body = macro(name)
      const inside = [
        ...body.matchAll(/\$\{if\} \$R\d == [^\n]*(\$R1|EXECUTABLE[^\n]*)\n([\s\S]*?)\$\{(else|endIf)\}/g),
      ]
        .map(([, , deletes]) => deletes ?? '')
        .join('')
      const deletes = (text: string): number => [...text.matchAll(/DeleteReg\w+/g)].length
      expect(deletes(body)).toBeGreaterThan(0)
      expect(deletes(inside)).toBe(deletes(body))
      expect(body).toContain('$INSTDIR\\${APP_EXECUTABLE_FILENAME}')
      expect(body).not.toMatch(/HKLM|HKCR|SHELL_CONTEXT/)
    },
  )
})

// Debian: nsis.
describe.runIf(hasProgram('makensis'))('makensis', () => {
  let folder = ''
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('compiles it', () => {
    folder = mkdtempSync(join(tmpdir(), 'meetkeep-nsis-'))
    writeFileSync(
      join(folder, 'test.nsi'),
      String.raw`Unicode true
!include LogicLib.nsh
!define APP_EXECUTABLE_FILENAME "Meetkeep.exe"
!macro _isUpdated _a _b _t _f
  StrCmp "" "true" ${'`${_t}` `${_f}`'}
!macroend
!define isUpdated ${'`"" isUpdated ""`'}
!include "${file}"
OutFile "${join(folder, 'test.exe')}"
Section
  WriteUninstaller "$TEMP\uninstall.exe"
SectionEnd
Section Uninstall
  !insertmacro customUnInstall
SectionEnd
`,
    )
    // As in electron-builder: a warning is an error.
    const { status, stdout } = spawnSync('makensis', ['-V2', '-WX', join(folder, 'test.nsi')], {
      encoding: 'utf8',
    })
    expect(stdout).toBe('')
    expect(status).toBe(0)
  })
})
