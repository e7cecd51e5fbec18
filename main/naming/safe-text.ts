/** How much a text may take: file systems count UTF-8 bytes (ext4) or UTF-16 units (NTFS, APFS, Windows paths). */
export interface Room {
  bytes: number
  units: number
}

// Control characters, line separators, code points that stand for nothing (APFS refuses them), what Windows forbids.
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Cn}\p{Zl}\p{Zp}<>:"/\\|?*]/gu
// Invisible characters that reorder or hide text. The two joiners count only where they join: in emoji and some scripts.
const INVISIBLE = /(?!\u200c|\u200d)\p{Cf}/gu
const IDLE_JOINER =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{Extended_Pictographic}])/gu

// Windows takes these for devices whatever follows the first dot, and in spite of spaces before it (Naming Files, Paths).
const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$) *(\.|$)/i

/**
 * NFC without characters that Windows, macOS or Linux refuse in a name, and without invisible ones; spaces stay as
 * they are. CJK stays.
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

/** {@link cleanText} with white space folded, no leading dot, no trailing dot or space. May be ''. */
export function safePiece(text: string): string {
  return trimmed(cleanText(text))
}

/** White space folded; no dot or space at either end. */
export function trimmed(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/^[. ]+|[. ]+$/g, '')
}

/** Cuts to whole characters, as people count them, within the room. */
export function cutTo(text: string, room: Room): string {
  let end = 0
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)) {
    if (!fits(text.slice(0, end + segment.length), room)) break
    end += segment.length
  }
  return text.slice(0, end).replace(/[. ]+$/, '')
}

export function fits(text: string, { bytes, units }: Room): boolean {
  return text.length <= units && Buffer.byteLength(text) <= bytes
}

/** Does Windows take a file of this name for a device? */
export function isReserved(name: string): boolean {
  return RESERVED_ON_WINDOWS.test(name)
}
