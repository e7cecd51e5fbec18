/** The picture formats that are read, in the window and in the terminal alike. */
export const PICTURE_FORMATS = ['png', 'jpeg', 'webp', 'gif', 'avif'] as const
export type PictureFormat = (typeof PICTURE_FORMATS)[number]
/** Those of them whose later frames are read too. */
export const ANIMATED_FORMATS: readonly (PictureFormat | RefusedFormat)[] = ['gif', 'webp']

/** How many bytes of a file {@link pictureFormat} needs. */
export const FORMAT_BYTES = 64

/** Why a file is refused, as params.reason of PICTURE_UNREADABLE. */
export type RefusedFormat = 'svg' | 'heic' | 'not-a-picture'

/** The format of a picture by its first bytes, not by its name; or the reason for a refusal. */
export function pictureFormat(head: Uint8Array): PictureFormat | RefusedFormat {
  const text = Array.from(head.subarray(0, FORMAT_BYTES), (byte) => String.fromCharCode(byte)).join('')
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (/^GIF8[79]a/.test(text)) return 'gif'
  if (/^RIFF[^]{4}WEBP/.test(text)) return 'webp'
  if (/^[^]{4}ftyp/.test(text)) return brandOf(text.slice(8))
  return /^(\xef\xbb\xbf)?\s*</.test(text) ? 'svg' : 'not-a-picture'
}

/** ISO/IEC 23000-22: the brands of a HEIF file; AVIF and HEIC share the container. */
function brandOf(brands: string): PictureFormat | RefusedFormat {
  if (/avif|avis/.test(brands)) return 'avif'
  return /hei[cxms]|hev[cxms]|mif1|msf1/.test(brands) ? 'heic' : 'not-a-picture'
}

export function isPictureFormat(format: PictureFormat | RefusedFormat): format is PictureFormat {
  return PICTURE_FORMATS.some((one) => one === format)
}
