import { chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { CHROMIUM_FLAGS, findChromium } from '../../../scripts/chromium.mjs'
import { DISABLED_FEATURES } from '../../../main/shell/security/web-preferences.ts'
import { test } from '../../fixtures.ts'
import { serveEmptyPage } from './serve-page.ts'

/*
 * Which features of the browser a page with main's headers has, in a browser of its own: over http, because only
 * Electron has the app's scheme.
 */

type WithFeatures = Document & { featurePolicy: { allowedFeatures(): string[] } }

async function opened(
  folder: string,
  dropped?: readonly string[],
  flags: readonly string[] = [],
): Promise<{ page: Page } & AsyncDisposable> {
  const port = await serveEmptyPage(folder, dropped)
  const browser = await chromium.launch({
    executablePath: findChromium() ?? 'chromium',
    // Otherwise a microphone is refused because there is none.
    args: [...CHROMIUM_FLAGS, '--use-fake-device-for-media-stream', ...flags],
  })
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${port}/`)
  return { page, [Symbol.asyncDispose]: () => browser.close() }
}

/** Of the page, and of a frame without an address, which has interfaces of its own. */
const featuresOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.allow = 'usb *; microphone *; display-capture *'
    document.body.append(frame)
    return [document, frame.contentDocument].flatMap((one) =>
      (one as WithFeatures).featurePolicy
        .allowedFeatures()
        // What a browser says of itself to a server.
        .filter((name) => !name.startsWith('ch-')),
    )
  })

test('the page and its frames have only the features that it needs', async ({ folder }) => {
  await using open = await opened(folder)
  expect([...new Set(await featuresOf(open.page))].toSorted()).toEqual([
    'aria-notify',
    'autoplay',
    'camera',
    'clipboard-write',
    'cross-origin-isolated',
    'fullscreen',
    'media-playback-while-not-visible',
  ])
})

test('no device, sign-in or payment of the browser is asked for', async ({ folder }) => {
  await using open = await opened(folder)
  const answers = await open.page.evaluate(async () => {
    const { credentials } = navigator
    const devices = navigator as unknown as Record<
      'usb' | 'hid' | 'serial',
      { requestDevice?(of: object): Promise<unknown>; requestPort?(): Promise<unknown> }
    >
    const publicKey = { challenge: new Uint8Array(16), rpId: location.hostname }
    const attempts: Record<string, () => Promise<unknown> | undefined> = {
      usb: () => devices.usb.requestDevice?.({ filters: [] }),
      hid: () => devices.hid.requestDevice?.({ filters: [] }),
      serial: () => devices.serial.requestPort?.(),
      midi: () => navigator.requestMIDIAccess(),
      passkey: () => credentials.get({ publicKey }),
      screen: () => navigator.mediaDevices.getDisplayMedia(),
      microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
      place: () =>
        new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      'wake lock': () => navigator.wakeLock.request('screen'),
    }
    const results: Record<string, string> = {}
    for (const [name, attempt] of Object.entries(attempts)) {
      try {
        await attempt()
        results[name] = 'allowed'
      } catch (error) {
        results[name] =
          error instanceof GeolocationPositionError ? `code ${error.code}` : (error as Error).name
      }
    }
    return results
  })
  expect(answers).toEqual({
    usb: 'SecurityError',
    hid: 'SecurityError',
    serial: 'SecurityError',
    midi: 'SecurityError',
    passkey: 'NotAllowedError',
    screen: 'NotAllowedError',
    microphone: 'NotAllowedError',
    place: 'code 1',
    'wake lock': 'NotAllowedError',
  })
})

test('without the header it has them all', async ({ folder }) => {
  await using open = await opened(folder, ['permissions-policy'])
  expect(await featuresOf(open.page)).toEqual(expect.arrayContaining(['usb', 'display-capture', 'payment']))
})

/** What opens something native without a permission, in the page and in a frame of it. */
const nativeOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const names = [
      'showOpenFilePicker',
      'showSaveFilePicker',
      'showDirectoryPicker',
      'documentPictureInPicture',
      'EyeDropper',
    ]
    return names.filter((name) => name in globalThis || name in (frame.contentWindow ?? {}))
  })

test('no script opens a picker, a window above others or a dropper', async ({ folder }) => {
  // Electron passes its preference disableBlinkFeatures to the page's process as this flag.
  await using open = await opened(folder, [], [`--disable-blink-features=${DISABLED_FEATURES}`])
  expect(await nativeOf(open.page)).toEqual([])
})

test('without the preference it has them all', async ({ folder }) => {
  await using open = await opened(folder)
  expect(await nativeOf(open.page)).toHaveLength(5)
})
