import type { Page } from 'playwright-core'
import QRCode from 'qrcode'
import sharp from 'sharp'

/** A PNG of one code. */
export async function pictureOf(text: string): Promise<Buffer> {
  return await QRCode.toBuffer(text, { width: 320 })
}

/** A PNG of several codes, side by side as on a notice board. */
export async function boardOf(...texts: string[]): Promise<Buffer> {
  const codes = await Promise.all(texts.map(pictureOf))
  const board = { width: 40 + codes.length * 360, height: 400, channels: 3 as const, background: '#eee' }
  return await sharp({ create: board })
    .composite(codes.map((input, n) => ({ input, left: 40 + n * 360, top: 40 })))
    .png()
    .toBuffer()
}

/** A PNG of a 4K screen full of text-like noise with a code of two pixels per module somewhere on it. */
export async function screenWith(text: string): Promise<Buffer> {
  const code = await QRCode.toBuffer(text, { scale: 2 })
  const screen = { width: 3840, height: 2160, channels: 3 as const, background: '#dde3ea' }
  return await sharp({ create: screen })
    .composite([{ input: code, left: 2900, top: 1500 }])
    .png()
    .toBuffer()
}

export async function openPictures(
  page: Page,
  ...pictures: { name: string; buffer: Buffer }[]
): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles(pictures.map((picture) => ({ ...picture, mimeType: mimeTypeOf(picture.name) })))
}

/** Passes a picture to the page as the clipboard (`paste`) or the desktop (`drop`) would. */
export async function bringPicture(page: Page, how: 'paste' | 'drop', picture: Buffer): Promise<void> {
  await page.evaluate(
    ({ event, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const carrier = new DataTransfer()
      carrier.items.add(new File([bytes], 'code.png', { type: 'image/png' }))
      const options = { bubbles: true, cancelable: true }
      document.body.dispatchEvent(
        event === 'paste'
          ? new ClipboardEvent(event, { ...options, clipboardData: carrier })
          : new DragEvent(event, { ...options, dataTransfer: carrier }),
      )
    },
    { event: how, base64: picture.toString('base64') },
  )
}

/** A film (Y4M) of 640x480 that shows only this PNG at that position. */
export async function filmOf(picture: Buffer, at: { left: number; top: number }): Promise<Buffer> {
  const [width, height] = [640, 480]
  const luma = await sharp({ create: { width, height, channels: 3, background: '#bbb' } })
    .composite([{ input: picture, ...at }])
    .toColourspace('b-w')
    .extractChannel(0)
    .raw()
    .toBuffer()
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc(luma.length / 2, 128)])
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420mpeg2\n`),
    frame,
    frame,
  ])
}

/** Shows a picture to the camera: it is in every following frame. */
export async function showToCamera(page: Page, picture: Buffer): Promise<void> {
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
    const context = canvas.getContext('2d')
    const draw = () => {
      context?.drawImage(bitmap, 0, 0, 640, 480, 0, 0, 640, 480)
      requestAnimationFrame(draw)
    }
    draw()
    const streams: MediaStream[] = []
    Object.assign(globalThis, { cameraStreams: streams })
    navigator.mediaDevices.getUserMedia = () => {
      const stream = canvas.captureStream(20)
      streams.push(stream)
      return Promise.resolve(stream)
    }
  }, picture.toString('base64'))
}

/** Whether any camera opened since {@link showToCamera} is still on. */
export async function isCameraOn(page: Page): Promise<boolean> {
  return await page.evaluate(() =>
    (globalThis as unknown as { cameraStreams: MediaStream[] }).cameraStreams.some((stream) => stream.active),
  )
}

function mimeTypeOf(name: string): string {
  return name.endsWith('.svg') ? 'image/svg+xml' : 'image/png'
}
