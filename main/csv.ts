/** Text, or a number that is written without a unit; null for unknown. */
export type Cell = string | number | null

/** Begins the file: without it, Excel takes UTF-8 for the system's code page and garbles Chinese. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** Programs for tables run a text that begins so as a formula; full-width characters count there as well. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/
/** With another separator than the comma, as in many countries, the rest of a text can begin a cell or a line. */
const FORMULA_INSIDE = /([;\t\r\n] *)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/

/**
 * A record with its line break, as in RFC 4180. A text that would be run as a formula gets an apostrophe before it
 * (OWASP, "CSV injection"): topics and names come from other people.
 */
export function csvRecord(cells: readonly Cell[]): string {
  return `${cells.map(fieldOf).join(',')}\r\n`
}

function fieldOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const text = (FORMULA.test(cell) ? `'${cell}` : cell).replace(FORMULA_INSIDE, "$1'")
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A time in the local zone as 2026-11-18 09:30:00, which programs for tables read as a time; '' if unknown. */
export function localTime(iso: string | null | undefined): string {
  const date = new Date(iso ?? '')
  if (Number.isNaN(date.getTime())) return ''
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`
}
