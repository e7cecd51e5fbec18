import { chmodSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, vi } from 'vitest'
import { loadAllTexts } from '../../i18n/texts.ts'
import { isPosix } from '../../test/platform.ts'
import { prepareHome, type StartKind } from './home.ts'
import { test } from '../../test/fixtures.ts'

beforeAll(loadAllTexts)

let folder = ''
test.beforeEach(({ folder: madeFolder }) => {
  folder = madeFolder
  vi.stubEnv('MEETKEEP_HOME', undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

function prepared(kind: StartKind = 'usual') {
  const app = {
    getPath: () => folder,
    commandLine: { getSwitchValue: () => '' } as never,
    getLocale: () => 'en-US',
    getPreferredSystemLanguages: () => ['zh-Hans-CN'],
    setPath: vi.fn(),
  }
  return { home: prepareHome({ app, kind }), app }
}

test('the state folder is private to the user, and the demo has a separate one', () => {
  const { home, app } = prepared()
  expect(home).toEqual({ folder: join(folder, 'Meetkeep'), problem: null })
  if (isPosix) expect(statSync(home.folder).mode & 0o777).toBe(0o700)
  expect(app.setPath).toHaveBeenCalledExactlyOnceWith('userData', home.folder)
  expect(prepared('demo').home.folder).toBe(join(folder, 'Meetkeep Demo'))
})

test('a self-test uses a new one each time, and leaves the user’s alone', () => {
  vi.stubEnv('MEETKEEP_HOME', join(folder, 'mine'))
  const [one, other] = [prepared('self-test').home.folder, prepared('self-test').home.folder]
  expect(one).not.toBe(other)
  expect(existsSync(join(folder, 'mine'))).toBe(false)
  for (const each of [one, other]) rmSync(each, { recursive: true })
})

test('a path that is not a folder is reported with advice, and Chromium gets another', () => {
  writeFileSync(join(folder, 'Meetkeep'), '')
  const { home, app } = prepared()
  expect(home.problem?.title).toMatch(/无法启动/)
  expect(home.problem?.body).toMatch(/写入权限/)
  expect(home.problem?.body).toContain(join(folder, 'Meetkeep'))
  expect(app.setPath).toHaveBeenCalledExactlyOnceWith('userData', home.folder)
  expect(statSync(home.folder).isDirectory()).toBe(true)
  rmSync(home.folder, { recursive: true })
})

test.runIf(isPosix)('a state folder that others can read becomes private, except one the user named', () => {
  const modeOf = (path: string): number => statSync(path).mode & 0o777
  for (const name of ['Meetkeep', 'named']) {
    mkdirSync(join(folder, name))
    chmodSync(join(folder, name), 0o755)
  }
  expect(modeOf(prepared().home.folder)).toBe(0o700)
  vi.stubEnv('MEETKEEP_HOME', join(folder, 'named'))
  expect(modeOf(prepared().home.folder)).toBe(0o755)
})
