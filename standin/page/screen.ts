import type { ScreenCapture } from '../messages.ts'

/** Screen and key access that only the browser's page has. */

/** One picture of the screen the browser's user chooses to share. */
export async function captureScreen(): Promise<ScreenCapture> {
  let stream: MediaStream | null = null
  try {
    stream = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: false })
    const video = Object.assign(document.createElement('video'), { srcObject: stream, muted: true })
    await video.play()
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight)
    canvas.getContext('2d')?.drawImage(video, 0, 0)
    const png = await base64Of(await canvas.convertToBlob({ type: 'image/png' }))
    return { png, refusedBy: null }
  } catch (error) {
    return { png: null, refusedBy: refusedBy(error) }
  } finally {
    for (const track of stream?.getTracks() ?? []) track.stop()
  }
}

/** Chromium's messages: "Permission denied", "… by user", "… by system" (macOS), "Permission dismissed". */
function refusedBy(error: unknown): ScreenCapture['refusedBy'] {
  if (!(error instanceof DOMException) || !error.message.startsWith('Permission')) return null
  return error.message.endsWith('by system') ? 'system' : 'user'
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const address = reader.result as string
      resolve(address.slice(address.indexOf(',') + 1))
    })
    reader.addEventListener('error', () => reject(new Error('The picture cannot be read')))
    reader.readAsDataURL(blob)
  })
}

/** Keys in Electron's notation; null for those without a modifier. */
export function acceleratorOf(event: KeyboardEvent): string | null {
  const key = /^(?:Key([A-Z])|Digit(\d)|(F\d{1,2}))$/.exec(event.code)
  if (key === null) return null
  const modifiers = [
    ...(event.ctrlKey || event.metaKey ? ['CommandOrControl'] : []),
    ...(event.altKey ? ['Alt'] : []),
    ...(event.shiftKey ? ['Shift'] : []),
  ]
  return modifiers.length === 0 ? null : [...modifiers, key[1] ?? key[2] ?? key[3]].join('+')
}
