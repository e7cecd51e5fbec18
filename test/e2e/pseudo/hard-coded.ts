import type { PageText } from './texts-on-page.ts'

/** Words of formatted dates and numbers, which the platform generates (renderer/i18n/format.ts). */
export const ofFormats = (): Set<string> => {
  const words = new Set([
    'h',
    'm',
    's',
    'bytes',
    'byte',
    'kB',
    'MB',
    'GB',
    'TB',
    'GMT',
    'UTC',
    'AM',
    'PM',
    'at',
  ])
  for (let month = 0; month < 12; month += 1)
    for (const style of ['short', 'long'] as const)
      words.add(new Date(2026, month, 1).toLocaleString('en', { month: style }))
  for (let day = 0; day < 7; day += 1)
    for (const style of ['short', 'long'] as const)
      words.add(new Date(2026, 0, day + 1).toLocaleString('en', { weekday: style }))
  return words
}

/** The rest of a text without its pseudo-translations, which are in brackets. */
export function outsideBrackets(text: string): string {
  let depth = 0
  let outside = ''
  for (const character of text) {
    if (character === '[') depth += 1
    if (depth === 0) outside += character
    if (character === ']') depth = Math.max(0, depth - 1)
  }
  return outside
}

/**
 * Texts that are not from the catalogue: words outside brackets that are neither data nor part of a date or
 * number.
 *
 * @param data what main has sent to the page, and other strings that are not texts of the app.
 */
export function hardCoded(texts: readonly PageText[], data: ReadonlySet<string>): string[] {
  const formats = ofFormats()
  const known = [...data].filter((text) => /\p{L}/u.test(text)).toSorted((a, b) => b.length - a.length)
  return texts.flatMap(({ text, at }) => {
    // Data first: it may contain brackets.
    const rest = known.reduce((left, one) => left.replaceAll(one, ' '), text)
    const words = (outsideBrackets(rest).match(/\p{L}+/gu) ?? []).filter((word) => !formats.has(word))
    return words.length === 0 ? [] : [`${at}: ${text.trim()}`]
  })
}

/** Every string in an answer of main; long ones split into lines. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value, ...value.split(/\r?\n/).map((line) => line.trim())]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(stringsIn)
}
