import type { Failure } from '../../../contract/errors.ts'
import type { CodePart } from '../../../qr/decode.ts'
import { type MinutesLink, parseMinutesLink } from '../../../qr/link.ts'
import { joinParts, parseMinutesCode } from '../../../qr/parts.ts'
import { findPastedLinks, type Repair } from '../../../qr/pasted-link.ts'

/** A text read from a code or pasted, with the verdict of the link rules. */
export interface JudgedCode {
  text: string
  /** File name of its picture; '' for any other source. */
  picture: string
  link: MinutesLink
  /** What copying did to a pasted link, and was undone; [] for a code. */
  repairs: Repair[]
}

/** A code found in a picture. */
export interface FoundCode {
  text: string
  picture: string
  part?: CodePart
}

/** The result of reading one or more pictures, or a text. */
export type Reading =
  /** One minutes code: no choice needed. */
  | { kind: 'minutes'; text: string; repairs: Repair[] }
  /** One foreign code. */
  | { kind: 'refused'; text: string; failure: Failure }
  /** Several codes: the user chooses one and sees why the others are not valid. */
  | { kind: 'several'; codes: JudgedCode[] }
  /** No code; one failure for each picture that could not be decoded. */
  | { kind: 'nothing'; at: Place; unreadable: UnreadablePicture[] }

/** Where the search took place; the advice when nothing is found depends on it. */
export type Place = 'pictures' | 'screen'

export interface UnreadablePicture {
  picture: string
  failure: Failure
}

/** Judges the codes found in pictures, exactly as they are; the same text found twice is one code. */
export function judge(
  found: FoundCode[],
  unreadable: UnreadablePicture[] = [],
  at: Place = 'pictures',
): Reading {
  const codes = new Map<string, JudgedCode>()
  for (const code of joinParts(found)) {
    const { text, picture } = code
    const key = text.trim()
    if (!codes.has(key)) codes.set(key, { text, picture, link: parseMinutesCode(code), repairs: [] })
  }
  return readingOf([...codes.values()]) ?? { kind: 'nothing', at, unreadable }
}

/** Judges a pasted text: the links in it, repaired; without one, the whole text is refused. */
export function judgePasted(text: string, html = ''): Reading {
  const links = findPastedLinks(text, html).map(({ text: link, repairs, failure }): JudgedCode => ({
    text: link,
    picture: '',
    link: failure === null ? parseMinutesLink(link) : { ok: false, failure },
    repairs,
  }))
  return readingOf(links) ?? { kind: 'refused', text, failure: { code: 'QR_NOT_CLOUDLINK' } }
}

/** null without a code. */
function readingOf(codes: JudgedCode[]): Reading | null {
  const [first, second] = codes
  if (first === undefined) return null
  if (second !== undefined)
    // Valid ones first, otherwise in the order found.
    return {
      kind: 'several',
      codes: [...codes.filter((code) => code.link.ok), ...codes.filter((code) => !code.link.ok)],
    }
  return first.link.ok
    ? { kind: 'minutes', text: first.text, repairs: first.repairs }
    : { kind: 'refused', text: first.text, failure: first.link.failure }
}

const CODE_KINDS = [
  ['web', /^https?:\/\//i],
  ['cloudlink', /^cloudlink:/i],
  ['wifi', /^WIFI:/i],
  ['contact', /^(BEGIN:VCARD|MECARD:)/i],
  ['mail', /^(mailto:|MATMSG:)/i],
  ['phone', /^(tel|smsto|sms):/i],
] as const

export type CodeKind = (typeof CODE_KINDS)[number][0] | 'text'

/** The kind of a foreign code, derived from the start of its text. */
export function kindOfText(text: string): CodeKind {
  const start = text.trim()
  return CODE_KINDS.find(([, pattern]) => pattern.test(start))?.[0] ?? 'text'
}

/** Control characters, and all characters that reorder or hide displayed text. */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu
const MAX_SHOWN = 240

/**
 * A foreign text that is safe to display: bounded, on one line, without characters that reorder or hide text.
 */
export function shownText(text: string, max = MAX_SHOWN): string {
  // By code point, so that no surrogate pair is split; only the bounded part is ever expanded.
  const points = Array.from(text.trim().slice(0, max * 2 + 2))
  const isCut = points.length > max
  const line = points
    .slice(0, max)
    .join('')
    .replace(/[\r\n\t]+/g, ' ')
    .replace(UNSAFE, '\uFFFD')
  return isCut ? `${line}…` : line
}

/** Builds a link with these entries, to save again what the first attempt could not. */
export function linkOf(entries: readonly (readonly [string, string])[]): string {
  const query = entries.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
  return `cloudlink://cloudlink.huawei.com/h5page?${['action=SAVE_MEETING_FILE', ...query].join('&')}`
}
