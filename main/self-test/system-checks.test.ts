import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { expect, vi } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import { test } from '../../test/fixtures.ts'
import {
  checkIcons,
  checkLoginItem,
  checkNotifications,
  checkSandbox,
  checkScreen,
  checkTrash,
  checkTray,
  judgeIdleTime,
  judgeKey,
} from './system-checks.ts'

test.each([
  [true, true, true],
  [true, false, false],
  [true, undefined, false],
  [false, true, false],
])('started with the sandbox: %s, process in it: %s', (isSandboxed, sandboxed, ok) => {
  const metrics = () => [
    { pid: 7, sandboxed: true, integrityLevel: 'low' as const },
    { pid: 8, integrityLevel: 'low' as const, ...(sandboxed === undefined ? {} : { sandboxed }) },
  ]
  for (const platform of ['win32', 'darwin'])
    expect(checkSandbox({ isSandboxed, platform, pagePid: 8, metrics }).ok).toBe(ok)
})

test('a start without the sandbox is reported, on Linux too', () => {
  const finding = checkSandbox({ isSandboxed: false, platform: 'linux', pagePid: 1, metrics: () => [] })
  expect(finding).toEqual({ ok: false, detail: 'the app was started with --no-sandbox' })
})

test.runIf(process.platform === 'linux')(
  'on Linux a process with our own attributes is not sandboxed',
  () => {
    const finding = checkSandbox({
      ...{ isSandboxed: true, platform: 'linux', pagePid: process.pid },
      metrics: () => [],
    })
    expect(finding.ok).toBe(false)
  },
)

test.each([
  ['linux', true, true],
  ['linux', false, null],
  ['win32', false, false],
  ['darwin', false, false],
])('on %s a real key: %s', (platform, isReal, ok) => {
  expect(judgeKey({ isReal, why: 'why' }, platform).ok).toBe(ok)
})

const source = (isEmpty: boolean) => ({ thumbnail: { isEmpty: () => isEmpty } })
const screenOf = (sources: object[], access = 'granted') => ({
  systemPreferences: { getMediaAccessStatus: () => access as 'granted' },
  desktopCapturer: { getSources: vi.fn(() => Promise.resolve(sources as never)) },
})

test.each([
  ['linux', false, screenOf([source(false)]), true],
  ['linux', false, screenOf([source(true)]), false],
  ['win32', false, screenOf([]), false],
  ['darwin', false, screenOf([source(false)]), true],
])('on %s (Wayland: %s) the screen is read once', async (platform, isWayland, parts, ok) => {
  expect((await checkScreen({ platform, isWayland, ...parts })).ok).toBe(ok)
  expect(parts.desktopCapturer.getSources).toHaveBeenCalledOnce()
})

test.each([
  ['linux', true, screenOf([source(false)])],
  ['darwin', false, screenOf([source(false)], 'denied')],
])('if reading would ask the user (%s), it is skipped and reported', async (platform, isWayland, parts) => {
  const finding = await checkScreen({ platform, isWayland, ...parts })
  expect(finding.ok).toBeNull()
  expect(parts.desktopCapturer.getSources).not.toHaveBeenCalled()
})

test.for(['linux', 'win32', 'darwin'])(
  'on %s a file is moved to the trash, or not',
  async (platform, { folder }) => {
    const trash = vi.fn(async (path: string) => {
      expect(existsSync(path)).toBe(true)
      await rm(path)
    })
    expect((await checkTrash({ folder, platform, trash })).ok).toBe(true)
    expect(trash).toHaveBeenCalledOnce()
    const refusing = () => Promise.reject(new AppError('DISK_ERROR', { detail: 'why' }))
    const refused = await checkTrash({ folder, platform, trash: refusing })
    expect(refused).toEqual({
      ok: platform === 'linux' ? null : false,
      detail: expect.stringContaining('why') as string,
    })
  },
)

test.each([
  [0, true],
  [300, true],
  [-1, false],
  [Number.NaN, false],
  [undefined, false],
])('an idle time of %s', (seconds, ok) => {
  expect(judgeIdleTime(seconds).ok).toBe(ok)
})

test('an icon that cannot be read is named', () => {
  const isEmpty = (path: string) => ({ isEmpty: () => path === '/b.png' })
  expect(checkIcons(['/a.png'], isEmpty).ok).toBe(true)
  expect(checkIcons(['/a.png', '/b.png'], isEmpty)).toEqual({ ok: false, detail: 'not readable: /b.png' })
})

function trialNotification(event: 'show' | 'failed' | 'none', error = '') {
  const notification = Object.assign(new EventEmitter(), {
    show: () => void (event !== 'none' && setImmediate(() => notification.emit(event, {}, error))),
    close: vi.fn(),
  })
  return notification
}

test.each([
  ['that shows one', trialNotification('show'), true, 'one was shown'],
  ['that refuses', trialNotification('failed', 'not allowed'), null, 'not allowed'],
  ['that refuses without a word', trialNotification('failed'), null, 'no reason'],
  ['that says nothing', trialNotification('none'), null, 'did not say'],
] as const)('a system %s', async (_what, notification, ok, detail) => {
  const finding = await checkNotifications({ isSupported: true, create: () => notification, limitMs: 50 })
  expect(finding).toEqual({ ok, detail: expect.stringContaining(detail) })
  expect(notification.close).toHaveBeenCalledOnce()
})

test('a system without notifications is not asked to show one', async () => {
  const create = vi.fn()
  expect((await checkNotifications({ isSupported: false, create })).ok).toBeNull()
  expect(create).not.toHaveBeenCalled()
})

test('the tray icon is taken away again, and starting at login is only read', async () => {
  const destroy = vi.fn()
  expect(checkTray(() => ({ destroy }))).toMatchObject({ ok: true })
  expect(destroy).toHaveBeenCalledOnce()
  expect(await checkLoginItem(async () => 'off')).toEqual({ ok: true, detail: 'the system says: off' })
})
