import { useMemo, useState } from 'react'
import type { Download } from '../../../contract/download.ts'
import { useDownloads } from '../../state/server-state.ts'
import { groupBy } from './group-by.ts'
import { type DownloadSummary, summarizeDownloads } from '../../model/recording-state.ts'

export type DownloadsByRecording = ReadonlyMap<string, readonly Download[]>
export type DownloadSummaries = ReadonlyMap<string, DownloadSummary>

/** Downloads grouped by recording. */
export function useRecordingDownloads(): DownloadsByRecording {
  const downloads = useDownloads()
  return useMemo(
    () =>
      groupBy(downloads.status === 'ready' ? downloads.value.values() : [], ({ source }) =>
        source.kind === 'recording' ? source.confUUID : '',
      ),
    [downloads],
  )
}

/**
 * The summary of downloads that recording states depend on. Downloads change several times a second, the
 * summary rarely: it keeps its identity while its content is the same, so that progress does not filter and
 * count a long list again.
 */
export function useDownloadSummaries(downloads: DownloadsByRecording): DownloadSummaries {
  const next = useMemo(() => summariesOf(downloads), [downloads])
  const [kept, setKept] = useState(next)
  if (kept === next || isSame(kept, next)) return kept
  setKept(next)
  return next
}

export function summariesOf(downloads: DownloadsByRecording): Map<string, DownloadSummary> {
  const summaries = new Map<string, DownloadSummary>()
  for (const [confUUID, ofOne] of downloads) {
    const summary = summarizeDownloads(ofOne)
    if (summary !== null) summaries.set(confUUID, summary)
  }
  return summaries
}

const isSame = (a: DownloadSummaries, b: DownloadSummaries): boolean =>
  a.size === b.size && [...a].every(([id, summary]) => b.get(id) === summary)
