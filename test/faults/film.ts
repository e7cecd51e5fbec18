/** An MP4 of any size: valid boxes, filled with unique bytes. */
export function film(size: number, seed = 1): Buffer {
  const file = Buffer.allocUnsafe(size)
  let state = seed
  for (let at = 0; at < size; at += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    if (at + 4 <= size) file.writeUInt32LE(state, at)
    else file.fill(state & 0xff, at)
  }
  let at = 0
  const box = (type: string, length: number): void => {
    file.writeUInt32BE(length, at)
    file.write(type, at + 4, 'latin1')
    at += length
  }
  box('ftyp', 24)
  box('moov', 512)
  box('mdat', size - 24 - 512)
  return file
}
