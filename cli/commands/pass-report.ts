import type { Download } from '../../contract/download.ts'
import type { Failure } from '../../contract/errors.ts'
import type { Recording } from '../../contract/recording.ts'
import { textOf } from '../../i18n/texts.ts'
import type { LedgerEntry } from '../../main/archive/ledger-entry.ts'
import { hasFailed, type RecordingOutcome } from '../../main/archive/outcome.ts'
import type { Listing, PassPlan } from '../../main/archive/plan-pass.ts'
import { failedRow, savedRow } from '../download-events.ts'
import { errorRow, type ErrorRow, failureLines, withSubject } from '../failure-text.ts'
import { pathOf } from '../follow-downloads.ts'
import { localTime } from '../dates.ts'
import type { Output } from '../output.ts'
import { fit, safe, size } from '../text.ts'

/** A failure of a pass: of a file, of a recording (no type), or of the pass itself (no recording). */
interface FailedRow {
  confUUID: string | null
  fileType: string | null
  part: number | null
  error: ErrorRow
}

/** What a pass has done, and its last event. */
export interface PassReport {
  planned(listing: Listing, plan: PassPlan): void
  wouldFetch(recording: Recording): void
  /** What came of a recording whose files were asked for. */
  outcome(recording: Recording, outcome: RecordingOutcome): void
  /** A report was written to this path. */
  reported(path: string): void
  /** A failure of the pass itself; the same one counts once. */
  failed(failure: Failure): void
  /** All downloads of the pass, at its end; it began at `startedAt`. */
  downloaded(downloads: readonly Download[], startedAt: Date): void
  /** Prints results and summary. */
  end(interrupted: AbortSignal): void
  readonly saved: number
  /** Of the saved files. */
  readonly bytes: number
  readonly failures: readonly Failure[]
  /** Nothing failed, and nothing was gone before it was saved. */
  readonly isFine: boolean
}

export function createPassReport(output: Output, isDryRun: boolean): PassReport {
  const { language } = output
  const t = textOf(language)
  const failures: Failure[] = []
  const rows: FailedRow[] = []
  const waiting = new Set<string>()
  const notAllowed = new Set<string>()
  let listed = 0
  let alreadySaved = 0
  let toFetch: readonly Recording[] = []
  let gone: readonly LedgerEntry[] = []
  let saved: Download[] = []

  const bytes = (): number =>
    saved.reduce((sum, { totalBytes, receivedBytes }) => sum + (totalBytes ?? receivedBytes), 0)
  const nameOf = (start: string | null, topic: string, id: string): string =>
    t('terminal.archive.recording', { time: localTime(start), topic: fit(safe(topic), 60), id: safe(id) })
  const fail = (row: Omit<FailedRow, 'error'>, failure: Failure, subject: string | null): void => {
    failures.push(failure)
    rows.push({ ...row, error: errorRow(failure, language) })
    const text = failureLines(failure, language)
    output.remark(subject === null ? text : withSubject(subject, text, t))
  }

  return {
    planned: (listing, plan) => {
      listed = listing.recordings.length
      alreadySaved = plan.alreadySaved
      toFetch = plan.toFetch
      gone = plan.gone
      for (const { confUUID } of plan.waiting) waiting.add(confUUID)
      for (const { confUUID } of plan.refused) notAllowed.add(confUUID)
      for (const { confUUID, topic, start } of gone) {
        output.json({ event: 'goneBeforeSaved', confUUID, topic, start })
        const recording = nameOf(start, topic, confUUID)
        output.remark(t('terminal.archive.classes.goneBeforeSaved', { recording }))
      }
    },
    wouldFetch: ({ confUUID, subject, startTime, sizeMB }) => {
      output.json({ event: 'wouldFetch', confUUID, topic: subject, start: startTime, sizeMB })
      output.line(t('terminal.archive.wouldFetch', { recording: nameOf(startTime, subject, confUUID) }))
    },
    outcome: ({ confUUID, subject }, outcome) => {
      if (outcome.kind === 'waiting') waiting.add(confUUID)
      else waiting.delete(confUUID)
      if (outcome.kind === 'notAllowed') notAllowed.add(confUUID)
      else notAllowed.delete(confUUID)
      if (outcome.kind === 'failed') fail({ confUUID, fileType: null, part: null }, outcome.failure, subject)
    },
    reported: (path) => {
      output.json({ event: 'report', path })
      output.remark(t('terminal.archive.reported', { path: safe(path) }))
    },
    failed: (failure) => {
      if (rows.some(({ confUUID, error }) => confUUID === null && error.code === failure.code)) return
      fail({ confUUID: null, fileType: null, part: null }, failure, null)
    },
    downloaded: (downloads, startedAt) => {
      const all = downloads.filter(({ state }) => state === 'saved')
      saved = all.filter(({ wasSavedBefore }) => !wasSavedBefore)
      // Saved by another process since the plan counted what was here.
      const since = startedAt.toISOString()
      const elsewhere = all.filter(
        ({ wasSavedBefore, savedAt }) => wasSavedBefore && (savedAt ?? '') >= since,
      )
      alreadySaved += elsewhere.length
      for (const download of downloads.filter(hasFailed))
        fail(failedRow(download, language), download.failure ?? { code: 'CANCELLED' }, download.fileName)
    },
    end: (interrupted) => {
      if (interrupted.aborted) output.json({ event: 'interrupted' })
      output.json({
        ...{
          event: 'summary',
          listed,
          saved: saved.length,
          alreadySaved,
          waiting: waiting.size,
          failed: rows,
        },
        notAllowed: notAllowed.size,
        goneBeforeSaved: gone.map(({ confUUID, topic, scheduler, start }) => ({
          confUUID,
          topic,
          scheduler,
          start,
        })),
        bytes: bytes(),
      })
      for (const download of saved) {
        const { path, bytes: ofFile } = savedRow(download, pathOf(download))
        output.line(t('terminal.downloads.savedTo', { path: safe(path), size: size(ofFile) }))
      }
      const counts = {
        ...{ listed: String(listed), saved: String(saved.length), size: size(bytes()) },
        ...{ alreadySaved: String(alreadySaved), waiting: String(waiting.size), failed: String(rows.length) },
        ...{ notAllowed: String(notAllowed.size), gone: String(gone.length) },
      }
      if (isDryRun) output.line(t('terminal.archive.dryRun', { ...counts, ...fetchText(toFetch) }))
      else output.line(t('terminal.archive.summary', counts))
      if (interrupted.aborted) output.remark(t('terminal.downloads.stopped'))
    },
    get saved() {
      return saved.length
    },
    get bytes() {
      return bytes()
    },
    failures,
    get isFine() {
      return failures.length === 0 && gone.length === 0
    },
  }
}

/** How many recordings would be fetched, and how large the service says that they are. */
function fetchText(recordings: readonly Recording[]): { recordings: string; about: string } {
  const megabytes = recordings.reduce((sum, { sizeMB }) => sum + (sizeMB ?? 0), 0)
  return { recordings: String(recordings.length), about: size(megabytes * 1_000_000) }
}
