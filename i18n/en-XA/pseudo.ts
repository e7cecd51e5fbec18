const PLAIN = 'AaBCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz'
const ACCENTED = 'ÅåƁÇçÐðÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž'
const accents = new Map([...PLAIN].map((letter, index) => [letter, [...ACCENTED][index] ?? letter]))

/** What is no letter to change: placeholders, `{{host}}`. */
const KEPT = /\{\{\w+\}\}/

/** How much longer than English a translation may well be. */
const LONGER = 0.4
const FILLING = ' ļöŕém îþšûm ðöļöŕ šîţ åmé ţ çöñšéçţéţûŕ'

/**
 * A text as a language nobody speaks would have it: accented, about 40 % longer, in brackets so that one sees where a
 * text is cut off. What stands in braces stays.
 */
export function pseudo(text: string): string {
  const accented = text
    .split(new RegExp(`(${KEPT.source})`))
    .map((piece) => (KEPT.test(piece) ? piece : [...piece].map((one) => accents.get(one) ?? one).join('')))
    .join('')
  const length = Math.ceil(text.replaceAll(new RegExp(KEPT, 'g'), '').trim().length * LONGER)
  return `[${accented}${FILLING.repeat(Math.ceil(length / FILLING.length)).slice(0, length)}]`
}

/** The same for every text of a catalogue or of a part of one. */
export function pseudoOf<T extends object>(texts: T): T {
  const entries = Object.entries(texts).map(([key, value]: [string, string | object]) => [
    key,
    typeof value === 'string' ? pseudo(value) : pseudoOf(value),
  ])
  return Object.fromEntries(entries) as T
}
