/**
 * Characters that show nothing but join or shape their neighbours, as in emoji and in Indic, Arabic and
 * Mongolian text: joiners, LRM, RLM, variation selectors, tags.
 */
const JOINER = String.raw`\u034f\u061c\u180b-\u180d\u180f\u200c-\u200f\ufe00-\ufe0f\u{e0020}-\u{e007f}\u{e0100}-\u{e01ef}`
/** Other characters that show nothing: copying inserts them, as do programs that break lines. */
const HIDDEN = String.raw`\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0001}`

const HIDDEN_ONLY = new RegExp(`[${HIDDEN}]`, 'gu')
const INVISIBLE = new RegExp(`[${JOINER}${HIDDEN}]`, 'gu')
/** Joiners join nothing in ASCII. */
const IN_ASCII = new RegExp(`(?<![^\\u0000-\\u007f])[${JOINER}]+(?=[\\s!-~])`, 'gu')
const ENDS = new RegExp(`^[\\s${JOINER}${HIDDEN}]+|[\\s${JOINER}${HIDDEN}]+$`, 'gu')

/** Removes white space and invisible characters at both ends. */
export function withoutHiddenEnds(text: string): string {
  return text.replace(ENDS, '')
}

/** Removes all invisible characters, also those that join others. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '')
}

/**
 * Removes invisible characters that have no function: all of them when the rest is ASCII, else all but the
 * joiners.
 */
export function withoutHidden(text: string): string {
  const visible = withoutInvisible(text)
  return /^[\u0020-\u007e]*$/.test(visible) ? visible : text.replace(HIDDEN_ONLY, '')
}

/** A whole identifier: 32 hexadecimal digits, in groups or not. */
export const IDENTIFIER = '(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'
/** An identifier, then hidden characters, then the text up to the next white space. */
const AFTER_ID = new RegExp(`(${IDENTIFIER})[${HIDDEN}]+(\\S*)`, 'giu')

/**
 * Removes the hidden characters of a text with links, but no joiners beside other than ASCII characters. Line separators become line breaks. A
 * hidden character between an identifier and a word becomes a blank, unless `isRest` says that the word
 * belongs to the identifier.
 */
export function withVisibleBreaks(text: string, isRest: (word: string) => boolean): string {
  return text
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(AFTER_ID, (_, id: string, word: string) =>
      word === '' || isRest(word) ? id + word : `${id} ${word}`,
    )
    .replace(HIDDEN_ONLY, '')
    .replace(IN_ASCII, '')
}

/** Splits a text into visible parts and single invisible characters, so that each of those can be marked. */
export function splitAtInvisible(text: string): { text: string; isInvisible: boolean }[] {
  return text
    .split(new RegExp(`([${JOINER}${HIDDEN}])`, 'u'))
    .map((part, index) => ({ text: part, isInvisible: index % 2 === 1 }))
    .filter((part) => part.text !== '')
}
