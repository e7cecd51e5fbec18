import type { Failure } from '../contract/errors.ts'
import { IDENTIFIER, withoutHidden, withoutHiddenEnds, withVisibleBreaks } from './hidden-characters.ts'
import { invalid, parseMinutesLink } from './link.ts'

/** What copying did to a link, and was undone. */
export type Repair = 'invisible' | 'blanks' | 'text' | 'html' | 'fullWidth' | 'encoded'

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

const START =
  /(?<![a-z0-9+.-])(?:cloudlink|meetkeep)(?:[:\uff1a][/\uff0f]{2})cloudlink\.huawei\.com[/\uff0f]h5page/gi
const ENCODED = /(?:cloudlink|meetkeep)%3A%2F%2Fcloudlink\.huawei\.com%2Fh5page[\w.~!*'()%+-]*/gi
/** Quotes, brackets and other marks that end a link, wherever they are. */
const END = /[\s"'`<>|\\^{}“”‘’«»《》「」『』【】〔〕〈〉]/
const ELLIPSIS = /(?:…|\.{3}|⋯)$/
const TRAILING = /[.,;:!?()[（［\]*_~。，、；：！？）］…—·]+$/u
/** A word that could be the rest of a link that was broken in two. */
const REST = /^[\w%&=+.~-]*[\d%&=][\w%&=+.~-]*$|^[0-9a-f]+$/i

/**
 * Finds the minutes links in a text that a user pasted, dropped, typed or opened, and undoes what copying did
 * to them. `html` is the same content as HTML: only the addresses of its links are used. [] when there is
 * none. Links that differ are all returned, each once; a refused one only if none can be used.
 *
 * For copied text only: the text of a QR code is exact, and goes to `parseMinutesLink` unchanged.
 */
export function findPastedLinks(text: string, html = ''): PastedLink[] {
  const sources = [text, ...addressesIn(html)]
  const found = sources.flatMap((source) => linksIn(source.slice(0, MAX_SEARCHED)))
  const usable = found.filter(({ failure }) => failure === null)
  const wanted = usable.length > 0 ? usable : found
  return wanted.filter((link, index) => wanted.findIndex(({ text: first }) => first === link.text) === index)
}

function linksIn(source: string): PastedLink[] {
  const text = withVisibleBreaks(source, (word) => REST.test(word))
  const plain = [...text.matchAll(START)].map(({ index }) => {
    const link = repaired(text.slice(index))
    const wasHidden =
      text !== source && !source.includes(text.slice(index, index + lengthOf(text.slice(index))))
    return wasHidden ? withRepair(link, 'invisible') : link
  })
  const encoded = [...text.matchAll(ENCODED)].flatMap(([part]) => {
    const link = decodedOnce(part.replace(/[.!*'()~-]+$/, ''))
    return link === null ? [] : [withRepair(repaired(link), 'encoded')]
  })
  return [...plain, ...encoded]
}

const withRepair = (link: PastedLink, repair: Repair): PastedLink => ({
  ...link,
  repairs: [...new Set([...link.repairs, repair])],
})

/** `text` begins with a link. */
function repaired(text: string): PastedLink {
  const repairs = new Set<Repair>()
  const note = (repair: Repair, before: string, after: string): string => {
    if (before !== after) repairs.add(repair)
    return after
  }
  const joined = text.replace(/([&＆]|&amp;)[ \t\u00a0]+(?=[\w%-]+[=＝])/g, '$1')
  let link = joined.slice(0, lengthOf(joined))
  const rest = joined.slice(link.length)
  if (joined.slice(0, link.length) !== text.slice(0, link.length)) repairs.add('blanks')
  link = note('invisible', link, withoutHiddenEnds(link))
  if (ELLIPSIS.test(link) || isBroken(link, rest)) return refused(link + rest.slice(0, 40))
  link = note('fullWidth', link, withAsciiMarks(link))
  link = note('html', link, withoutEntities(link))
  link = note('invisible', link, withCleanPairs(link))
  link = note('text', link, withoutTrailing(link))
  link = link.replace(/^[a-z]+/i, 'cloudlink')
  const parsed = parseMinutesLink(link)
  return { text: link, repairs: [...repairs], failure: parsed.ok ? null : parsed.failure }
}

function refused(link: string): PastedLink {
  return { text: link.trim(), repairs: [], failure: invalid('broken').failure }
}

/** Length of the link at the begin of a text. */
function lengthOf(text: string): number {
  const end = text.search(END)
  return end < 0 ? text.length : end
}

/** Whether the link seems to continue after white space: a program broke the line, or added a blank. */
function isBroken(link: string, rest: string): boolean {
  if (!/^\s/.test(rest)) return false
  const [line = ''] = rest.replace(/^[\s>|]+/, '').split(/[\r\n]/)
  const [word = ''] = line.split(/\s/)
  if (/^[\w%+.~-]*&[\w%-]+=/.test(word)) return true
  return word === withoutHiddenEnds(line) && REST.test(word) && !/^\d{1,2}$/.test(word) && link !== ''
}

/** Cuts marks and words that follow a link without white space. */
function withoutTrailing(link: string): string {
  const query = link.search(/[?？]/)
  const last = Math.max(link.lastIndexOf('='), link.lastIndexOf('＝')) + 1
  if (query < 0 || last === 0) return link
  const head = link.slice(0, last)
  let value = link.slice(last)
  // An ASCII value ends at a Chinese mark, an identifier at any other character.
  value = /^[\u0021-\u007e]+(?=[。，、；：！？）］])/.exec(value)?.[0] ?? value
  value = new RegExp(`^${IDENTIFIER}(?![\\w%+-])`, 'i').exec(value)?.[0] ?? value
  value = value.slice(0, unbalancedEnd(value))
  return head + withoutTrailingMarks(value)
}

/** Cuts marks at the end, but no bracket that the value itself opens. */
function withoutTrailingMarks(value: string): string {
  const cut = value.replace(TRAILING, '')
  const closing = /^[)\]）］]/.exec(value.slice(cut.length))?.[0] ?? ''
  const opens = closing !== '' && /[([（［][^)\]）］]*$/.test(cut)
  return opens ? cut + closing : cut
}

/** Where a closing bracket has no opening one: that of a Markdown link, or of a sentence around it. */
function unbalancedEnd(value: string): number {
  let depth = 0
  for (const [at, mark] of value.split('').entries()) {
    if (/[([（［]/.test(mark)) depth += 1
    if (/[)\]）］]/.test(mark) && (depth -= 1) < 0) return at
  }
  return value.length
}

function withAsciiMarks(link: string): string {
  const [head = ''] = /^[^?？]*/.exec(link) ?? []
  const isFullWidth = /[：／]/.test(head) || link.charAt(head.length) === '？'
  const ascii = (text: string) =>
    text.replace(/[：／？＆＝]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
  return isFullWidth ? ascii(head) + link.slice(head.length).replace(/[？＆＝]/g, ascii) : link
}

function withoutEntities(link: string): string {
  let text = link
  for (let before = ''; before !== text;) {
    before = text
    text = text.replace(/&(?:amp|#38|#x26);/gi, '&')
  }
  return text
}

/** Drops invisible characters in keys and values, also where they are percent-encoded. */
function withCleanPairs(link: string): string {
  const [head = '', ...rest] = link.split('?')
  if (rest.length === 0) return withoutHidden(link)
  const clean = (part: string): string => {
    const plain = withoutHidden(part)
    const decoded = decodedOnce(plain.replaceAll('+', ' '))
    if (decoded === null) return plain
    const visible = withoutHidden(decoded)
    return visible === decoded ? plain : encodeURIComponent(visible)
  }
  const pairs = rest.join('?').split('&')
  return `${withoutHidden(head)}?${pairs.map((pair) => pair.split('=').map(clean).join('=')).join('&')}`
}

function decodedOnce(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Addresses of the links in an HTML text; nothing else of it is read. */
function addressesIn(html: string): string[] {
  const attributes = html.slice(0, MAX_SEARCHED).matchAll(/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)
  return [...attributes].map(([, double, single]) => withoutEntities(double ?? single ?? ''))
}
