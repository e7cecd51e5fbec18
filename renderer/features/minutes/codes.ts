import type { Failure } from '../../../contract/errors.ts'
import { type MinutesLink, parseMinutesLink } from '../../../qr/link.ts'

/** A text that was read from a code or pasted, and what the link rules say about it. */
export interface JudgedCode {
  text: string
  /** File name of the picture it was in; '' for anything else. */
  picture: string
  link: MinutesLink
}

/** What came out of one or more pictures, or of a text. */
export type Reading =
  /** One minutes code: nothing to choose. */
  | { kind: 'minutes'; text: string }
  /** One code that is none of ours. */
  | { kind: 'refused'; text: string; failure: Failure }
  /** Several codes: the user picks, and sees why the others cannot be picked. */
  | { kind: 'several'; codes: JudgedCode[] }
  /** No code at all; a failure for each picture that could not even be looked at. */
  | { kind: 'nothing'; at: Place; unreadable: UnreadablePicture[] }

/** Where was looked: what helps when nothing is found differs. */
export type Place = 'pictures' | 'screen'

export interface UnreadablePicture {
  picture: string
  failure: Failure
}

/** Judges what was found; the same text found twice is one code. */
export function judge(
  found: { text: string; picture: string }[],
  unreadable: UnreadablePicture[] = [],
  at: Place = 'pictures',
): Reading {
  const codes = new Map<string, JudgedCode>()
  for (const { text, picture } of found) {
    const key = text.trim()
    if (!codes.has(key)) codes.set(key, { text, picture, link: parseMinutesLink(text) })
  }
  const [first, second] = codes.values()
  if (first === undefined) return { kind: 'nothing', at, unreadable }
  if (second !== undefined) {
    // Those that can be picked stand first; otherwise in the order they were found.
    const all = [...codes.values()]
    return {
      kind: 'several',
      codes: [...all.filter((code) => code.link.ok), ...all.filter((code) => !code.link.ok)],
    }
  }
  return first.link.ok
    ? { kind: 'minutes', text: first.text }
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

/** What sort of thing a foreign code holds, told by how its text begins. */
export function kindOfText(text: string): CodeKind {
  const start = text.trim()
  return CODE_KINDS.find(([, pattern]) => pattern.test(start))?.[0] ?? 'text'
}

/** Control characters and everything that reorders or hides other text when it is shown. */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu
const MAX_SHOWN = 240

/** A foreign text made fit to be shown: bounded, on one line, nothing in it that reorders or hides. */
export function shownText(text: string, max = MAX_SHOWN): string {
  // By code points, so that no pair is cut in two; more than the bound is never spread out.
  const points = Array.from(text.trim().slice(0, max * 2 + 2))
  const isCut = points.length > max
  const line = points
    .slice(0, max)
    .join('')
    .replace(/[\r\n\t]+/g, ' ')
    .replace(UNSAFE, '\uFFFD')
  return isCut ? `${line}…` : line
}

/** The link that carries these entries, for saving again what a first attempt did not bring home. */
export function linkOf(entries: readonly (readonly [string, string])[]): string {
  const query = entries.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
  return `cloudlink://cloudlink.huawei.com/h5page?${['action=SAVE_MEETING_FILE', ...query].join('&')}`
}
