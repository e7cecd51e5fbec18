/**
 * Detects by content whether a body begins like media, and whether an MP4 is whole. Pure; the read function
 * is passed in. Box layout: ISO/IEC 14496-12, section 4.2.
 */

/** Bytes from the start of a file that {@link sniffKind} needs. */
export const SNIFF_BYTES = 512

const TOP_LEVEL_BOXES = new Set(
  'ftyp styp moov moof mdat free skip wide pnot uuid sidx ssix mfra meta pdin prft udta emsg junk'.split(' '),
)

const MAGIC: [extension: string, test: (b: Uint8Array) => boolean][] = [
  ['.png', (b) => starts(b, [0x89, 0x50, 0x4e, 0x47])],
  ['.jpg', (b) => starts(b, [0xff, 0xd8, 0xff])],
  ['.gif', (b) => ascii(b, 0, 4) === 'GIF8'],
  ['.webp', (b) => ascii(b, 0, 4) === 'RIFF' && ascii(b, 8, 4) === 'WEBP'],
  ['.bmp', (b) => ascii(b, 0, 2) === 'BM'],
  ['.pdf', (b) => ascii(b, 0, 5) === '%PDF-'],
  ['.mp4', isBoxStart],
]

/**
 * `boxes`: an MP4 or similar · `other`: binary or unknown, checked by length only · `text`: HTML, JSON or
 * XML, the formats of service errors.
 */
export function sniffKind(first: Uint8Array): 'boxes' | 'text' | 'other' {
  if (isBoxStart(first)) return 'boxes'
  let at = starts(first, [0xef, 0xbb, 0xbf]) ? 3 : 0
  while (at < first.length && [0x20, 0x09, 0x0a, 0x0d].includes(first[at] ?? 0)) at += 1
  return ['<', '{', '['].includes(ascii(first, at, 1)) ? 'text' : 'other'
}

/** All values that {@link extensionOf} may return. */
export const EXTENSIONS: readonly string[] = MAGIC.map(([extension]) => extension)

/** Extension by content, for files whose name has none; null if the content is not recognised. */
export function extensionOf(first: Uint8Array): string | null {
  return MAGIC.find(([, test]) => test(first))?.[0] ?? null
}

/** Reads `size` bytes at `position`; fewer at the end of the file. */
export type ReadAt = (position: number, size: number) => Promise<Uint8Array>

export interface Box {
  type: string
  /** Offsets in the file where its content begins and where the box ends. */
  start: number
  end: number
  /** It declares no size and extends to the end of its container. */
  isOpenEnded: boolean
}

/** The box at `at`, in a container that ends at `end`; null if there is no valid box. */
export async function boxAt(readAt: ReadAt, at: number, end: number): Promise<Box | null> {
  const header = await readAt(at, 16)
  const type = ascii(header, 4, 4)
  if (header.length < 8 || !/^[\x20-\x7e©]{4}$/.test(type)) return null
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  const short = view.getUint32(0)
  if (short === 1 && header.length < 16) return null
  const headerSize = short === 1 ? 16 : 8
  const size = short === 1 ? Number(view.getBigUint64(8)) : short === 0 ? end - at : short
  if (size < headerSize || at + size > end) return null
  return { type, start: at + headerSize, end: at + size, isOpenEnded: short === 0 }
}

/**
 * `whole`: the top-level boxes cover the file exactly and include moov with mdat or moof · `open-ended`: the
 * same, but the last box extends to the end of the file, or fragments follow each other without an index, so
 * that a cut would not be detected · `broken`: anything else.
 */
export async function mp4Structure(
  readAt: ReadAt,
  fileSize: number,
): Promise<'whole' | 'open-ended' | 'broken'> {
  const seen = new Set<string>()
  let isOpenEnded = false
  for (let at = 0; at < fileSize;) {
    const box = await boxAt(readAt, at, fileSize)
    if (box === null || (at === 0 && !TOP_LEVEL_BOXES.has(box.type))) return 'broken'
    isOpenEnded ||= box.isOpenEnded
    seen.add(box.type)
    at = box.end
  }
  if (!seen.has('moov') || !(seen.has('mdat') || seen.has('moof'))) return 'broken'
  return isOpenEnded || (seen.has('moof') && !seen.has('mfra')) ? 'open-ended' : 'whole'
}

function isBoxStart(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && TOP_LEVEL_BOXES.has(ascii(bytes, 4, 4))
}

function starts(bytes: Uint8Array, magic: number[]): boolean {
  return magic.every((value, index) => bytes[index] === value)
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}
