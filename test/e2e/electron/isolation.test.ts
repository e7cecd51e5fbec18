import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { expect } from 'vitest'
import { ASKED_PERMISSIONS } from '../../../contract/self-test.ts'
import { permissionProblems } from '../../../main/self-test/permission-answers.ts'
import { metricProblems, processFacts, sandboxProblems } from '../../../main/self-test/sandbox-facts.ts'
import { keychainProblems } from '../../verdicts/keychain.ts'
import type { OpenApp } from '../app.ts'
import { test } from '../fixtures.ts'

// Protections of Chromium and the system, which only the real program has; the stand-in has none of them.
let home = ''
let app: OpenApp
let electron: ElectronApplication
test.beforeAll(async ({ sharedHome: madeHome, openSharedApp }) => {
  home = madeHome
  await writeFile(join(home, 'settings.json'), JSON.stringify({ linkSchemes: ['meetkeep'] }))
  app = await openSharedApp({ home })
  if (app.electron === null) throw new Error('These tests are for the real Electron: npm run test:electron')
  electron = app.electron
  await app.page.getByRole('button', { name: 'Try it with sample meetings' }).waitFor()
})

test('the page comes from the app’s own scheme and has nothing of Node', async () => {
  expect(new URL(app.page.url()).protocol).toBe('app:')
  const leaks = await app.page.evaluate(() =>
    ['require', 'module', 'process', 'Buffer', 'global'].filter((name) => name in globalThis),
  )
  expect(leaks).toEqual([])
})

test('the page cannot change the bridge, nor reach its isolated world', async () => {
  const found = await app.page.evaluate(async () => {
    const bridge = (globalThis as unknown as { meetkeep: { call: (name: string) => Promise<unknown> } })
      .meetkeep
    const before = bridge.call
    try {
      bridge.call = () => Promise.resolve('mine')
    } catch {
      // In strict mode a frozen bridge throws.
    }
    // In a shared world the bridge would call the page's replacement of Object.hasOwn.
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

// openApp fails without it (test/e2e/open-in-electron.ts); this test lists what is checked.
test('the page’s process has the sandbox of a normal start: no switch, namespaces and a filter', async () => {
  const { program, page, switches } = await electron.evaluate(({ app: running, webContents }) => ({
    program: process.pid,
    page: webContents.getAllWebContents()[0]?.getOSProcessId() ?? 0,
    switches: ['no-sandbox', 'disable-seccomp-filter-sandbox'].filter((name) =>
      running.commandLine.hasSwitch(name),
    ),
  }))
  expect(switches).toEqual([])
  expect(page).not.toBe(program)
  if (process.platform === 'linux')
    expect(sandboxProblems({ program: processFacts(program), page: processFacts(page) })).toEqual([])
  else {
    const metric = await electron.evaluate(
      ({ app: running }, pid) => running.getAppMetrics().find((one) => one.pid === pid),
      page,
    )
    expect(metricProblems(metric, process.platform)).toEqual([])
  }
})

test('the page has only the permissions it needs', async () => {
  const answers = await app.page.evaluate(
    (asked) =>
      Promise.all(
        asked.map((one) =>
          navigator.permissions.query(one as unknown as PermissionDescriptor).then(
            ({ state }): string => state,
            () => 'unknown',
          ),
        ),
      ),
    ASKED_PERMISSIONS,
  )
  expect(permissionProblems(answers)).toEqual([])
})

test('unneeded permission requests are refused, and the camera is not', async () => {
  const outcome = await app.page.evaluate(async () => {
    const nameOf = (error: unknown): string => (error instanceof Error ? error.name : String(error))
    const asked = (request: Promise<unknown>): Promise<string> => request.then(() => 'allowed', nameOf)
    return {
      camera: await asked(
        navigator.mediaDevices
          .getUserMedia({ video: true })
          .then((stream) => stream.getTracks().forEach((track) => track.stop())),
      ),
      microphone: await asked(navigator.mediaDevices.getUserMedia({ audio: true })),
      place: await new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('allowed'),
          ({ code }) => resolve(code),
        )
      }),
      notifications: await Notification.requestPermission(),
    }
  })
  // openApp provides fake cameras and a microphone, so that no request fails for lack of hardware. A
  // permitted location that cannot be determined fails with 2, POSITION_UNAVAILABLE.
  expect(outcome).toEqual({
    camera: 'allowed',
    microphone: 'NotAllowedError',
    place: 1,
    notifications: 'denied',
  })
})

test('the policy forbids the page to fetch what the player loads', async () => {
  const refused = await app.page.evaluate(async () => {
    const violated = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
        once: true,
      })
    })
    const name = await fetch(`meetkeep-media://library/${'0'.repeat(32)}`).then(
      () => 'answered',
      (error: Error) => error.name,
    )
    return { name, directive: name === 'answered' ? '' : await violated }
  })
  expect(refused).toEqual({ name: 'TypeError', directive: 'connect-src' })
})

test('the page opens no window and does not navigate', async () => {
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

test('a secret is stored under a key of the system, or not at all, and the app shows which', async () => {
  // Independent of the app's own check: how the system encrypts a text, and the file's content afterwards.
  const probe = await electron.evaluate(({ safeStorage }) =>
    Promise.race([
      safeStorage.encryptStringAsync('a probe').then(
        (encrypted) => encrypted.toString('base64'),
        () => null,
      ),
      // A keyring may wait for its password, which the test does not type.
      new Promise<null>((resolve) => setTimeout(resolve, 30_000, null)),
    ]),
  )
  const secret = 'the password of a proxy'
  const call = (name: string, input?: object): Promise<unknown> =>
    app.page.evaluate(
      ([channel, sent]) =>
        (
          globalThis as unknown as { meetkeep: { call(name: string, input: unknown): Promise<unknown> } }
        ).meetkeep.call(channel, sent),
      [name, input] as const,
    )
  expect(await call('settings.setProxyPassword', { value: secret })).toMatchObject({ ok: true })
  const info = (await call('app.info')) as { value: { isStandIn: boolean } }
  expect(info.value.isStandIn).toBe(false)
  const keychain = (await call('app.keychain')) as { value: string }
  const file = await readFile(join(home, 'secrets.json'), 'utf8').catch(() => null)
  expect(
    keychainProblems({
      platform: process.platform,
      probe: probe === null ? null : Buffer.from(probe, 'base64'),
      said: keychain.value,
      file,
      secret,
    }),
  ).toEqual([])
  await call('settings.setProxyPassword', { value: '' })
})

test('a second start exits, and the first still has one window', async () => {
  await app.startAgain()
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

// Emitted by the test: it checks the app's reaction, not that a system sends it. That needs an installed app
// (docs/releasing.md); a start with a link, as on Windows and Linux, is tested in test/e2e/links.
test('a simulated open-url event shows what its link would save', async () => {
  const link = 'meetkeep://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=brought-1'
  const isHeard = await electron.evaluate(({ app: running }, url) => {
    let isTaken = false
    running.emit('open-url', { preventDefault: () => (isTaken = true) }, url)
    return isTaken
  }, link)
  expect(isHeard).toBe(true)
  const preview = app.page.getByRole('dialog', { name: 'Save these minutes?' })
  await preview.filter({ hasText: 'brought-1' }).waitFor()
  await preview.getByRole('button', { name: 'Cancel' }).click()
})
