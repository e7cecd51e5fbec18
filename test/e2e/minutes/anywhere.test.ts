import { afterEach, describe, expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { goTo } from '../steps.ts'
import { boardOf, bringPicture, pictureOf, screenWith, showToCamera } from './codes.ts'
import { test } from '../fixtures.ts'

const LINK = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=5&topic=plan'
const OTHER = LINK.replace('uuid=5', 'uuid=6')

let app: OpenApp

test.beforeAll(async ({ openSharedApp }) => {
  app = await openSharedApp({ demo: true })
  await app.page.getByRole('navigation').waitFor()
})

const preview = () => app.page.getByRole('dialog', { name: 'Save these minutes?' })
async function previewOf(uuid: string): Promise<void> {
  await expect
    .poll(() => preview().locator('details dd').allTextContents(), { timeout: 30_000 })
    .toEqual([uuid, 'plan'])
  await expect.poll(() => app.page.evaluate(() => location.hash)).toBe('#/minutes')
}
async function closePreview(): Promise<void> {
  await preview().getByRole('button', { name: 'Cancel' }).click()
  await preview().waitFor({ state: 'detached' })
}
const readScreen = () => app.page.getByRole('button', { name: 'Read the screen' }).click()

/** Pastes the clipboard, independently of the focus. */
const pasteText = (text: string) =>
  app.page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }))
  }, text)

describe('the screen', () => {
  test('shows a small code on a busy screen', async () => {
    await goTo(app.page, 'Minutes')
    await app.showOnScreen(await screenWith(LINK))
    await readScreen()
    await previewOf('5')
    await closePreview()
  })

  test('shows several codes to choose from', async () => {
    await app.showOnScreen(await boardOf(LINK, OTHER, 'https://example.com'))
    await readScreen()
    const choice = app.page.getByRole('dialog', { name: '3 codes found' })
    await choice.getByText('https://example.com').waitFor()
    await choice.getByRole('button', { name: /uuid = 6/ }).click()
    await previewOf('6')
    await closePreview()
    await choice.getByRole('button', { name: 'Close' }).click()
    await choice.waitFor({ state: 'detached' })
  })

  test('reports no code, or a refused one', async () => {
    await app.showOnScreen(await boardOf())
    await readScreen()
    await app.page.getByText('No code found on the screen').waitFor()
    await app.showOnScreen(await pictureOf('WIFI:T:WPA;S:Room;P:x;;'))
    await readScreen()
    await app.page.getByRole('alert').getByText('details of a Wi-Fi network').waitFor()
  })

  test('without permission shows the alternatives, and can be retried', async () => {
    await app.showOnScreen(null)
    await readScreen()
    const alert = app.page.getByRole('alert')
    await alert.getByText('The screen could not be read').waitFor()
    await app.showOnScreen(await pictureOf(LINK))
    await alert.getByRole('button', { name: 'Try again' }).click()
    await previewOf('5')
    await closePreview()
  })
})

describe('on any page', () => {
  test.each(['drop', 'paste'] as const)('a picture by %s opens the preview', async (how) => {
    await goTo(app.page, 'Recordings')
    await bringPicture(app.page, how, await pictureOf(LINK))
    await previewOf('5')
    await closePreview()
  })

  test('a pasted link does, other text is ignored', async () => {
    await goTo(app.page, 'Recordings')
    await pasteText('an ordinary text')
    await app.page.getByLabel('Search topic, scheduler or meeting ID').focus()
    await pasteText('https://example.com')
    await app.page.getByRole('heading', { level: 1, name: 'Recordings' }).waitFor()
    await pasteText(LINK)
    await previewOf('5')
    await closePreview()
  })

  test('nothing is accepted while a dialog is open', async () => {
    await goTo(app.page, 'Settings')
    await app.page.getByRole('button', { name: 'Sign out' }).click()
    const question = app.page.getByRole('alertdialog')
    await question.waitFor()
    await bringPicture(app.page, 'drop', await pictureOf(LINK))
    await question.getByRole('button', { name: 'Cancel' }).click()
    await app.page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    await expect.poll(() => preview().count()).toBe(0)
  })
})

// Which keys are taken is the system's to say, and a test presses them in the page alone.
describe.skipIf(process.env['MEETKEEP_DRIVER'] === 'electron')('the shortcut', () => {
  const choose = async (keys: string): Promise<void> => {
    await goTo(app.page, 'Settings')
    await app.page.getByRole('combobox', { name: 'Read the screen from anywhere' }).click()
    await app.page.getByRole('option', { name: keys }).click()
  }

  test('is shown where codes are read', async () => {
    // The index of the settings has a link of that name too.
    await goTo(app.page, 'Recordings')
    await goTo(app.page, 'Minutes')
    await app.page.getByRole('button', { name: 'Set a shortcut to read it from anywhere' }).click()
    await app.page.getByRole('combobox', { name: 'Read the screen from anywhere' }).waitFor()
  })

  test('used by another program is reported as taken', async () => {
    await choose('Ctrl+Shift+M')
    await app.page.getByText('Ctrl+Shift+M is used by another program or the system').waitFor()
    await goTo(app.page, 'Recordings')
    await goTo(app.page, 'Minutes')
    await app.page.getByText('or paste with').waitFor()
    await expect.poll(() => app.page.getByText('reads the screen from anywhere').count()).toBe(0)
  })

  test('reads the screen from another page, but not when it is off', async () => {
    await app.showOnScreen(await pictureOf(LINK))
    await choose('Ctrl+Shift+Y')
    await expect.poll(() => app.page.getByText('is used by another program').count()).toBe(0)
    await goTo(app.page, 'Recordings')
    await app.page.keyboard.press('Control+Shift+Y')
    await previewOf('5')
    await closePreview()
    await app.page.getByText('Ctrl+Shift+Y reads the screen from anywhere').waitFor()
    await choose('Off')
    await goTo(app.page, 'Recordings')
    await app.page.keyboard.press('Control+Shift+Y')
    await goTo(app.page, 'Programs')
    await expect.poll(() => preview().count()).toBe(0)
  })
})

describe('the camera', () => {
  afterEach(() => app.page.getByRole('button', { name: 'Turn the camera off' }).click())

  test('has a light if it supports one', async () => {
    await goTo(app.page, 'Minutes')
    await showToCamera(app.page, await boardOf())
    await app.page.evaluate(() => {
      const lights: unknown[] = []
      Object.assign(globalThis, { lights })
      const opened = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      navigator.mediaDevices.getUserMedia = async (wanted) => {
        const stream = await opened(wanted)
        for (const track of stream.getTracks()) {
          track.getCapabilities = () => ({ torch: true }) as MediaTrackCapabilities
          track.applyConstraints = async (constraints) => void lights.push(constraints)
        }
        return stream
      }
    })
    await app.page.getByRole('button', { name: 'Use the camera' }).click()
    const light = app.page.getByRole('button', { name: 'Light' })
    await light.click()
    await expect.poll(() => light.getAttribute('aria-pressed')).toBe('true')
    await expect
      .poll(() => app.page.evaluate(() => (globalThis as unknown as { lights: unknown[] }).lights))
      .toEqual([{ advanced: [{ torch: true }] }])
  })
})

test('the page reported no problems', () => {
  expect(app.problems).toEqual([])
})
