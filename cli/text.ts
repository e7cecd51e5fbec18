/** C0, DEL and C1 (escape sequences start with them), and the marks that end a line or reorder text. */
// oxlint-disable-next-line no-control-regex -- matches control characters on purpose
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g
/** Characters that are two columns wide in a terminal: East Asian wide characters and pictographs. */
const WIDE_RANGES = String.raw`\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}`
const WIDE = new RegExp(`[${WIDE_RANGES}]`, 'u')
/** Punctuation that must not end a line, and that must not start one. */
const OPENING = '（“‘《'
const CLOSING = '，。、；：？！）”’》…'
/**
 * What a line break must not divide: a word, or one wide character, with the punctuation and the white space that
 * belong to it.
 */
const UNBREAKABLE = new RegExp(
  String.raw`\s*(?:[${OPENING}]*(?:[${WIDE_RANGES}]|[^\s${WIDE_RANGES}${OPENING}]+)[${CLOSING}]*|[${OPENING}]+)`,
  'gu',
)

/**
 * Makes text of a server or a picture safe for a terminal: it can neither move the cursor nor reorder the
 * line.
 */
export function safe(text: string): string {
  return text.replace(UNSAFE, '\ufffd')
}

/** Makes text of several lines safe for a terminal, line by line. */
export function safeLines(text: string): string {
  return text.split('\n').map(safe).join('\n')
}

/** One JSON document on one line, safe for a terminal: the same characters are escaped, not replaced. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Width of a text in terminal columns. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += WIDE.test(character) ? 2 : 1
  return width
}

/** Truncates a text to a number of columns, with an ellipsis. */
export function fit(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let cut = ''
  for (const character of text) {
    if (widthOf(cut + character) > columns - 1) break
    cut += character
  }
  return `${cut}…`
}

/**
 * Breaks lines that are longer than a number of columns: between words, and between the characters of scripts
 * without spaces.
 */
export function wrap(text: string, columns: number): string {
  return text
    .split(/\r?\n/)
    .flatMap((line) => {
      const lines: string[] = []
      let current = ''
      // White space at the end would be tried again at each of its characters.
      for (const [piece] of line.trimEnd().matchAll(UNBREAKABLE)) {
        if (current === '' || widthOf(current + piece) <= columns) current += piece
        else {
          lines.push(current)
          current = piece.trimStart()
        }
      }
      return [...lines, current]
    })
    .join('\n')
}

/** Width of the widest text. Not by Math.max(...): a call takes about 120,000 arguments at most. */
function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, widthOf(text)), 0)
}

/** Labels and their values, one pair a line, the values in one column. */
export function labelled(rows: readonly (readonly [label: string, value: string])[]): string {
  const width = widest(rows.map(([label]) => label)) + 1
  return rows.map(([label, value]) => label + ' '.repeat(width - widthOf(label)) + safe(value)).join('\n')
}

/** Rows under headings in aligned columns; the last column is not padded. */
export function table(heads: string[], rows: string[][]): string {
  const cells = [heads, ...rows.map((row) => row.map(safe))]
  const widths = heads.map((_, n) => widest(cells.map((row) => row[n] ?? '')))
  return cells
    .map((row) =>
      row
        .map((cell, n) =>
          n === row.length - 1 ? cell : cell + ' '.repeat((widths[n] ?? 0) - widthOf(cell) + 2),
        )
        .join('')
        .trimEnd(),
    )
    .join('\n')
}

/** `1:02:05`, or `-` when unknown. */
export function duration(seconds: number | null): string {
  if (seconds === null) return '-'
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** `3.4 MB`, in powers of ten. */
export function size(bytes: number | null): string {
  if (bytes === null) return '?'
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let unit = 0
  let value = bytes
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`
}
