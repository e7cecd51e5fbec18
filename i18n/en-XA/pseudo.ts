const PLAIN = 'AaBCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz'
const ACCENTED = 'ÅåƁÇçÐðÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž'
const accents = new Map(PLAIN.split('').map((letter, index) => [letter, ACCENTED[index] ?? letter]))

/** A placeholder, `{{host}}`, which stays; or a letter. */
const PIECE = /\{\{\w+\}\}|[A-Za-z]/g

/** How much longer than English a translation may well be. */
const LONGER = 0.4
const FILLING = ' ļöŕém îþšûm ðöļöŕ šîţ åmé ţ çöñšéçţéţûŕ'

/**
 * A text as a translation at its longest would have it: accented, 40 % longer, in brackets that show where it is cut
 * off. What stands in braces stays.
 */
export function pseudo(text: string): string {
  const accented = text.replace(PIECE, (piece) => accents.get(piece) ?? piece)
  const length = Math.ceil(text.replaceAll(/\{\{\w+\}\}/g, '').trim().length * LONGER)
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
