/**
 * The text of bytes whose encoding a code does not name: UTF-8, or else GB18030, which contains GBK and
 * GB2312. null when they are neither: another encoding is not guessed. Both are decoded strictly: a wrong guess would change the text.
 */
export function textOfBytes(bytes: Uint8Array): string | null {
  return decoded(bytes, 'utf-8') ?? (hasCommonHanzi(bytes) ? decoded(bytes, 'gb18030') : null)
}

/**
 * Whether the bytes have a character of GB2312, as every Chinese text does. Those of a text in Latin-1 or in
 * Shift JIS mostly pair with an ASCII byte, which would be a rare character of GBK.
 */
export function hasCommonHanzi(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x81) continue
    at += 1
    if ((bytes[at - 1] ?? 0) >= 0xa1 && (bytes[at] ?? 0) >= 0xa1) return true
  }
  return false
}

export function isUtf8(bytes: Uint8Array): boolean {
  return decoded(bytes, 'utf-8') !== null
}

function decoded(bytes: Uint8Array, encoding: 'utf-8' | 'gb18030'): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
