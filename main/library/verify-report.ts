import type { VerifyOutcome, VerifyProblem, VerifyState } from '../../contract/verify.ts'
import type { Language } from '../../i18n/languages.ts'
import { textOf } from '../../i18n/texts.ts'

const COLUMNS = ['outcome', 'title', 'start', 'name', 'folder', 'bytes'] as const

/**
 * The report as CSV for spreadsheets: with a byte order mark, without which Excel does not read Chinese. A text that a
 * spreadsheet would take for a formula is preceded by an apostrophe: names come from a service.
 */
export function reportCsv(
  { outcomes }: Pick<VerifyState, 'outcomes'>,
  problems: readonly VerifyProblem[],
  language: Language,
): string {
  const t = textOf(language)
  const outcome = (one: VerifyOutcome): string => t(`library.outcomes.${one}`)
  const headings = COLUMNS.map((column) => t(`library.report.columns.${column}`))
  const counts = Object.entries(outcomes).map(([name, count]) => [
    outcome(name as VerifyOutcome),
    String(count),
  ])
  const rows = problems.map((one) => [
    ...[outcome(one.outcome), one.title, one.start ?? '', one.name, one.folder, String(one.bytes)],
  ])
  const lines = [...counts, [], headings, ...rows]
  return `\ufeff${lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')}`
}

function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
