import { version } from '../../package.json' with { type: 'json' }
import type { Language } from '../../i18n/languages.ts'
import { coverageOf } from '../archive/coverage.ts'
import type { FolderFiles } from '../archive/folder-files.ts'
import type { LedgerEntry, LedgerRun } from '../archive/ledger-entry.ts'
import { reportedRecordings } from '../archive/report-rows.ts'
import { replaceInSteps } from '../files/replace-in-steps.ts'
import { reportColumns, reportRows } from './report-columns.ts'
import { reportPage } from './report-page.ts'
import { writeCsv } from './write-csv.ts'

const KINDS = ['csv', 'html'] as const

/** The kind of report that a file name asks for; null for another extension. */
export function reportKindOf(path: string): (typeof KINDS)[number] | null {
  return KINDS.find((kind) => path.toLowerCase().endsWith(`.${kind}`)) ?? null
}

interface ReportSource {
  /** Folder of the archive. */
  root: string
  folder: FolderFiles
  /** ISO: recordings that started in it are listed. */
  period: { from: string; to: string }
  /** Of the ledger; the last one of a recording counts. */
  entries: Iterable<LedgerEntry>
  lastRun: LedgerRun | null
  /** ISO. */
  madeAt: string
}

/**
 * Writes what an archive holds of a period, and why it lacks the rest, as CSV or as one HTML page. Throws
 * disk errors.
 */
export async function writeReport(
  path: string,
  { root, folder, period, entries, lastRun, madeAt }: ReportSource,
  language: Language,
  kind = reportKindOf(path),
): Promise<void> {
  const recordings = reportedRecordings(coverageOf(entries, folder, lastRun).recordings, period)
  if (kind === 'csv') {
    await writeCsv(path, reportColumns(language), reportRows(recordings))
    return
  }
  const { unreadable } = folder
  const head = { folder: root, period, lastRun, unreadable, madeAt, version }
  await replaceInSteps(path, reportPage(head, recordings, language))
}
