import type { Language } from '../../i18n/languages.ts'
import { textOf } from '../../i18n/texts.ts'
import type { ReportedRecording, ReportFile } from '../archive/report-rows.ts'
import { columnsOf, fileTypeText } from './columns.ts'
import { reasonText } from './report-texts.ts'
import type { Column } from './write-csv.ts'

/** A file of a recording; null for a recording of which no file is known. */
interface ReportRow {
  recording: ReportedRecording
  file: ReportFile | null
}

/** One row for each file, and one for each recording without files. */
export function* reportRows(recordings: Iterable<ReportedRecording>): Generator<ReportRow> {
  for (const recording of recordings) {
    if (recording.files.length === 0) yield { recording, file: null }
    for (const file of recording.files) yield { recording, file }
  }
}

/** The columns of a report as CSV. */
export function reportColumns(language: Language): Column<ReportRow>[] {
  const t = textOf(language)
  const { of, times } = columnsOf<ReportRow>(t)
  return [
    of('topic', ({ recording }) => recording.topic),
    of('scheduler', ({ recording }) => recording.scheduler),
    ...times('start', 'startUtc', ({ recording }) => recording.start),
    of('seconds', ({ recording }) => recording.seconds),
    of('recordingState', ({ recording }) => t(`report.states.${recording.state}`)),
    of('reason', ({ recording }) => reasonText(recording, language)),
    of('failure', ({ recording }) => recording.error),
    of('type', ({ file }) => (file === null ? '' : fileTypeText(file.fileType, t))),
    of('part', ({ file }) => file?.part ?? null),
    of('fileState', ({ file }) => (file === null ? '' : t(`report.files.${file.state}`))),
    of('bytes', ({ file }) => file?.found?.bytes ?? null),
    of('path', ({ file }) => file?.found?.path ?? ''),
    of('sha256', ({ file }) => file?.found?.sha256 ?? ''),
    ...times('verifiedAt', 'verifiedAtUtc', ({ file }) => file?.found?.verifiedAt),
    of('site', ({ recording }) => recording.site),
    of('id', ({ recording }) => recording.confUUID),
  ]
}
