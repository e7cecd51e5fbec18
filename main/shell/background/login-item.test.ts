import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { test } from '../../../test/fixtures.ts'
import { isPosix } from '../../../test/platform.ts'
import { createLoginItems, isStartedAtLogin } from './login-item.ts'

const PROGRAM = '/opt/Meetkeep/meetkeep'

/** An app whose system says what was set, as far as it allows. */
function fakeApp(appData = '/', answer: Record<string, unknown> = {}, isPackaged = true) {
  let openAtLogin = false
  const setLoginItemSettings = vi.fn((given: { openAtLogin?: boolean }) => {
    openAtLogin = given.openAtLogin === true
  })
  const getLoginItemSettings = vi.fn(() => ({
    openAtLogin,
    executableWillLaunchAtLogin: openAtLogin,
    ...answer,
  }))
  return {
    isPackaged,
    getPath: () => appData,
    setLoginItemSettings,
    getLoginItemSettings: getLoginItemSettings as never,
  }
}
const itemsOf = (
  app: ReturnType<typeof fakeApp>,
  platform: NodeJS.Platform,
  appImage: string | null = null,
) => createLoginItems({ app, platform, program: PROGRAM, appImage })

test('on Linux a file in the autostart folder is made, read back and removed', async ({ folder }) => {
  const items = itemsOf(fakeApp(folder), 'linux')
  const file = join(folder, 'autostart', 'com.meetkeep.app.desktop')
  expect(await items.get()).toBe('off')
  expect(await items.set(true)).toBe('on')
  expect(await readFile(file, 'utf8')).toContain(`\nExec="${PROGRAM}" --at-login\n`)
  if (isPosix) expect((await stat(file)).mode & 0o777).toBe(0o644)
  expect(await itemsOf(fakeApp(folder), 'linux').get()).toBe('on')
  // Changed by the desktop since.
  await writeFile(file, (await readFile(file, 'utf8')).replace('enabled=true', 'enabled=false'))
  expect(await items.get()).toBe('blocked')
  expect(await items.set(true)).toBe('on')
  expect(await items.set(false)).toBe('off')
  expect(await items.set(false)).toBe('off')
  await expect(readFile(file)).rejects.toThrow('ENOENT')
})

test('an AppImage is started by its own file, not by where it is mounted; another copy is named', async ({
  folder,
}) => {
  const image = '/home/a/Meetkeep (1).AppImage'
  expect(await itemsOf(fakeApp(folder), 'linux', image).set(true)).toBe('on')
  expect(await itemsOf(fakeApp(folder), 'linux').get()).toBe('other')
  expect(await itemsOf(fakeApp(folder), 'linux', '/home/a/new\nline').set(true)).toBe('unavailable')
})

test('a folder that cannot be written to is reported', async ({ folder }) => {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'autostart'), 'in the way')
  await expect(itemsOf(fakeApp(folder), 'linux').set(true)).rejects.toMatchObject({
    code: expect.stringMatching(/^[A-Z_]+$/),
  })
})

test('on Windows the value has our argument, and one that the Task Manager switched off is blocked', async () => {
  const app = fakeApp()
  expect(await itemsOf(app, 'win32').set(true)).toBe('on')
  const own = { path: PROGRAM, args: ['--at-login'] }
  expect(app.setLoginItemSettings).toHaveBeenCalledExactlyOnceWith({ openAtLogin: true, ...own })
  expect(app.getLoginItemSettings).toHaveBeenCalledWith(own)
  expect(await itemsOf(app, 'win32').set(false)).toBe('off')
  const switchedOff = fakeApp('/', { openAtLogin: true, executableWillLaunchAtLogin: false })
  expect(await itemsOf(switchedOff, 'win32').get()).toBe('blocked')
})

test('on macOS the state is that of the login item', async () => {
  const app = fakeApp()
  expect(await itemsOf(app, 'darwin').set(true)).toBe('on')
  expect(app.setLoginItemSettings).toHaveBeenCalledExactlyOnceWith({ openAtLogin: true })
  const waits = fakeApp('/', { openAtLogin: false, status: 'requires-approval' })
  expect(await itemsOf(waits, 'darwin').set(true)).toBe('blocked')
})

test.each(['linux', 'win32', 'darwin'] as const)(
  'run from its source on %s, nothing is registered',
  async (platform) => {
    const app = fakeApp('/nowhere', {}, false)
    expect(await itemsOf(app, platform).set(true)).toBe('unavailable')
    expect(await itemsOf(app, platform).get()).toBe('unavailable')
    expect(app.setLoginItemSettings).not.toHaveBeenCalled()
  },
)

test.each([
  ['linux', ['meetkeep', '--at-login'], {}, true],
  ['linux', ['meetkeep'], {}, false],
  ['win32', ['Meetkeep.exe', '--at-login'], {}, true],
  ['darwin', ['Meetkeep'], { wasOpenedAtLogin: true }, true],
  ['darwin', ['Meetkeep', '--at-login'], { wasOpenedAtLogin: false }, false],
] as const)('on %s, %j with %j: started at login is %s', (platform, argv, answer, expected) => {
  expect(isStartedAtLogin(fakeApp('/', answer), platform, argv)).toBe(expected)
})
