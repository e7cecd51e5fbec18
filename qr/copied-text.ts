/** What copying did to a link, and was undone. */
export type Repair = 'invisible' | 'blanks' | 'text' | 'html' | 'fullWidth' | 'encoded' | 'tracking'

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
/** Other characters that an input method types for `.` and `_`. */
const FULL_WIDTH_FIXED = /cloudlink[.．。｡]huawei[.．。｡]com|SAVE[_＿]MEETING[_＿]FILE/gi
/** A link in which a program encoded a mark of the fixed part, but not its whole head. */
const PARTLY_ENCODED =
  /(?:cloudlink|meetkeep)(?::|%3A)\/\/cloudlink\.huawei\.com\/h5page(?:\?|%3F)action(?:=|%3D)[\w.~!*'()%+=&?-]*/gi
const ENCODED_MARK =
  /^[a-z]+(?:%3A|:\/\/cloudlink\.huawei\.com\/h5page(?:%3F|\?action(?:%3D|=SAVE_MEETING_FILE%26)))/i
/** A tag within a line, and one that begins a line; with a text around them, never the address of a link. */
const INLINE_TAG = /<\/?(?:wbr|span|b|i|u|s|em|strong|mark|font|code|ins|small)(?:\s[^<>]{0,300})?\/?>/gi
const BLOCK_TAG = /<\/?(?:br|p|div|li|td|tr)(?:\s[^<>]{0,300})?\/?>/gi
const HIDDEN_ENTITY =
  /&(?:shy|zwnj|zwj|lrm|rlm|zerowidthspace|nobreak|#173|#x0*ad|#820[3-7]|#x0*200[b-f]|#65279|#x0*feff);/gi

/**
 * Replaces the tags in a text that is HTML by what they show: a line break, or a place where a line may break,
 * which is a zero-width space. So is what HTML writes for other characters that show nothing.
 */
export function withoutTags(text: string): string {
  return text.replace(BLOCK_TAG, '\n').replace(INLINE_TAG, '\u200b').replace(HIDDEN_ENTITY, '\u200b')
}

/**
 * Undoes what a program did to a whole text with links: quoted-printable, backslashes, full-width letters,
 * full-width marks, percent-encoding and line breaks in the fixed part of a link. Each is recognized in a part that is equal in all links, so a link
 * that was not changed stays unchanged.
 */
export function decodedText(source: string): { text: string; repairs: Repair[] } {
  const repairs: Repair[] = []
  let text = source
  const apply = (repair: Repair, after: string): void => {
    if (after !== text) repairs.push(repair)
    text = after
  }
  // Either may be around the other.
  for (let round = 0; round < 2; round += 1) {
    if (ESCAPED.test(text)) apply('encoded', withoutBackslashes(text))
    const unwrapped = text.replace(SOFT_BREAK, '')
    if (QUOTED_PRINTABLE.test(unwrapped)) apply('encoded', fromQuotedPrintable(unwrapped))
  }
  if (FULL_WIDTH.test(text)) apply('fullWidth', asciiOf(text))
  apply(
    'fullWidth',
    text.replace(FULL_WIDTH_FIXED, (part) => asciiOf(part.replace(/[。｡]/g, '.'))),
  )
  apply(
    'encoded',
    text.replace(PARTLY_ENCODED, (part) => (ENCODED_MARK.test(part) ? (percentDecoded(part) ?? part) : part)),
  )
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

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  equals: '=',
  quest: '?',
  colon: ':',
  sol: '/',
  lowbar: '_',
  period: '.',
  percnt: '%',
  hyphen: '-',
}
const ENTITY = new RegExp(`&(${Object.keys(ENTITIES).join('|')});`, 'gi')

/** Decodes HTML entities that a link or a text around it may have, also when they were escaped repeatedly. */
export function withoutEntities(source: string): string {
  let text = source
  for (let before = ''; before !== text;) {
    before = text
    text = text
      .replace(ENTITY, (_, name: string) => ENTITIES[name.toLowerCase()] ?? '')
      .replace(/&#0*(3[2-9]|[4-9]\d|1[01]\d|12[0-6]|160);/g, (_, code: string) => charOf(code, 10))
      .replace(/&#x0*([2-7][0-9a-f]|a0);/gi, (_, code: string) => charOf(code, 16))
  }
  return text
}

const charOf = (code: string, radix: number): string => String.fromCharCode(Number.parseInt(code, radix))

function fromQuotedPrintable(text: string): string {
  return text.replace(/(?:=[0-9A-F]{2})+/g, (run) => percentDecoded(run.replaceAll('=', '%')) ?? run)
}

function withoutBackslashes(text: string): string {
  return text
    .replace(/\\u00([2-7][0-9a-f])/gi, (_, hex: string) => charOf(hex, 16))
    .replace(/\\r\\n|\\[rn]/g, '\n')
    .replace(/\\([!-/:-@[-`{-~]|(?=\s))/g, '$1')
}

/** Whole links that were percent-encoded, once or more often, or rewritten by a filter for mails. */
const ENCODED = /(?:cloudlink|meetkeep)%(?:25)*3A%(?:25)*2F%(?:25)*2Fcloudlink[\w.~!*'()%+-]*/gi
/** [Note: Proofpoint URL Defense v2] `%` is written as `-`, `/` as `_`, and the two themselves encoded. */
const DEFENDED = /(?:cloudlink|meetkeep)-3A__cloudlink\.huawei\.com_h5page[\w.-]*/gi

interface EncodedLink {
  /** Its place in the text. */
  index: number
  /** What follows it there. */
  rest: string
  /** Decoded. */
  link: string
}

/** The links in a text that are encoded as a whole. */
export function encodedLinks(text: string): EncodedLink[] {
  const found = (pattern: RegExp, percent: (part: string) => string): EncodedLink[] =>
    [...text.matchAll(pattern)].flatMap(({ 0: part, index }) => {
      const link = decodedLink(percent(part).replace(/[.!*'()~-]+$/, ''))
      const rest = text.slice(index + part.length, index + part.length + 100)
      return link === null ? [] : [{ index, rest, link }]
    })
  return [
    ...found(ENCODED, (part) => part),
    ...found(DEFENDED, (part) => part.replaceAll('-', '%').replaceAll('_', '/')),
  ]
}

/** Decodes until the scheme is readable. What follows the link in an encoded address around it is cut. */
function decodedLink(part: string): string | null {
  const link = percentDecoded(part)
  if (link === null || /^[a-z]+:/i.test(link)) return link
  const [inner] = link.match(ENCODED) ?? []
  return inner === undefined ? null : decodedLink(inner)
}
