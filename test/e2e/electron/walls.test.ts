import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp, type OpenApp } from '../app.ts'

// What only the real program shows: the walls are Chromium's and the system's, and the stand-in has none of them.
let home = ''
let app: OpenApp
let electron: ElectronApplication
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'meetkeep-walls-'))
  await writeFile(join(home, 'settings.json'), JSON.stringify({ linkSchemes: ['meetkeep'] }))
  app = await openApp({ home })
  if (app.electron === null) throw new Error('These tests are for the real Electron: npm run test:electron')
  electron = app.electron
  await app.page.getByRole('button', { name: 'Try it with sample meetings' }).waitFor()
})
afterAll(async () => {
  await app?.close()
  await rm(home, { recursive: true, force: true })
})

test('the page comes from the app’s own scheme and has nothing of Node', async () => {
  expect(new URL(app.page.url()).protocol).toBe('app:')
  const leaks = await app.page.evaluate(() =>
    ['require', 'module', 'process', 'Buffer', 'global'].filter((name) => name in globalThis),
  )
  expect(leaks).toEqual([])
})

test('the page cannot change the bridge, nor reach the world it comes from', async () => {
  const found = await app.page.evaluate(async () => {
    const bridge = (globalThis as unknown as { meetkeep: { call: (name: string) => Promise<unknown> } })
      .meetkeep
    const before = bridge.call
    try {
      bridge.call = () => Promise.resolve('mine')
    } catch {
      // In strict code a frozen bridge throws.
    }
    // A shared world would run the bridge on what the page has put in place of Object.hasOwn.
    const hasOwn = Object.hasOwn
    Object.hasOwn = () => true
    const answer = await bridge.call('electron-store-get-data').then(
      () => 'answered',
      (error: Error) => error.message,
    )
    Object.hasOwn = hasOwn
    return { isSame: bridge.call === before, answer }
  })
  expect(found.isSame).toBe(true)
  expect(found.answer).toContain('Unknown call')
})

test('the page’s process is in the system’s sandbox', async ({ skip }) => {
  if (process.platform !== 'linux') skip('only Linux tells from outside')
  const pid = await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  )
  // 2: system calls go through a filter (proc(5), Seccomp).
  expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m)
})

test('what the page has no use for it is refused', async () => {
  const outcome = await app.page.evaluate(async () => {
    const nameOf = (error: unknown): string => (error instanceof Error ? error.name : String(error))
    const asked = (request: Promise<unknown>): Promise<string> => request.then(() => 'allowed', nameOf)
    return {
      microphone: await asked(navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await asked(navigator.mediaDevices.getDisplayMedia()),
      place: await asked(
        new Promise((resolve, reject) => {
          navigator.geolocation.getCurrentPosition(resolve, (error) => reject(new Error(error.message)))
        }),
      ),
      notifications: await Notification.requestPermission(),
    }
  })
  expect(outcome.microphone).not.toBe('allowed')
  expect(outcome.screen).not.toBe('allowed')
  expect(outcome.place).not.toBe('allowed')
  expect(outcome.notifications).toBe('denied')
})

test('the page opens no window and goes nowhere else', async () => {
  const { page } = app
  const before = page.url()
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true)
  await page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await page.getByRole('button', { name: 'Try it with sample meetings' }).waitFor()
  expect(page.url()).toBe(before)
  expect(electron.windows()).toHaveLength(1)
})

test('secrets go to the system’s keychain, or are not kept: a keychain without a password is none', async () => {
  const system = await electron.evaluate(async ({ safeStorage }) => ({
    isAvailable: await safeStorage.isAsyncEncryptionAvailable(),
    backend: process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'system',
  }))
  const isKept = system.isAvailable && !['basic_text', 'unknown'].includes(system.backend)
  const info = await app.page.evaluate(() =>
    (globalThis as unknown as { meetkeep: { call(name: string): Promise<unknown> } }).meetkeep.call(
      'app.info',
    ),
  )
  expect(info).toMatchObject({
    ok: true,
    value: { keychain: isKept ? 'system' : 'session', isStandIn: false },
  })
})

test('a second start ends, and the first has still its one window', async () => {
  await app.startAgain()
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('a link that macOS brings shows what it would save', async () => {
  const link = 'meetkeep://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=brought-1'
  await electron.evaluate(({ app: running }, url) => {
    running.emit('open-url', { preventDefault: () => undefined }, url)
  }, link)
  const preview = app.page.getByRole('dialog', { name: 'Save these minutes?' })
  await preview.filter({ hasText: 'brought-1' }).waitFor()
  await preview.getByRole('button', { name: 'Cancel' }).click()
})
