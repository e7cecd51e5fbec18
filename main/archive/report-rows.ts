import type { CoveredRecording } from './coverage.ts'
import { fileKey, type FolderFile, type FolderRecording } from './folder-files.ts'

/** A file of a recording in a report. */
export interface ReportFile {
  fileType: string
  part: number
  /** expected: the service has it, and it has not been saved yet */
  state: FolderFile['state'] | 'expected'
  /** What the folder says of it; null: nothing. */
  found: FolderFile | null
}

/** A recording in a report, with all files that the ledger or the folder names. */
export interface ReportedRecording extends Omit<FolderRecording, 'files'> {
  state: CoveredRecording['class']
  /** ISO: since when the ledger has this state; null when only the folder names the recording. */
  since: string | null
  /** ISO: when the service expects to have prepared it. */
  until: string | null
  /** Code of the error of a failed recording. */
  error: string | null
  files: ReportFile[]
}

/**
 * The recordings of a report, oldest first.
 *
 * @param period ISO; a recording whose start is not known is in every period
 */
export function reportedRecordings(
  recordings: Iterable<CoveredRecording>,
  period: { from: string; to: string },
): ReportedRecording[] {
  return [...recordings]
    .flatMap(reported)
    .filter(({ start }) => start === null || (start >= period.from && start <= period.to))
    .toSorted((a, b) => compare(a.start ?? '', b.start ?? '') || compare(a.confUUID, b.confUUID))
}

function reported({ class: state, entry, described }: CoveredRecording): ReportedRecording[] {
  const named = entry ?? described
  if (named === null) return []
  const { site, confUUID, topic, scheduler, start, seconds } = named
  const found = new Map((described?.files ?? []).map((file) => [file.key, file]))
  const others = (entry?.files ?? []).filter((file) => !found.has(fileKey(named, file)))
  const files: ReportFile[] = [
    ...[...found.values()].map((file) => ({
      ...{ fileType: file.fileType, part: file.part, state: file.state, found: file },
    })),
    ...others.map(({ fileType, part }) => ({
      // The ledger says of a saved recording that all its files were here.
      ...{ fileType, part, state: entry?.state === 'saved' ? ('missing' as const) : ('expected' as const) },
      found: null,
    })),
  ]
  return [
    {
      ...{ site, confUUID, topic, scheduler, start, seconds, state },
      ...{ since: entry?.since ?? null, until: entry?.until ?? null, error: entry?.error ?? null },
      files: files.toSorted((a, b) => compare(a.fileType, b.fileType) || a.part - b.part),
    },
  ]
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
