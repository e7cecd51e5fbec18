/**
 * The text of bytes whose encoding a code does not name: UTF-8, or else GB18030, which contains GBK and
 * GB2312. null when they are neither. Both are decoded strictly: a wrong guess would change the text.
 */
export function textOfBytes(bytes: Uint8Array): string | null {
  return decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030')
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
