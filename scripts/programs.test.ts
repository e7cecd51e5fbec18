import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { npmProgram, programOf } from './programs.mjs'

const scripts = fileURLToPath(new URL('.', import.meta.url))
let folder = ''
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'meetkeep 会议 (1) ')))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(['electron-vite', 'vite', 'electron-builder'])('%s is run by its own file', (name) => {
  const { status, stdout } = spawnSync(process.execPath, [programOf(name), '--version'], { encoding: 'utf8' })
  expect(status).toBe(0)
  expect(stdout).toMatch(/\d+\.\d+\.\d+/)
})

test.each([
  ['where npm reports it', 'elsewhere/npm-cli.js', true],
  ['where Node for Windows installs it', 'bin/node_modules/npm/bin/npm-cli.js', false],
  ['where Node for other systems installs it', 'lib/node_modules/npm/bin/npm-cli.js', false],
])('npm is found %s', (_how, where, isNamed) => {
  const home = mkdtempSync(join(folder, 'node '))
  mkdirSync(join(home, 'bin'))
  writeFileSync(join(home, 'bin/node'), '')
  const npm = join(home, where)
  mkdirSync(join(npm, '..'), { recursive: true })
  writeFileSync(npm, '')
  expect(npmProgram(isNamed ? { npm_execpath: npm } : {}, join(home, 'bin/node'))).toBe(npm)
})

test('finds none without npm, and yarn is not npm', () => {
  writeFileSync(join(folder, 'node'), '')
  writeFileSync(join(folder, 'yarn.js'), '')
  expect(npmProgram({}, join(folder, 'node'))).toBeNull()
  expect(npmProgram({ npm_execpath: join(folder, 'yarn.js') }, join(folder, 'node'))).toBeNull()
})

test('a script detects that it is the main module, over a link and in a folder of any name', () => {
  mkdirSync(join(folder, 'real'))
  for (const name of ['release-notes.mjs', 'programs.mjs', 'built.mjs'])
    cpSync(join(scripts, name), join(folder, 'real/scripts', name))
  writeFileSync(join(folder, 'real/package.json'), '{"version":"1.2.3"}')
  writeFileSync(join(folder, 'real/CHANGELOG.md'), '## 1.2.3 (today)\n\nWords.\n')
  symlinkSync(join(folder, 'real'), join(folder, 'link'), 'junction')
  for (const way of ['real', 'link']) {
    const { stdout } = spawnSync(process.execPath, [join(folder, way, 'scripts/release-notes.mjs')], {
      encoding: 'utf8',
    })
    expect(stdout, way).toBe('Words.\n')
  }
})

test('no script starts a shell, or a command that exists only in a shell on Windows', () => {
  for (const name of readdirSync(scripts).filter((file) => file.endsWith('.mjs'))) {
    const text = readFileSync(join(scripts, name), 'utf8')
    expect(text, name).not.toMatch(
      /\bshell:|execSync\(|(?<!\.)\bexec\(|['"](npm|npx|vite|electron-vite|electron-builder)['"],\s*\[/,
    )
  }
})
