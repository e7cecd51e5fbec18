import type { Pixels } from './luminance.ts'

/**
 * The picture on the grounds it may have been made for: an opaque one unchanged, a transparent one on white
 * and, because a light code is made for a dark page, on black.
 */
export function onGrounds(pixels: Pixels): Pixels[] {
  return isOpaque(pixels) ? [pixels] : [flattened(pixels, 255), flattened(pixels, 0)]
}

function isOpaque({ data }: Pixels): boolean {
  // A whole pixel at a time; RGBA in the byte order of every processor the app runs on.
  const isAligned = data.byteOffset % 4 === 0
  const words = isAligned
    ? new Uint32Array(data.buffer, data.byteOffset, data.length >> 2)
    : new Uint32Array(data.slice().buffer)
  for (let at = 0; at < words.length; at += 1) if (words[at]! < 0xff000000) return false
  return true
}

/** `ground`: the grey level behind the picture. */
function flattened({ data, width, height }: Pixels, ground: number): Pixels {
  const out = new Uint8ClampedArray(data.length)
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]! / 255
    for (let channel = at; channel < at + 3; channel++)
      out[channel] = data[channel]! * alpha + ground * (1 - alpha)
    out[at + 3] = 255
  }
  return { data: out, width, height }
}
