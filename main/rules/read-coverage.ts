import type { RuleCoverage } from '../../contract/archive-rule.ts'
import { coverageOf, type CoveredRecording } from '../archive/coverage.ts'
import { readFolderFiles } from '../archive/folder-files.ts'
import type { LedgerRun } from '../archive/ledger-entry.ts'
import { readLedger } from '../archive/ledger.ts'
import { savedFolder } from '../library/saved-folder.ts'

/** What the folder of a rule says. */
export interface ReadCoverage {
  coverage: RuleCoverage
  lastRun: LedgerRun | null
  /** ISO: when the service expects to have prepared the recordings that wait for it. */
  ready: string[]
}

const NOT_SAVED: ReadonlySet<CoveredRecording['class']> = new Set<CoveredRecording['class']>([
  'partly',
  'waiting',
  'failed',
])

/**
 * Reads how much of an archive is saved, and changes nothing there. Rejects with FOLDER_MISSING and other errors of
 * the disk, and when `signal` aborts.
 */
export async function readCoverage(root: string, signal: AbortSignal): Promise<ReadCoverage> {
  const folder = await readFolderFiles(savedFolder(root), signal)
  const ledger = await readLedger(root)
  const lastRun = ledger?.lastRun() ?? null
  const { coverage, recordings } = coverageOf(ledger?.entries() ?? [], folder, lastRun)
  let [notAllowed, oldestNotSaved] = [0, null as string | null]
  const ready: string[] = []
  for (const { class: state, entry } of recordings) {
    if (state === 'notAllowed') notAllowed += 1
    if (entry === null || !NOT_SAVED.has(state)) continue
    if (state === 'waiting' && entry.until !== null) ready.push(entry.until)
    if (entry.start !== null && (oldestNotSaved === null || entry.start < oldestNotSaved))
      oldestNotSaved = entry.start
  }
  const { lastRun: _, ...counts } = coverage
  return { coverage: { ...counts, notAllowed, oldestNotSaved }, lastRun, ready }
}
