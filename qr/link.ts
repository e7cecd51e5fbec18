import { AppError, type Failure } from '../contract/errors.ts'
import { MAX_LINK_LENGTH, type MinutesEntries } from '../contract/minutes.ts'
import { withoutHidden } from './hidden-characters.ts'

export type MinutesLink = { ok: true; entries: MinutesEntries } | { ok: false; failure: Failure }

/**
 * Scheme and host are case-insensitive, as in URLs; the path is not. No `u` flag: with it, `i` would match
 * U+212A (the Kelvin sign) as a k. Host and path must be followed by a query, a fragment or the end, so user
 * info, a port, a longer host or a longer path never match.
 */
const HEAD = /^cloudlink:\/\/cloudlink\.huawei\.com(\/h5page)(?=[?#]|$)/i
const PATH = '/h5page'

const SAVE = 'SAVE_MEETING_FILE'
const OPEN_LIST = 'OPEN_MEETING_FILE_LIST'
const MAX_SHOWN_ACTION = 64

/**
 * C0, DEL and C1, and the bidi controls that reorder other text (embeddings, overrides, isolates): with those
 * the preview could differ from what is sent. Marks that reorder nothing else (LRM, RLM, the joiners of emoji
 * and Indic scripts) are allowed.
 */
// oxlint-disable-next-line no-control-regex -- matches control characters on purpose
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/
/** An unpaired surrogate, which UTF-8 cannot encode, and the replacement of what could not be decoded. */
const LOST = /[\p{Cs}\ufffd]/u

/**
 * Parses the text of a minutes QR code, exactly as it is in the code. Pure; never throws. For a text that was
 * copied, `pasted-link.ts` finds the link in it first.
 *
 * [Note: the QR map] `action` selects the call and is not sent; every other key and value is sent unchanged,
 * as strings, and the keys are not known in advance (API page "save to personal space"). Only
 * SAVE_MEETING_FILE is executed: OPEN_MEETING_FILE_LIST would open the user's private list on another
 * person's screen.
 *
 * What copying does to a link is refused: invisible characters (`hidden-characters.ts`), keys that begin with
 * the rest of an HTML entity, such as `amp;`, or with a blank. So a damaged link is never sent, whichever way it arrives.
 *
 * The text is parsed without a URL class, which would normalize backslashes, tabs and `/x/../h5page` before
 * they could be checked. White space around it is trimmed. An empty key name is a key like any other; a
 * fragment is rejected, because such a `#` is an unencoded part of a value, which would be truncated.
 */
export function parseMinutesLink(text: string): MinutesLink {
  const link = text.trim()
  const head = HEAD.exec(link)
  if (head?.[1] !== PATH) return { ok: false, failure: { code: 'QR_NOT_CLOUDLINK' } }
  if (link.length > MAX_LINK_LENGTH) return invalid('too-long')
  if (CONTROL.test(link)) return invalid('control')
  if (link.includes('#') || LOST.test(link)) return invalid('encoding')

  const pairs = decodePairs(link.slice(head[0].length + 1))
  if (pairs === null) return invalid('encoding')
  if (pairs.some((pair) => CONTROL.test(pair[0]) || CONTROL.test(pair[1]))) return invalid('control')
  if (pairs.flat().some((part) => LOST.test(part))) return invalid('encoding')
  if (pairs.flat().some((part) => withoutHidden(part) !== part)) return invalid('control')
  if (pairs.some(([key]) => /^(#?\w{1,20};|\s)/.test(key))) return invalid('encoding')
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) return invalid('duplicate')

  const action = pairs.find(([key]) => key === 'action')?.[1] ?? ''
  if (action === OPEN_LIST) return { ok: false, failure: { code: 'QR_OPENS_FILE_LIST' } }
  if (action !== SAVE) {
    const shown = Array.from(action).slice(0, MAX_SHOWN_ACTION).join('')
    return { ok: false, failure: { code: 'QR_UNSUPPORTED_ACTION', params: { action: shown } } }
  }
  const entries = pairs.filter(([key]) => key !== 'action')
  return entries.every(([, value]) => value.trim() === '') ? invalid('empty') : { ok: true, entries }
}

/** The same with exceptions. Throws AppError QR_*. */
export function minutesEntriesOrThrow(text: string): MinutesEntries {
  const link = parseMinutesLink(text)
  if (link.ok) return link.entries
  const { code, ...more } = link.failure
  throw new AppError(code, more)
}

/** Keys of the entries in whose value a `+` was read as a space: it may have been meant as a plus. */
export function keysWithPlus(text: string): string[] {
  const pairs = text.trim().split(/[?&]/).slice(1)
  return pairs.flatMap((pair) => {
    const [key = '', ...value] = pair.split('=')
    return value.join('=').includes('+') ? (decodePairs(key)?.map(([name]) => name) ?? []) : []
  })
}

export type InvalidReason = 'too-long' | 'control' | 'encoding' | 'duplicate' | 'empty' | 'broken'

export function invalid(reason: InvalidReason): { ok: false; failure: Failure } {
  return { ok: false, failure: { code: 'QR_INVALID', params: { reason } } }
}

/** Key-value pairs of a query in order, percent-decoded, `+` as space; null when an encoding is invalid. */
function decodePairs(query: string): [string, string][] | null {
  try {
    return query
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const equals = pair.indexOf('=')
        const [key, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
        return [decode(key), decode(value)]
      })
  } catch {
    // decodeURIComponent's URIError: an invalid % sequence, or bytes that are not UTF-8
    return null
  }
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}
