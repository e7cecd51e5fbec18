import sharp from 'sharp'
import { describe, expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { goTo } from '../steps.ts'
import { boardOf, bringPicture, openPictures, pictureOf } from './codes.ts'
import { test } from '../fixtures.ts'

const LINK = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=5&topic=plan'

let app: OpenApp

test.beforeAll(async ({ openSharedApp }) => {
  app = await openSharedApp({ demo: true })
  await goTo(app.page, 'Minutes')
})

const preview = () => app.page.getByRole('dialog', { name: 'Save these minutes?' })
async function previewOf(topic: string): Promise<void> {
  await preview().getByText(topic, { exact: true }).first().waitFor()
  await preview().getByRole('button', { name: 'Cancel' }).click()
  await preview().waitFor({ state: 'detached' })
}

/** An animated picture; each frame is 400 pixels high and as wide as the first. */
async function animation(format: 'gif' | 'webp', ...frames: Buffer[]): Promise<Buffer> {
  const sameSize = frames.map((frame) =>
    sharp(frame).resize(800, 400, { fit: 'contain', background: '#eee' }).png().toBuffer(),
  )
  return await sharp(await Promise.all(sameSize), { join: { animated: true } })
    .toFormat(format)
    .toBuffer()
}

describe('an animated picture', () => {
  test.each(['gif', 'webp'] as const)('has a code in a later frame: %s', async (format) => {
    const buffer = await animation(
      format,
      await boardOf('https://example.com'),
      await boardOf(),
      await boardOf(LINK),
    )
    await openPictures(app.page, { name: `later.${format}`, buffer })
    const choice = app.page.getByRole('dialog', { name: '2 codes found' })
    await choice.getByText('https://example.com').waitFor()
    await choice.getByRole('button', { name: 'plan' }).click()
    await previewOf('plan')
    await choice.getByRole('button', { name: 'Close' }).click()
    await choice.waitFor({ state: 'detached' })
  })
})

test('a picture that was cut off shows what is left of it', async () => {
  const whole = await sharp(await boardOf(LINK))
    .extend({ bottom: 600, background: '#eee' })
    .jpeg()
    .toBuffer()
  const buffer = whole.subarray(0, Math.floor(whole.length * 0.95))
  await openPictures(app.page, { name: 'cut.jpg', buffer })
  await previewOf('plan')
})

/** A photo of 48 megapixels, as phones take them. */
const photo = (code: Buffer | null) =>
  sharp({ create: { width: 8000, height: 6000, channels: 3, background: '#cfd4da' } })
    .composite(code === null ? [] : [{ input: code, left: 5600, top: 4100 }])
    .jpeg()
    .toBuffer()

describe('a photo of 48 megapixels', () => {
  test('has a small code', async () => {
    await openPictures(app.page, { name: 'photo.jpg', buffer: await photo(await pictureOf(LINK)) })
    await previewOf('plan')
  })

  test('without a code gets an answer', async () => {
    await openPictures(app.page, { name: 'photo.jpg', buffer: await photo(null) })
    await app.page.getByText('No code found in the picture').waitFor()
    await app.page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click()
  })
})

test.each(['Recordings', 'Settings', 'Downloads'])(
  'a picture without a code pasted on %s gets an answer',
  async (name) => {
    await goTo(app.page, name)
    await bringPicture(app.page, 'paste', await boardOf())
    await app.page.getByText('No code found in the picture').waitFor()
    await expect.poll(() => app.page.evaluate(() => location.hash)).toBe('#/minutes')
  },
)

test('the page reported no problems', () => {
  expect(app.problems).toEqual([])
})
