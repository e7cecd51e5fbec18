/** Chunks of a still picture: its header, the colour profile that Chromium adds, and the picture itself. */
const CHUNKS = ['VP8X', 'ICCP', 'VP8 ']

/**
 * Size of a whole lossy WebP picture in px; null for any other bytes: no animation, no metadata, and nothing behind
 * it (RFC 9649, 2.3 to 2.7, and RFC 6386, 9.1).
 */
export function webpSize(bytes: Uint8Array): { width: number; height: number } | null {
  if (bytes.length < 30) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const name = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (name(0) !== 'RIFF' || name(8) !== 'WEBP' || view.getUint32(4, true) !== bytes.length - 8) return null
  let size: { width: number; height: number } | null = null
  for (let at = 12; at < bytes.length;) {
    if (at + 8 > bytes.length || !CHUNKS.includes(name(at))) return null
    const length = view.getUint32(at + 4, true)
    const next = at + 8 + length + (length % 2)
    if (next > bytes.length) return null
    if (name(at) === 'VP8 ') {
      const isKeyFrame = [0x9d, 0x01, 0x2a].every((value, index) => bytes[at + 11 + index] === value)
      if (length < 10 || !isKeyFrame || size !== null) return null
      size = {
        width: view.getUint16(at + 14, true) & 0x3fff,
        height: view.getUint16(at + 16, true) & 0x3fff,
      }
    }
    at = next
  }
  return size
}
