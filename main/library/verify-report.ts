import type { VerifyOutcome, VerifyProblem, VerifyState } from '../../contract/verify.ts'
import type { Language } from '../../i18n/languages.ts'
import { textOf } from '../../i18n/texts.ts'
import { BYTE_ORDER_MARK, csvRecord } from '../csv.ts'

const COLUMNS = ['outcome', 'title', 'start', 'name', 'folder', 'bytes'] as const

/** The report as CSV, for programs for tables. */
export function reportCsv(
  { outcomes }: Pick<VerifyState, 'outcomes'>,
  problems: readonly VerifyProblem[],
  language: Language,
): string {
  const t = textOf(language)
  const outcome = (one: VerifyOutcome): string => t(`library.outcomes.${one}`)
  const headings = COLUMNS.map((column) => t(`library.report.columns.${column}`))
  const counts = Object.entries(outcomes).map(([name, count]) => [outcome(name as VerifyOutcome), count])
  const rows = problems.map((one) => [
    ...[outcome(one.outcome), one.title, one.start, one.name, one.folder, one.bytes],
  ])
  return BYTE_ORDER_MARK + [...counts, [], headings, ...rows].map(csvRecord).join('')
}
