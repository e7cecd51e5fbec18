/**
 * Maximum size of a text: file systems count UTF-8 bytes (ext4) or UTF-16 units (NTFS, APFS, Windows paths).
 */
export interface Room {
  bytes: number
  units: number
  /** Units of a name with its folders; missing: no limit. */
  path?: number
}

// Control characters, line separators, unassigned code points (APFS refuses them), characters forbidden by
// Windows.
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Cn}\p{Zl}\p{Zp}<>:"/\\|?*]/gu
// Invisible characters that reorder or hide text. The two joiners are kept: emoji and some scripts need them.
const INVISIBLE = /(?!\u200c|\u200d)\p{Cf}/gu
const IDLE_JOINER =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{Extended_Pictographic}])/gu

// Windows reserves these device names with any extension, and with spaces before it (Naming Files, Paths).
const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$) *(\.|$)/i

/**
 * NFC without characters that Windows, macOS or Linux refuse in a name, and without invisible ones; spaces
 * are unchanged. CJK is kept.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(FORBIDDEN, ' ')
    .replace(IDLE_JOINER, '')
    .normalize('NFC')
}

/**
 * Longest text that a piece is made of, in UTF-16 units: five names. Normalizing takes time that grows faster
 * than the text, and a service may send megabytes.
 */
const LONGEST_RAW = 1000

/**
 * {@link cleanText} of the start of a text, with white space collapsed, no leading dot, no trailing dot or
 * space. May be ''.
 */
export function safePiece(text: string): string {
  return trimmed(cleanText(text.slice(0, LONGEST_RAW)))
}

/** Collapses white space; no dot or space at either end. */
export function trimmed(text: string): string {
  return trimEnds(text.replace(/\s+/gu, ' '), '. ')
}

/** Truncates to whole characters (graphemes) that fit. */
export function cutTo(text: string, room: Room): string {
  // The character after the room shows where the last one ends; it may take two units.
  const start = text.slice(0, Math.max(0, room.units) + 2)
  let end = 0
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(start)) {
    if (!fits(start.slice(0, end + segment.length), room)) break
    end += segment.length
  }
  return trimEnd(start.slice(0, end), '. ')
}

/**
 * Without these characters at its end. A loop: `/[. ]+$/` starts again at each character, which takes the
 * square of the length.
 */
export function trimEnd(text: string, characters: string): string {
  let end = text.length
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

function trimEnds(text: string, characters: string): string {
  let start = 0
  while (start < text.length && characters.includes(text.charAt(start))) start += 1
  return trimEnd(text.slice(start), characters)
}

export function fits(text: string, { bytes, units }: Room): boolean {
  return text.length <= units && Buffer.byteLength(text) <= bytes
}

/** Is this name reserved for a device on Windows? */
export function isReserved(name: string): boolean {
  return RESERVED_ON_WINDOWS.test(name)
}
