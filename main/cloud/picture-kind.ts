export interface PictureKind {
  type: 'image/png' | 'image/jpeg'
  width: number
  height: number
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Type and size, read from the picture's bytes; null unless it is a PNG or JPEG. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // The first chunk is IHDR: length, name, width, height (PNG, 11.2.1).
  if (bytes.length >= 24 && PNG.every((value, at) => bytes[at] === value))
    return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const size = jpegSize(view)
  return size === null ? null : { type: 'image/jpeg', ...size }
}

/**
 * From the frame header, SOF0 to SOF15 except the three markers in that range that are not SOF (ITU-T T.81,
 * B.1.1.3).
 */
function jpegSize(view: DataView): { width: number; height: number } | null {
  for (let at = 2; at + 9 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      // Any number of fill bytes may precede a marker.
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += 2 + view.getUint16(at + 2)
  }
  return null
}
