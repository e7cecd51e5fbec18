import type { Failure } from '../contract/errors.ts'
import {
  asciiOf,
  decodedText,
  encodedLinks,
  LINE_BREAK,
  percentDecoded,
  type Repair,
  withoutEntities,
  withoutTags,
} from './copied-text.ts'
import {
  IDENTIFIER,
  withoutHidden,
  withoutHiddenEnds,
  withoutInvisible,
  withVisibleBreaks,
} from './hidden-characters.ts'
import { invalid, parseMinutesLink } from './link.ts'

export type { Repair } from './copied-text.ts'

/** A link found in a pasted text. */
export interface PastedLink {
  /** The repaired link, with the vendor's scheme; as it was found when it is refused. */
  text: string
  repairs: Repair[]
  /** Why it is refused; null when it can be used. */
  failure: Failure | null
}

/** Longest text that is searched; a link is at most 4,096 characters long. */
const MAX_SEARCHED = 100_000
/** More than the longest link has when each of its characters was escaped. */
const MAX_SPAN = 16_384

const HEAD = String.raw`(?:cloudlink|meetkeep)[:\uff1a][/\uff0f]{2}cloudlink\.huawei\.com[/\uff0f]h5page`
/** Not behind a letter, which would be part of a longer scheme; the number of a list may stand before it. */
const START = new RegExp(`(?=${HEAD})(?<![a-z][a-z0-9+.-]{0,40})${HEAD}`, 'gi')
/** Another link that follows without white space. */
const NEXT_START = new RegExp(`(?<!=)${HEAD}`, 'i')
/** White space, and the marks of HTML around a text. */
const END = /[\s<>`]/
/** Marks that enclose a link. */
const ENCLOSING = new Map(
  Array.from('""\'\'““„““”‘’‚‘«»»«‹›《》「」『』【】〔〕〈〉||<|').flatMap((mark, at, all) =>
    at % 2 === 0 ? [[mark, all[at + 1] ?? '']] : [],
  ),
)
const BLANKS = String.raw`(?:${LINE_BREAK}|[^\S\r\n]{1,8})`
const AMPERSAND = '(?:[&＆]|&amp;)'
const NAME = '[\\w%-]+'
/** White space after `?` or `&`, before `&`, and before `=`. */
const BLANKS_AT_KEY = new RegExp(
  `([?？]|${AMPERSAND})${BLANKS}(?=${NAME}[=＝])|${BLANKS}(?=${AMPERSAND}${NAME}[=＝])|([?？&＆;]${NAME})${BLANKS}(?=[=＝])`,
  'g',
)
/** A text was cut off here; a mark may follow, and a sentence after it. */
const ELLIPSIS = /(?<=[\w%&=-])(?:[…⋯]|\.{3})(?![\w%&=.-]).*$|(?:…|\.{3}|⋯)[.,;:!?)\]。，、；：！？）”’"']*$/u
/** An identifier that a program shortened in the middle, or covered. */
const SHORTENED = new RegExp(
  `=(?:[0-9a-f-]+(?:[…⋯]|[*·・•●]{2,})[0-9a-f-]+|[0-9a-f-]{4,}\\.{3}[0-9a-f-]{4,})(?![\\w-])|=(?!${IDENTIFIER})[0-9a-f-]+[*·・•●]{3,}`,
  'i',
)
/** The entity of & without its semicolon, which HTML allows, or a key that begins like it: nothing can tell. */
const AMP_KEY = /&amp[a-z]/i
const LONG_DASH = /[\u2010-\u2015\u2212]/g
const TRAILING = /[.,;:!?()[（［\]*_~'"|\\^。，、；：！？）］…—·]+$/u
/** A value whose `=` was lost, or half of it: a mail encodes it as =3D. */
const LOST_EQUALS = new RegExp(`[?&][^&=]*(?:${IDENTIFIER}|3D[^&=]+)(?:&|$)`, 'i')
const WHOLE_END = new RegExp(`=${IDENTIFIER}$`, 'i')
/** A parameter that programs append to follow who opens a link, in any case. */
const TRACKING =
  /^[?&](?:utm_\w+|gclid|dclid|gbraid|wbraid|fbclid|msclkid|yclid|mc_[ce]id|igshid|spm|_hs(?:enc|mi))(?:=|$)/i
/** A word that could be the rest of a link that was broken in two. */
const REST = /^[\w%&=+.~-]*[\d%&=][\w%&=+.~-]*$|^-?[0-9a-f]+(?:-[0-9a-f]*)*$/i

/**
 * Finds the minutes links in a text that a user pasted, dropped, typed or opened, and undoes what copying did
 * to them. `html` is the same content as HTML: only the addresses of its links are used. [] when there is
 * none. Links that differ are all returned, each once, usable ones first; a refused one only if it is not the
 * beginning of a usable one.
 *
 * For copied text only: the text of a QR code is exact, and goes to `parseMinutesLink` unchanged.
 */
export function findPastedLinks(text: string, html = ''): PastedLink[] {
  const sources = [text, ...addressesIn(html)]
  const found = sources.flatMap((source) => linksIn(source.slice(0, MAX_SEARCHED)))
  const usable = found.filter(({ failure }) => failure === null)
  const isPart = ({ text: part }: PastedLink) =>
    usable.some(({ text: whole }) => whole.startsWith(part.replace(/\s.*/s, '').replace(ELLIPSIS, '')))
  const damaged = found.filter((link) => link.failure !== null && !isPart(link))
  const wanted = [...usable, ...damaged]
  return wanted.filter((link, index) => wanted.findIndex(({ text: first }) => first === link.text) === index)
}

function linksIn(source: string): PastedLink[] {
  const plain = withoutTags(source)
  const visible = withVisibleBreaks(plain, (word) => REST.test(word))
  const { text: decoded, repairs } = decodedText(visible)
  const text = withoutEntities(decoded)
  const links: PastedLink[] = []
  const spans: { start: number; end: number }[] = []
  let end = 0
  for (const { index } of text.matchAll(START)) {
    if (index < end) continue
    for (let at: number | null = index; at !== null;) {
      const { link, length, next } = repaired(text, at)
      const found = text.slice(at, at + length)
      const isHtml = !decoded.includes(found) || (plain !== source && !source.includes(found))
      const more: Repair[] = isHtml ? ['html'] : []
      if (visible !== source && repairs.length + more.length === 0 && !source.includes(found))
        more.push('invisible')
      links.push(withRepairs(link, [...repairs, ...more]))
      end = at + length
      spans.push({ start: at, end })
      at = next
    }
  }
  // What is encoded within a link is a value of it.
  const encoded = encodedLinks(text).filter(
    ({ index }) => !spans.some((span) => span.start < index && index < span.end),
  )
  for (const { link, rest } of encoded)
    links.push(isBroken(link, rest) ? refused(link) : withRepairs(repaired(link, 0).link, ['encoded']))
  return links.length === 0 && isBrokenHead(text) ? [refused(text.slice(0, 200))] : links
}

const withRepairs = (link: PastedLink, more: readonly Repair[]): PastedLink => ({
  ...link,
  repairs: [...new Set([...more, ...link.repairs])],
})

/** Whether white space is in the head of a link. */
function isBrokenHead(text: string): boolean {
  const head = new RegExp(HEAD, 'i')
  return !head.test(text) && head.test(text.replace(/[\s>|]+/g, ''))
}

/** The link at `index`; `next` is the place of another one that follows it without white space. */
function repaired(text: string, index: number): { link: PastedLink; length: number; next: number | null } {
  const before = text.slice(Math.max(0, index - 8), index)
  const after = text.slice(index, index + MAX_SPAN)
  const joined = before + joinedOf(after)
  const found = joined.slice(before.length, before.length + lengthOf(joined, before.length))
  const rest = joined.slice(before.length + found.length)
  const wasJoined = !after.startsWith(found)
  const length = wasJoined ? after.length - rest.length : found.length
  const next = NEXT_START.test(rest.slice(0, 60)) && rest.search(NEXT_START) === 0 ? index + length : null
  const isAlone = before.trim() === '' && rest.trim() === ''
  const link =
    next === null && isBroken(found, rest) ? refused(found + rest.slice(0, 40)) : cleaned(found, isAlone)
  const repairs: Repair[] = []
  if (wasJoined) repairs.push('blanks')
  // A value that is a text may go on after the blank.
  if (/^[^\S\r\n]+[^\s"'|]/.test(rest) && !WHOLE_END.test(link.text)) repairs.push('text')
  return { link: withRepairs(link, link.failure === null ? repairs : []), length, next }
}

/** Undoes what copying did to one link. */
function cleaned(found: string, isAlone: boolean): PastedLink {
  const repairs = new Set<Repair>()
  const note = (repair: Repair, before: string, after: string): string => {
    if (before !== after) repairs.add(repair)
    return after
  }
  let link = note('invisible', found, withoutHiddenEnds(found))
  link = note('fullWidth', link, withAsciiMarks(link))
  const visible = withoutInvisible(link)
  if (ELLIPSIS.test(visible) || SHORTENED.test(visible) || AMP_KEY.test(withoutEntities(visible)))
    return refused(found)
  link = note('html', link, withoutEntities(link))
  link = note('invisible', link, withCleanPairs(link))
  link = note('text', link, withoutTrailing(link, isAlone))
  link = note('fullWidth', link, withAsciiIdentifiers(link))
  if (LOST_EQUALS.test(link)) return refused(found)
  link = note('tracking', link, withoutTracking(link))
  link = link.replace(/^[a-z]+/i, 'cloudlink')
  const parsed = parseMinutesLink(link)
  return { text: link, repairs: [...repairs], failure: parsed.ok ? null : parsed.failure }
}

/**
 * [Note: tracking parameters] Mail programs, chats and link shorteners append them. The service documents no keys, so
 * every other one is sent; no code has these, and the service would get them as part of the minutes.
 */
function withoutTracking(link: string): string {
  const [head = '', ...query] = link.split(/(?=[?&])/)
  const kept = query.filter((pair) => !TRACKING.test(pair))
  return kept.length === query.length ? link : `${head}${kept.join('').replace(/^&/, '?')}`
}

function refused(link: string): PastedLink {
  return { text: link.trim(), repairs: [], failure: invalid('broken').failure }
}

/** Removes white space where a link certainly continues: beside `&`, and within an identifier. */
function joinedOf(text: string): string {
  const joined = text.replace(BLANKS_AT_KEY, '$1$2')
  const end = joined.search(/\s/)
  if (end < 0) return joined
  const [value = ''] = /[^=]*$/.exec(joined.slice(0, end)) ?? []
  const more = new RegExp(`^(?:${BLANKS}[0-9a-f-]+){1,4}(?![\\w-])`, 'i').exec(joined.slice(end))?.[0] ?? ''
  const remainder = more.replace(/[\s>|]+/g, '')
  if (!isIdentifier(value + remainder)) return joined
  return joined.slice(0, end) + joinedOf(remainder + joined.slice(end + more.length))
}

const isIdentifier = (value: string): boolean => new RegExp(`^${IDENTIFIER}$`, 'i').test(value)

/** Length of the link at `index`. */
function lengthOf(text: string, index: number): number {
  const link = text.slice(index)
  const end = link.search(END)
  const run = end < 0 ? link : link.slice(0, end)
  const next = run.slice(1).search(NEXT_START)
  if (next >= 0) return next + 1
  const before = text.slice(0, index)
  // [Note: Proofpoint URL Defense v3] https://urldefense.com/v3/__ADDRESS__;…
  const closing = before.endsWith('/v3/__') ? '__;' : ENCLOSING.get(before.trimEnd().slice(-1))
  const closed = closing === undefined ? -1 : run.indexOf(closing)
  return closed < 0 || new RegExp(`&${NAME}=`).test(run.slice(closed)) ? run.length : closed
}

/** Whether the link seems to continue after white space: a program broke the line, or added a blank. */
function isBroken(found: string, after: string): boolean {
  const [link, rest] = [asciiOf(found), asciiOf(after)]
  if (!/^\s/.test(rest)) return false
  const [whole = ''] = rest.replace(/^[\s>|]+/, '').split(/[\r\n]/)
  // Shortened in the middle, at a blank or where the line was broken.
  const shortened = /^(?:[…⋯]|\.{3})([\w%&=-]*)/.exec(whole)?.[1]
  if (shortened !== undefined && (shortened !== '' || /[\r\n]/.test(rest.slice(0, 8))))
    if (!WHOLE_END.test(link) || /^[0-9a-f-]{8,}$/i.test(shortened)) return true
  const line = whole.replace(/(?:[…⋯]|\.{3}).*/, '')
  const [word = ''] = line.split(/\s/)
  if ((/^[^&]*&[\w%-]+=/.test(word) && !word.includes('://')) || word.startsWith('=')) return true
  // A blank in the value that goes on, too: its next key shows that it does.
  if (!WHOLE_END.test(link) && /^[^&]*&[\w%-]+=/.test(line) && !line.includes('://')) return true
  if (/[?&][^=]*$/.test(link) && /^\S{0,40}=/.test(word)) return true
  if (/[?&=]$/.test(link) && /^[\w%]/.test(word)) return true
  // Within an entity of HTML.
  if (/&#?\w{0,8}$/.test(link) && /^#?\w{0,8};/.test(word)) return true
  if (!WHOLE_END.test(link) && /^(?:[…⋯]|\.{3})/.test(whole)) return true
  // A word on the next line, such as a date or the number of a list, after a link that is whole.
  const isNextLine = /^[^\S\r\n]*[\r\n]/.test(rest) && WHOLE_END.test(link) && !/^[0-9a-f]{8,}$/i.test(word)
  return word === withoutHiddenEnds(line) && REST.test(word) && !isNextLine
}

/**
 * Cuts marks and words that follow a link without white space. `isAlone`: nothing else was copied, so that
 * ASCII marks belong to the value, unless that is an identifier.
 */
function withoutTrailing(link: string, isAlone: boolean): string {
  const query = link.search(/[?？]/)
  const last = link.lastIndexOf('&') + 1
  const start = Math.max(link.indexOf('=', last), link.indexOf('＝', last)) + 1
  if (query < 0 || start === 0) return link
  const head = link.slice(0, start)
  const value = link.slice(start)
  const identifier = new RegExp(`^${IDENTIFIER}(?![\\w%+-])`, 'i').exec(value)?.[0]
  if (identifier !== undefined) return head + identifier
  // An ASCII value ends at a Chinese mark.
  const ascii = /^[\u0021-\u007e]+(?=[。，、；：！？）］])/.exec(value)?.[0] ?? value
  const balanced = ascii.slice(0, unbalancedEnd(ascii, isAlone))
  const cut = isAlone && /[\u0021-\u007e]$/.test(balanced) ? balanced : withoutTrailingMarks(balanced)
  return cut === '' ? link : head + cut
}

/** Cuts marks at the end, but no bracket that the value itself opens. */
function withoutTrailingMarks(value: string): string {
  const cut = value.replace(TRAILING, '')
  const closing = /^[)\]）］]/.exec(value.slice(cut.length))?.[0] ?? ''
  const opens = closing !== '' && /[([（［][^)\]）］]*$/.test(cut)
  return opens ? cut + closing : cut
}

/** Where a closing bracket or quote has no opening one: that of a Markdown link, or of a sentence around it. */
function unbalancedEnd(value: string, isAlone: boolean): number {
  const [opening, closing] = isAlone
    ? [/[（［“‘«‹《「『【〔〈]/, /[）］”’»›》」』】〕〉]/]
    : [/[([（［“‘«‹《「『【〔〈]/, /[)\]）］”’»›》」』】〕〉]/]
  let depth = 0
  for (const [at, mark] of value.split('').entries()) {
    // An apostrophe is no quote.
    if (mark === '’' && /^\p{L}/u.test(value.slice(at + 1))) continue
    if (opening.test(mark)) depth += 1
    if (closing.test(mark) && (depth -= 1) < 0) return at
  }
  return value.length
}

function withAsciiMarks(link: string): string {
  const [head = ''] = /^[^?？]*/.exec(link) ?? []
  const isFullWidth =
    /[：／]/.test(head) || link.charAt(head.length) === '？' || /SAVE_MEETING_FILE＆|[?&][\w%-]+＝/.test(link)
  return isFullWidth ? asciiOf(head) + link.slice(head.length).replace(/[？＆＝]/g, asciiOf) : link
}

/** Identifiers with dashes for hyphens, or full-width digits. */
function withAsciiIdentifiers(link: string): string {
  return link.replace(/=[^&]+/g, (value) => {
    const ascii = asciiOf(value.replace(LONG_DASH, '-'))
    return isIdentifier(ascii.slice(1)) ? ascii : value
  })
}

/** Drops invisible characters in keys and values, also where they are percent-encoded. */
function withCleanPairs(link: string): string {
  const [head = '', ...rest] = link.split('?')
  if (rest.length === 0) return withoutHidden(link)
  const clean = (part: string): string => {
    const plain = withoutHidden(part)
    const decoded = percentDecoded(plain.replaceAll('+', ' '))
    if (decoded === null) return plain
    const visible = withoutHidden(decoded)
    return visible === decoded ? plain : encodeURIComponent(visible)
  }
  const pairs = rest.join('?').split('&')
  return `${withoutHidden(head)}?${pairs.map((pair) => pair.split('=').map(clean).join('=')).join('&')}`
}

/** Addresses of the links in an HTML text; nothing else of it is read. */
function addressesIn(html: string): string[] {
  const attributes = html
    .slice(0, MAX_SEARCHED)
    .matchAll(/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi)
  return [...attributes].map(([, double, single, bare]) => withoutEntities(double ?? single ?? bare ?? ''))
}
