import type { Display } from 'electron'
import { MAX_PIXELS } from '../../../qr/max-pixels.ts'

/** In device pixels. */
export interface Size {
  width: number
  height: number
}

/** `bounds` gives the size of a source that spans the whole desktop; without it none is expected. */
export type KnownDisplay = Pick<Display, 'id' | 'size' | 'scaleFactor'> & Partial<Pick<Display, 'bounds'>>

/** For a system that reports no displays: the largest size. */
const LARGEST: Size = { width: 7680, height: 4320 }

/**
 * A display's size in device pixels. Electron reports its size in DIP, as integers: rounded up on Windows
 * (ScreenWin: ScaleToEnclosingRect), down on Linux (display::Display::SetScaleAndBounds), and a Mac's scale
 * factor is an integer. The rounding can be undone, because display modes have even sides: a capture that is
 * one pixel off would blend every pixel with its neighbour.
 */
export function pixelsOf({ size, scaleFactor }: KnownDisplay, platform: NodeJS.Platform): Size {
  const side = (length: number): number => {
    const exact = length * scaleFactor
    if (Number.isInteger(scaleFactor)) return exact
    return platform === 'win32' ? Math.floor(exact / 2) * 2 : Math.ceil(exact / 2) * 2
  }
  return { width: side(size.width), height: side(size.height) }
}

/**
 * The capture size for all displays, so that none is reduced: Chromium fits every source into it and enlarges
 * as well as reduces (chrome/browser/media/webrtc/native_desktop_media_list.cc: ScaleDesktopFrame). On Linux
 * one source may be the whole desktop (offered by a desktop's portal, and by X11 without RandR 1.5).
 */
export function captureSize(displays: readonly KnownDisplay[], platform: NodeJS.Platform): Size {
  if (displays.length === 0) return LARGEST
  const sizes = displays.map((display) => pixelsOf(display, platform))
  const whole = platform === 'linux' ? desktopSize(displays, platform) : null
  if (whole !== null) sizes.push(whole)
  return bounded({
    width: Math.max(...sizes.map(({ width }) => width)),
    height: Math.max(...sizes.map(({ height }) => height)),
  })
}

/** Would a capture of this size scale a display of that size? */
export function isScaled(own: Size, capture: Size): boolean {
  return Math.min(capture.width / own.width, capture.height / own.height) !== 1
}

/** Limits the size to the decoder's maximum (qr/max-pixels.ts), which bounds the memory of a capture. */
export function bounded({ width, height }: Size): Size {
  const factor = Math.min(1, Math.sqrt(MAX_PIXELS / (width * height)))
  return { width: Math.floor(width * factor), height: Math.floor(height * factor) }
}

/** Bounding rectangle of all displays; null when their positions are unknown, or they differ in scale. */
function desktopSize(displays: readonly KnownDisplay[], platform: NodeJS.Platform): Size | null {
  const [first] = displays
  const places = displays.flatMap(({ bounds }) => bounds ?? [])
  if (first === undefined || places.length < displays.length) return null
  if (displays.some(({ scaleFactor }) => scaleFactor !== first.scaleFactor)) return null
  const left = Math.min(...places.map(({ x }) => x))
  const top = Math.min(...places.map(({ y }) => y))
  const size = {
    width: Math.max(...places.map(({ x, width }) => x + width)) - left,
    height: Math.max(...places.map(({ y, height }) => y + height)) - top,
  }
  return pixelsOf({ id: 0, size, scaleFactor: first.scaleFactor }, platform)
}
