import type { Download } from '../../contract/download.ts'
import type { SavedState } from '../../contract/library.ts'
import type { EndedMeeting } from '../../contract/meeting.ts'
import type { ProgramRow } from '../../contract/program.ts'
import { KNOWN_FILE_TYPES, type Recording } from '../../contract/recording.ts'
import { ownerIdOf } from '../../contract/source-key.ts'
import type { csv } from '../../i18n/en-US/csv.ts'
import type { Text } from '../../i18n/texts.ts'
import type { LibraryEntry } from '../library/entry.ts'
import { type Cell, localTime } from '../csv.ts'
import type { Column } from './write-csv.ts'

/** A file of the library, with what is known of it. */
export interface LibraryFileRow {
  entry: LibraryEntry
  state: SavedState
}

/** The headers, in the language of the app. */
type Header = keyof typeof csv.columns

export function columnsOf<Row>(t: Text) {
  const of = (header: Header, cell: (row: Row) => Cell): Column<Row> => ({
    header: t(`csv.columns.${header}`),
    cell,
  })
  /** The time in the local zone, and as ISO text in UTC. */
  const times = (
    local: Header,
    utc: Header,
    pick: (row: Row) => string | null | undefined,
  ): Column<Row>[] => [
    of(local, (row) => localTime(pick(row))),
    of(utc, (row) => (localTime(pick(row)) === '' ? '' : new Date(pick(row) ?? '').toISOString())),
  ]
  return { of, times }
}

/** One row for each file. */
export function libraryColumns(t: Text): Column<LibraryFileRow>[] {
  const { of, times } = columnsOf<LibraryFileRow>(t)
  return [
    of('topic', ({ entry }) => entry.title),
    of('scheduler', ({ entry }) => entry.meeting?.scheduler ?? ''),
    of('confID', ({ entry }) => entry.meeting?.confID ?? ''),
    ...times('start', 'startUtc', ({ entry }) => entry.startTime),
    of('seconds', ({ entry }) => entry.meeting?.durationSeconds ?? null),
    of('type', ({ entry }) => typeOf(entry.source, t)),
    of('part', ({ entry }) => (entry.source.kind === 'recording' ? entry.source.part : null)),
    of('state', ({ state }) => t(`csv.saved.${state}`)),
    of('bytes', ({ entry }) => entry.bytes),
    of('path', ({ entry }) => entry.path),
    of('sha256', ({ entry }) => entry.sha256),
    ...times('savedAt', 'savedAtUtc', ({ entry }) => entry.savedAt),
    ...times('verifiedAt', 'verifiedAtUtc', ({ entry }) => entry.verifiedAt),
    of('site', ({ entry }) => entry.source.site),
    of('id', ({ entry }) => ownerIdOf(entry.source)),
  ]
}

/** `savedFiles`: number of saved files of a recording. */
export function recordingColumns(t: Text, savedFiles: (row: Recording) => number): Column<Recording>[] {
  const { of, times } = columnsOf<Recording>(t)
  return [
    of('topic', ({ subject }) => subject),
    of('scheduler', ({ schedulerName }) => schedulerName),
    of('confID', ({ confID }) => confID),
    ...times('start', 'startUtc', ({ startTime }) => startTime),
    of('seconds', ({ durationSeconds }) => durationSeconds),
    of('megabytes', ({ sizeMB }) => sizeMB),
    of('state', ({ state }) => t(`csv.recording.${state}`)),
    of('savedFiles', savedFiles),
    of('audience', ({ audience }) =>
      audience === null ? '' : t(`recordings.details.audiences.${audience}`),
    ),
    of('id', ({ confUUID }) => confUUID),
  ]
}

export function downloadColumns(t: Text): Column<Download>[] {
  const { of, times } = columnsOf<Download>(t)
  return [
    of('topic', ({ title }) => title),
    ...times('start', 'startUtc', ({ startTime }) => startTime),
    of('type', ({ source }) => typeOf(source, t)),
    of('part', ({ source }) => (source.kind === 'recording' ? source.part : null)),
    of('state', ({ state }) => t(`csv.download.${state}`)),
    of('failure', ({ failure }) => failure?.code ?? ''),
    of('received', ({ receivedBytes }) => receivedBytes),
    of('bytes', ({ totalBytes }) => totalBytes),
    of('folder', ({ folder }) => folder),
    of('file', ({ fileName }) => fileName),
    of('sha256', ({ sha256 }) => sha256 ?? ''),
    ...times('addedAt', 'addedAtUtc', ({ addedAt }) => addedAt),
    ...times('savedAt', 'savedAtUtc', ({ savedAt }) => savedAt),
    of('site', ({ source }) => source.site),
    of('id', ({ source }) => ownerIdOf(source)),
  ]
}

export function meetingColumns(t: Text): Column<EndedMeeting>[] {
  const { of, times } = columnsOf<EndedMeeting>(t)
  return [
    of('topic', (row) => (row.source === 'cloud' ? row.subject : row.roomName)),
    of('scheduler', (row) => (row.source === 'cloud' ? row.schedulerName : '')),
    of('confID', (row) => (row.source === 'cloud' ? row.confID : '')),
    ...times('start', 'startUtc', ({ startedAt }) => startedAt),
    ...times('end', 'endUtc', ({ endedAt }) => endedAt),
    of('seconds', ({ durationSeconds }) => durationSeconds),
    of('recorded', (row) => (row.source === 'cloud' ? t(row.hasRecording ? 'csv.yes' : 'csv.no') : '')),
    of('source', ({ source }) => t(`meetings.sources.${source}`)),
    of('id', ({ uniqueId }) => uniqueId),
  ]
}

export function programColumns(t: Text): Column<ProgramRow>[] {
  const { of, times } = columnsOf<ProgramRow>(t)
  return [
    of('program', ({ name }) => name),
    of('editor', ({ lastUpdatedBy }) => lastUpdatedBy),
    ...times('changedAt', 'changedAtUtc', ({ updatedAt }) => updatedAt),
    of('size', ({ sizeText }) => sizeText),
    of('seconds', ({ playSeconds }) => playSeconds),
    of('id', ({ id }) => id),
  ]
}

function typeOf(source: LibraryEntry['source'], t: Text): string {
  return source.kind === 'recording' ? fileTypeText(source.fileType, t) : t(`csv.kinds.${source.kind}`)
}

/** In the words of file names; types that the app does not know are spelled as by the service. */
export function fileTypeText(fileType: string, t: Text): string {
  const known = KNOWN_FILE_TYPES.find((type) => type.toLowerCase() === fileType.toLowerCase())
  return known === undefined ? fileType : t(`fileNames.types.${known}`)
}
