import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { prepareHome } from './home.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'home-'))
  vi.stubEnv('MEETKEEP_HOME', undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

function prepared(isDemo = false) {
  const app = {
    exit: vi.fn(),
    getPath: () => folder,
    commandLine: { getSwitchValue: () => '' } as never,
    getLocale: () => 'en-US',
    getPreferredSystemLanguages: () => ['zh-Hans-CN'],
    setPath: vi.fn(),
  }
  const dialog = { showErrorBox: vi.fn() }
  return { home: prepareHome({ app, dialog, isDemo }), app, dialog }
}

test('it is made for the user alone, and the demo has its own', () => {
  const { home, app, dialog } = prepared()
  expect(home).toBe(join(folder, 'Meetkeep'))
  expect(statSync(home).mode & 0o777).toBe(0o700)
  expect(app.setPath).toHaveBeenCalledExactlyOnceWith('userData', home)
  expect(prepared(true).home).toBe(join(folder, 'Meetkeep Demo'))
  expect(dialog.showErrorBox).not.toHaveBeenCalled()
})

test('what is no folder ends the app, which says where it is and what to do', () => {
  writeFileSync(join(folder, 'Meetkeep'), '')
  const { home, app, dialog } = prepared()
  expect(app.exit).toHaveBeenCalledExactlyOnceWith(1)
  expect(dialog.showErrorBox.mock.calls[0]?.join()).toMatch(/无法启动.*写入权限/s)
  expect(dialog.showErrorBox.mock.calls[0]?.join()).toContain(home)
  expect(app.setPath).not.toHaveBeenCalled()
  expect(existsSync(join(home, 'logs'))).toBe(false)
})
