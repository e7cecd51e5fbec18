/** What copying did to a link, and was undone. */
export type Repair = 'invisible' | 'blanks' | 'text' | 'html' | 'fullWidth' | 'encoded'

/** White space with one line break, and the marks of a quoted mail or a table that follow it. */
export const LINE_BREAK = String.raw`[^\S\r\n]{0,8}(?:\r\n?|\n)(?:[^\S\r\n]|[>|]){0,16}`

/** The part that every link has; a line break in it is removed without doubt. */
const FIXED = '://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE'
const BROKEN_FIXED = new RegExp(
  Array.from(FIXED, (mark) => mark.replace(/[.?]/, String.raw`\$&`)).join(`(?:${LINE_BREAK})?`),
  'g',
)
/** Quoted-printable (RFC 2045, 6.7): a value never begins with `3D` after `action=`. */
const QUOTED_PRINTABLE = /=3D(?:SAVE|OPEN)_MEETING/
const SOFT_BREAK = /=(?:\r\n?|\n)(?:> ?)*/g
/** Backslashes of Markdown, LaTeX and JSON. */
const ESCAPED = /(?:SAVE|OPEN)\\_MEETING|h5page\\\?|:\\\/\\\/cloudlink|\\u00(?:26|3d)/i
const FULL_WIDTH = /ｃｌｏｕｄｌｉｎｋ|ｍｅｅｔｋｅｅｐ/i

/**
 * Undoes what a program did to a whole text with links: quoted-printable, backslashes, full-width letters,
 * line breaks in the fixed part of a link. Each is recognized in a part that is equal in all links, so a link
 * that was not changed stays unchanged.
 */
export function decodedText(source: string): { text: string; repairs: Repair[] } {
  const repairs: Repair[] = []
  let text = source
  const apply = (repair: Repair, after: string): void => {
    if (after !== text) repairs.push(repair)
    text = after
  }
  const unwrapped = text.replace(SOFT_BREAK, '')
  if (QUOTED_PRINTABLE.test(unwrapped)) apply('encoded', fromQuotedPrintable(unwrapped))
  if (ESCAPED.test(text)) apply('encoded', withoutBackslashes(text))
  if (FULL_WIDTH.test(text)) apply('fullWidth', asciiOf(text))
  apply('blanks', text.replace(BROKEN_FIXED, FIXED))
  return { text, repairs }
}

/** Full-width forms of ASCII (U+FF01 to U+FF5E) as ASCII. */
export function asciiOf(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
}

/** Decodes percent-encoding; null when it is invalid. */
export function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function fromQuotedPrintable(text: string): string {
  return text.replace(/(?:=[0-9A-F]{2})+/g, (run) => percentDecoded(run.replaceAll('=', '%')) ?? run)
}

function withoutBackslashes(text: string): string {
  return text
    .replace(/\\u00([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
}

/** Whole links that were percent-encoded, once or more often, or rewritten by a filter for mails. */
const ENCODED = /(?:cloudlink|meetkeep)%(?:25)*3A%(?:25)*2F%(?:25)*2Fcloudlink[\w.~!*'()%+-]*/gi
/** [Note: Proofpoint URL Defense v2] `%` is written as `-`, `/` as `_`, and the two themselves encoded. */
const DEFENDED = /(?:cloudlink|meetkeep)-3A__cloudlink\.huawei\.com_h5page[\w.-]*/gi

/** The links in a text that are encoded as a whole, decoded; with their place in the text. */
export function encodedLinks(text: string): { index: number; link: string }[] {
  const plain = [...text.matchAll(ENCODED)].map(({ 0: part, index }) => ({ index, part }))
  const defended = [...text.matchAll(DEFENDED)].map(({ 0: part, index }) => ({
    index,
    part: part.replaceAll('-', '%').replaceAll('_', '/'),
  }))
  return [...plain, ...defended].flatMap(({ index, part }) => {
    const link = decodedLink(part.replace(/[.!*'()~-]+$/, ''))
    return link === null ? [] : [{ index, link }]
  })
}

/** Decodes until the scheme is readable. */
function decodedLink(part: string): string | null {
  let link: string | null = part
  while (link !== null && !/^[a-z]+:/i.test(link)) link = percentDecoded(link)
  return link
}
