import { afterEach, describe, expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { barriersByTheme, NO_BARRIERS } from '../axe.ts'
import { goTo } from '../steps.ts'
import { boardOf, bringPicture, isCameraOn, openPictures, pictureOf, showToCamera } from './codes.ts'
import { test } from '../fixtures.ts'

interface Save {
  requestId: string
  language: string
  body: Record<string, string>
}

let app: OpenApp
/** The texts of the demo service's codes: it saves no others. */
let codes: Record<'save-minutes' | 'save-minutes-photo' | 'open-file-list' | 'other-host', string>

test.beforeAll(async ({ openSharedApp }) => {
  app = await openSharedApp({ demo: true })
  await app.page.getByRole('link', { name: 'Minutes' }).click()
  await app.page.getByRole('button', { name: 'Open pictures…' }).waitFor()
  const answer = (await (await fetch(`${app.demoUrl}/demo/codes`)).json()) as { codes: typeof codes }
  codes = answer.codes
})

const preview = () => app.page.getByRole('dialog', { name: 'Save these minutes?' })
const toast = () => app.page.locator('[role=alertdialog][aria-modal=false]')
async function dismissToast(): Promise<void> {
  await toast().getByRole('button', { name: 'Dismiss', includeHidden: true }).click()
  await toast().waitFor({ state: 'detached' })
}
const alert = () => app.page.getByRole('alert')
/** The error on the page; it offers nothing to save then. */
async function refusal(): Promise<string> {
  const alertText = await alert().innerText()
  await expect.poll(() => preview().count()).toBe(0)
  return alertText
}
const saves = async () => (await (await fetch(`${app.demoUrl}/demo/minutes`)).json()) as Save[]
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The data that the preview shows. */
async function shown(): Promise<Record<string, string>> {
  await preview().getByText('What will be sent').waitFor()
  const keys = await preview().locator('details dt').allTextContents()
  const values = await preview().locator('details dd').allTextContents()
  return Object.fromEntries(keys.map((key, n) => [key, values[n] ?? '']))
}

const FIRST = { uuid: '42b8e80be5044513ae20edd4ad705272', topic: '季度评审', device: 'IdeaHub 3F' }
const SECOND = { uuid: '9d1f6c0a7be34e21a4c85d20f3b16e77', topic: '白板' }

describe('a minutes code opens the same preview', () => {
  afterEach(async () => {
    await preview().getByRole('button', { name: 'Cancel' }).click()
    await preview().waitFor({ state: 'detached' })
    await app.page.getByLabel('Or paste the minutes link').fill('')
  })

  test('as a typed link', async () => {
    await app.page.getByLabel('Or paste the minutes link').fill(codes['save-minutes'])
    await app.page.getByRole('button', { name: 'Read', exact: true }).click()
    await expect.poll(() => shown()).toEqual(FIRST)
    await expect.poll(() => preview().textContent()).toContain('To the personal space of')
  })

  test('as a pasted link, with nothing in focus', async () => {
    const field = app.page.getByLabel('Or paste the minutes link')
    await field.fill(codes['save-minutes'])
    await field.press('ControlOrMeta+a')
    await field.press('ControlOrMeta+x')
    await field.blur()
    await app.page.keyboard.press('ControlOrMeta+v')
    await expect.poll(() => shown()).toEqual(FIRST)
  })

  test('as an opened picture', async () => {
    await openPictures(app.page, { name: 'code.png', buffer: await pictureOf(codes['save-minutes']) })
    await expect.poll(() => shown()).toEqual(FIRST)
  })

  test.each(['paste', 'drop'] as const)('as a picture by %s', async (how) => {
    await bringPicture(app.page, how, await pictureOf(codes['save-minutes']))
    await expect.poll(() => shown()).toEqual(FIRST)
  })

  test('in front of the camera, which is then turned off', async () => {
    await showToCamera(app.page, await pictureOf(codes['save-minutes']))
    await app.page.getByRole('button', { name: 'Use the camera' }).click()
    await expect.poll(() => shown()).toEqual(FIRST)
    await expect.poll(() => isCameraOn(app.page)).toBe(false)
  })
})

describe('several codes', () => {
  const choice = (count: number) => app.page.getByRole('dialog', { name: `${count} codes found` })
  const pick = (topic: string) => app.page.getByRole('button', { name: topic }).click()
  const cancel = () => preview().getByRole('button', { name: 'Cancel' }).click()

  test('in one picture: one can be chosen, and then another', async () => {
    const board = await boardOf(codes['save-minutes'], codes['other-host'], codes['save-minutes-photo'])
    await openPictures(app.page, { name: 'board.png', buffer: board })
    await choice(3).getByText('https://meeting-room.example.com/wifi').waitFor()
    await expect.poll(() => choice(3).getByRole('button', { name: /uuid/ }).count()).toBe(2)
    expect(await barriersByTheme(app.page)).toEqual(NO_BARRIERS)
    await pick(SECOND.topic)
    await expect.poll(() => shown()).toEqual(SECOND)
    await cancel()
    await pick(FIRST.topic)
    await expect.poll(() => shown()).toEqual(FIRST)
    await cancel()
    await pick(SECOND.topic)
    await preview().getByText('What will be sent').waitFor()
    expect(await barriersByTheme(app.page)).toEqual(NO_BARRIERS)
    await cancel()
    await choice(3).getByRole('button', { name: 'Close' }).click()
    await choice(3).waitFor({ state: 'detached' })
  })

  test('in several pictures: each shows its picture, and unreadable ones are reported', async () => {
    await openPictures(
      app.page,
      { name: 'left.png', buffer: await pictureOf(codes['save-minutes']) },
      { name: 'right.png', buffer: await pictureOf(codes['save-minutes-photo']) },
      { name: 'torn.png', buffer: Buffer.from('not a picture') },
    )
    await choice(2).getByRole('button', { name: 'left.png' }).waitFor()
    await choice(2).getByRole('button', { name: 'right.png' }).waitFor()
    await toast().getByText('1 picture could not be read').waitFor()
    await toast().getByText('torn.png').waitFor()
    await choice(2).getByRole('button', { name: 'Close' }).click()
    await choice(2).waitFor({ state: 'detached' })
    await dismissToast()
  })
})

describe('anything but a minutes code is refused with its reason', () => {
  afterEach(async () => {
    await alert().getByRole('button', { name: 'Dismiss' }).click()
    await alert().waitFor({ state: 'detached' })
  })

  test('a web address: its text is shown, not as a link', async () => {
    await openPictures(app.page, { name: 'code.png', buffer: await pictureOf(codes['other-host']) })
    await expect.poll(() => refusal()).toContain('This is not a minutes code')
    await expect.poll(() => refusal()).toContain(codes['other-host'])
    await expect.poll(() => alert().getByRole('link').count()).toBe(0)
  })

  test('the code that would open a private list on a screen', async () => {
    await openPictures(app.page, { name: 'code.png', buffer: await pictureOf(codes['open-file-list']) })
    await expect
      .poll(() => refusal())
      .toContain('This code would show your private file list on a meeting screen')
  })

  test('a look-alike link', async () => {
    const field = app.page.getByLabel('Or paste the minutes link')
    await field.fill(codes['save-minutes'].replace('huawei.com', 'huawei.com.example.com'))
    await field.press('Enter')
    await expect.poll(() => refusal()).toContain('This is not a minutes code')
    await field.fill('')
  })

  test('a picture without a code, with advice', async () => {
    const empty = await boardOf()
    await openPictures(app.page, { name: 'empty.png', buffer: empty })
    await expect.poll(() => refusal()).toContain('No code found in the picture')
  })

  test('a drawing and a file that is not a picture, each by its name', async () => {
    await openPictures(
      app.page,
      {
        name: 'a.svg',
        buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      },
      { name: 'b.png', buffer: Buffer.from('not a picture') },
    )
    await expect.poll(() => refusal()).toContain('a.svg: Drawings (SVG) cannot be read')
    await expect.poll(() => refusal()).toContain('b.png: The picture cannot be read')
    expect(await barriersByTheme(app.page)).toEqual(NO_BARRIERS)
  })

  test('another code before the camera, which keeps reading until it is closed', async () => {
    await showToCamera(app.page, await pictureOf(codes['other-host']))
    await app.page.getByRole('button', { name: 'Use the camera' }).click()
    await expect.poll(() => refusal()).toContain('This is not a minutes code')
    await expect.poll(() => isCameraOn(app.page)).toBe(true)
    await app.page.getByRole('button', { name: 'Turn the camera off' }).click()
    await expect.poll(() => isCameraOn(app.page)).toBe(false)
    // Dismissed with the panel: the next code is refused again.
    await openPictures(app.page, { name: 'code.png', buffer: await pictureOf('hello') })
    await alert().getByText('hello').waitFor()
  })
})

test('pictures are read in a worker, which ends with the page', async () => {
  await bringPicture(app.page, 'drop', await pictureOf('hello'))
  await alert().getByText('hello').waitFor()
  expect(app.page.workers()).toHaveLength(1)
  await goTo(app.page, 'Programs')
  await expect.poll(() => app.page.workers()).toEqual([])
  await goTo(app.page, 'Minutes')
})

test('none of this was sent: reading is not saving', async () => {
  expect(await saves()).toEqual([])
})

describe('after the preview', () => {
  test('a paste while a toast is shown is not lost', async () => {
    const broken = { name: 'torn.png', buffer: Buffer.from('not a picture') }
    await openPictures(app.page, broken, { name: 'a.png', buffer: await pictureOf(codes['save-minutes']) })
    await preview().getByRole('button', { name: 'Cancel' }).click()
    await preview().waitFor({ state: 'detached' })
    await expect.poll(() => toast().count()).toBe(1)
    await bringPicture(app.page, 'paste', await pictureOf(codes['save-minutes-photo']))
    await expect.poll(() => shown()).toEqual(SECOND)
    await preview().getByRole('button', { name: 'Cancel' }).click()
    await preview().waitFor({ state: 'detached' })
    await dismissToast()
  })

  test('a save sends every key but action, and is reported and recorded', async () => {
    await openPictures(app.page, { name: 'code.png', buffer: await pictureOf(codes['save-minutes']) })
    await preview().getByRole('button', { name: 'Save to personal space' }).click()
    await app.page.getByText('Minutes saved').waitFor()

    const save = (await saves()).at(-1)
    expect(save?.body).toEqual(FIRST)
    expect(save?.requestId).toMatch(UUID)
    expect(save?.language).toBe('en-US')

    await app.page.getByRole('button', { name: 'Saved from here' }).click()
    const row = app.page.getByRole('table', { name: 'Saved from here' }).getByRole('row').nth(1)
    await row.getByText('Saved', { exact: true }).waitFor()
    await row.getByRole('button', { name: 'Details' }).click()
    const details = app.page.getByRole('dialog', { name: 'Saved minutes' })
    await expect.poll(() => details.textContent()).toContain(save?.requestId)
    await details.getByRole('button', { name: 'Close' }).click()
  })

  test('a refused save is reported with its request id, and can be retried', async () => {
    await app.page.getByLabel('Or paste the minutes link').fill(`${codes['save-minutes-photo']}&pages=1`)
    await app.page.keyboard.press('Enter')
    const fault = { kind: 'status', status: 403, on: 'api', path: 'save-to-personal-space' }
    await fetch(`${app.demoUrl}/demo/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    })
    await preview().getByRole('button', { name: 'Save to personal space' }).click()
    await preview().getByRole('alert').waitFor()
    await preview().getByRole('button', { name: 'Cancel' }).click()

    const row = app.page.getByRole('table', { name: 'Saved from here' }).getByRole('row').nth(1)
    await row.getByText(SECOND.topic).waitFor()
    await row.getByRole('button', { name: 'Details' }).click()
    const details = app.page.getByRole('dialog', { name: 'Minutes that were not saved' })
    await details.getByRole('button', { name: 'Save again…' }).click()
    await expect.poll(() => shown()).toEqual({ ...SECOND, pages: '1' })
    await preview().getByRole('button', { name: 'Save to personal space' }).click()
    await preview().waitFor({ state: 'detached' })
    expect((await saves()).at(-1)?.body).toEqual({ ...SECOND, pages: '1' })
  })

  test('several are saved one after another', async () => {
    const board = await boardOf(codes['save-minutes'], codes['save-minutes-photo'])
    await openPictures(app.page, { name: 'board.png', buffer: board })
    const choice = app.page.getByRole('dialog', { name: '2 codes found' })
    await choice.getByRole('button', { name: FIRST.topic }).click()
    await preview().getByRole('button', { name: 'Save to personal space' }).click()
    await choice.getByRole('button', { name: FIRST.topic }).getByText('Saved').waitFor()
    await choice.getByRole('button', { name: SECOND.topic }).click()
    await preview().getByRole('button', { name: 'Save to personal space' }).click()
    await preview().waitFor({ state: 'detached' })
    await choice.waitFor({ state: 'detached' })
    expect((await saves()).slice(-2).map(({ body }) => body)).toEqual([FIRST, SECOND])
  })
})

test('without a sign-in the code is kept while the user signs in', async ({ openApp }) => {
  const other = await openApp()
  try {
    await other.page.getByRole('button', { name: 'Try it with sample meetings' }).waitFor()
    await other.page.evaluate(() => {
      location.hash = '#/minutes'
    })
    await openPictures(other.page, { name: 'code.png', buffer: await pictureOf(codes['save-minutes']) })
    const dialog = other.page.getByRole('dialog', { name: 'Save these minutes?' })
    await dialog.getByText('You are not signed in').waitFor()
    await expect.poll(() => dialog.getByRole('button', { name: 'Save to personal space' }).count()).toBe(0)
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await other.page.getByRole('textbox', { name: 'Account' }).waitFor()
    await other.page.getByRole('button', { name: 'Try it with sample meetings' }).click()
    await dialog.getByText('To the personal space of').waitFor()
    expect(other.problems).toEqual([])
  } finally {
    await other.close()
  }
})

test('the page reported no problems', () => {
  expect(app.problems).toEqual([])
})
