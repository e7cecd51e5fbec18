/**
 * Detects by content what a body is: media of a known container, another binary, or an error text. Pure.
 */

/** Bytes from the start of a file that the functions below need. */
export const SNIFF_BYTES = 512

/** A media container, recognized by its first bytes. */
export interface Container {
  name: string
  /** Extensions that fit it; the first one is for a file whose own extension does not. */
  extensions: readonly [string, ...string[]]
}

const BOX_TYPES = new Set(
  'ftyp styp moov moof mdat free skip wide pnot uuid sidx ssix mfra meta pdin prft udta emsg junk'.split(' '),
)

const CONTAINERS: readonly (Container & { test: (b: Uint8Array) => boolean })[] = [
  { name: 'MP4', extensions: ['.mp4', '.m4v', '.mov', '.m4a', '.3gp', '.3g2', '.qt'], test: isBoxStart },
  { name: 'WebM', extensions: ['.webm', '.mkv'], test: (b) => isEbml(b) && head(b).includes('webm') },
  { name: 'Matroska', extensions: ['.mkv', '.mka'], test: isEbml },
  { name: 'MPEG-TS', extensions: ['.ts', '.m2ts', '.mts'], test: (b) => hasSync(b, 0, 188) },
  // Blu-ray and some recorders put a time stamp of four bytes before each packet.
  { name: 'MPEG-TS', extensions: ['.m2ts', '.mts', '.ts'], test: (b) => hasSync(b, 4, 192) },
  { name: 'FLV', extensions: ['.flv'], test: (b) => ascii(b, 0, 4) === 'FLV\x01' },
  { name: 'AVI', extensions: ['.avi'], test: (b) => isRiff(b, 'AVI ') },
  { name: 'WAV', extensions: ['.wav'], test: (b) => isRiff(b, 'WAVE') },
  { name: 'Ogg', extensions: ['.ogg', '.ogv', '.oga', '.opus'], test: (b) => ascii(b, 0, 4) === 'OggS' },
  { name: 'MPEG-PS', extensions: ['.mpg', '.mpeg', '.vob'], test: (b) => starts(b, [0, 0, 1, 0xba]) },
  {
    name: 'ASF',
    extensions: ['.wmv', '.wma', '.asf'],
    test: (b) => starts(b, [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]),
  },
  { name: 'FLAC', extensions: ['.flac'], test: (b) => ascii(b, 0, 4) === 'fLaC' },
  { name: 'AMR', extensions: ['.amr'], test: (b) => ascii(b, 0, 5) === '#!AMR' },
  { name: 'AAC', extensions: ['.aac'], test: isAdts },
  // An ID3 tag may also precede the frames of AAC.
  { name: 'MP3', extensions: ['.mp3', '.aac'], test: (b) => ascii(b, 0, 3) === 'ID3' || isMp3Frame(b) },
]

/** The container of a file that begins with these bytes; null if it is none of the known ones. */
export function containerOf(first: Uint8Array): Container | null {
  const found = CONTAINERS.find(({ test }) => test(first))
  return found === undefined ? null : { name: found.name, extensions: found.extensions }
}

/** The default extension of every known container. */
export const CONTAINER_EXTENSIONS: readonly string[] = [
  ...new Set(CONTAINERS.map(({ extensions }) => extensions[0])),
]

const DOCUMENTS: readonly [extension: string, test: (b: Uint8Array) => boolean][] = [
  ['.png', (b) => starts(b, [0x89, 0x50, 0x4e, 0x47])],
  ['.jpg', (b) => starts(b, [0xff, 0xd8, 0xff])],
  ['.gif', (b) => ascii(b, 0, 4) === 'GIF8'],
  ['.webp', (b) => isRiff(b, 'WEBP')],
  ['.bmp', (b) => ascii(b, 0, 2) === 'BM'],
  ['.pdf', (b) => ascii(b, 0, 5) === '%PDF-'],
]

/**
 * `boxes`: an MP4 or similar · `media`: another known container, checked by length only · `other`: an unknown
 * binary, checked by length only · `text`: HTML, JSON or XML, the formats of service errors.
 */
export function sniffKind(first: Uint8Array): 'boxes' | 'media' | 'text' | 'other' {
  if (isBoxStart(first)) return 'boxes'
  if (containerOf(first) !== null) return 'media'
  let at = starts(first, [0xef, 0xbb, 0xbf]) ? 3 : 0
  while (at < first.length && [0x20, 0x09, 0x0a, 0x0d].includes(first[at] ?? 0)) at += 1
  return ['<', '{', '['].includes(ascii(first, at, 1)) ? 'text' : 'other'
}

/** All values that {@link extensionOf} may return. */
export const EXTENSIONS: readonly string[] = [
  ...DOCUMENTS.map(([extension]) => extension),
  ...CONTAINER_EXTENSIONS,
]

/** Extension by content, for files whose name has none; null if the content is not recognised. */
export function extensionOf(first: Uint8Array): string | null {
  return DOCUMENTS.find(([, test]) => test(first))?.[0] ?? containerOf(first)?.extensions[0] ?? null
}

/** Whether a file of boxes may begin with a box of this type (ISO/IEC 14496-12, QuickTime). */
export function isTopLevelBox(type: string): boolean {
  return BOX_TYPES.has(type)
}

function isBoxStart(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && isTopLevelBox(ascii(bytes, 4, 4))
}

function isEbml(bytes: Uint8Array): boolean {
  return starts(bytes, [0x1a, 0x45, 0xdf, 0xa3])
}

/** The EBML header names its document type within the first bytes. */
function head(bytes: Uint8Array): string {
  return ascii(bytes, 0, 64)
}

function isRiff(bytes: Uint8Array, form: string): boolean {
  return ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === form
}

/** At least two packets, each with the sync byte of ISO/IEC 13818-1. */
function hasSync(bytes: Uint8Array, from: number, packet: number): boolean {
  if (bytes.length <= from + packet) return false
  for (let at = from; at < Math.min(bytes.length, SNIFF_BYTES); at += packet)
    if (bytes[at] !== 0x47) return false
  return true
}

function isAdts([first = 0, second = 0]: Uint8Array): boolean {
  return first === 0xff && (second & 0xf6) === 0xf0
}

/** A frame of layer III with a valid bit rate and sampling rate. */
function isMp3Frame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const isLayer3 = first === 0xff && (second & 0xe6) === 0xe2
  return isLayer3 && third >> 4 !== 0 && third >> 4 !== 15 && ((third >> 2) & 3) !== 3
}

function starts(bytes: Uint8Array, magic: number[]): boolean {
  return bytes.length >= magic.length && magic.every((value, index) => bytes[index] === value)
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}
