import { AppError, type Failure, toFailure } from '../../contract/errors.ts'
import type { CloudMeeting, EndedMeeting, ServerMeeting } from '../../contract/meeting.ts'
import type { MeetingSource } from '../../contract/meeting-sources.ts'
import { type Text, textOf } from '../../i18n/texts.ts'
import type { OnIncomplete } from '../../main/cloud/page-reader.ts'
import { localTime, readRange } from '../dates.ts'
import type { Environment } from '../environment.ts'
import { exitStatusOf } from '../exit-status.ts'
import type { Opened } from '../open-services.ts'
import { type ErrorRow, errorRow, failureLines } from '../failure-text.ts'
import { headsOf, scopeText } from '../labels.ts'
import type { Output } from '../output.ts'
import { duration, fit, table } from '../text.ts'
import { UsageError } from '../usage-error.ts'

export interface MeetingOptions {
  /** Absent: every source configured in the environment. */
  source?: MeetingSource
  from?: string
  to?: string
  all?: boolean
}

/** The items of one source, or why it failed. */
type Found<T> = { items: T[]; incomplete: Failure[]; failure: null } | { items: null; failure: Failure }

/** The cloud requires a time range: it starts this long before its end unless given. */
const USUAL_DAYS = 30
const DAY_MS = 86_400_000

/**
 * Lists ended meetings of every configured source; a source that fails does not hide the results of the
 * others. In JSON, the meetings server's rows keep their place at the top level, and the cloud's history is
 * under `cloud`.
 */
export async function listMeetings(
  opened: Opened,
  output: Output,
  options: MeetingOptions,
  environment: Pick<Environment, 'meetingsUrl' | 'hasCredentials'>,
): Promise<number> {
  const sources = sourcesOf(options, environment)
  const range = rangeOf(options, new Date())
  const [server, cloud] = await Promise.all([
    sources.has('proconf') ? found(() => ofServer(opened, options, range)) : null,
    sources.has('cloud') ? found((onIncomplete) => ofCloud(opened, options, range, onIncomplete)) : null,
  ])
  output.json({
    ...(server !== null && document(server, output)),
    ...(cloud !== null && { cloud: { ...range, ...document(cloud, output) } }),
  })
  const items = output.isJson
    ? []
    : [...(server?.items ?? []), ...(cloud?.items ?? [])].toSorted((a, b) => timeOf(b) - timeOf(a))
  const t = textOf(output.language)
  if (items.length > 0) output.line(cloud === null ? serverTable(server?.items ?? [], t) : timeline(items, t))
  if (server?.items) output.remark(t('terminal.meetings.onServer', { count: server.items.length }))
  if (cloud?.items) {
    const count = cloud.items.length
    output.remark(t('terminal.meetings.inCloud', { count, ...scopeText(range, options.all, t) }))
  }
  const failures = [server?.failure, cloud?.failure, ...(cloud?.items ? cloud.incomplete : [])].flatMap(
    (failure) => failure ?? [],
  )
  for (const failure of failures) output.remark(failureLines(failure, output.language))
  return exitStatusOf(failures)
}

/** Throws UsageError when the environment configures no source, or not the requested one. */
function sourcesOf(
  { source }: MeetingOptions,
  { meetingsUrl, hasCredentials }: Pick<Environment, 'meetingsUrl' | 'hasCredentials'>,
): Set<MeetingSource> {
  if (source === 'proconf' && meetingsUrl === '') throw new UsageError('noMeetingsServer')
  if (source !== undefined) return new Set([source])
  if (meetingsUrl === '' && !hasCredentials) throw new UsageError('noMeetingsSource')
  return new Set([
    ...(meetingsUrl === '' ? [] : ['proconf' as const]),
    ...(hasCredentials ? ['cloud' as const] : []),
  ])
}

function rangeOf({ from, to }: MeetingOptions, now: Date): { from: string; to: string } {
  const until = to ?? now.toISOString()
  const end = Date.parse(readRange(until, until).to)
  return readRange(from ?? new Date(end - USUAL_DAYS * DAY_MS).toISOString(), until)
}

/**
 * A meetings server returns everything: filters only by an explicit range; a meeting without a start is kept.
 */
async function ofServer(
  { services }: Opened,
  options: MeetingOptions,
  range: { from: string; to: string },
): Promise<ServerMeeting[]> {
  const all = await services.meetings.onServer()
  if (options.from === undefined && options.to === undefined) return all
  return all.filter(
    ({ startedAt }) => startedAt === null || (startedAt >= range.from && startedAt <= range.to),
  )
}

async function ofCloud(
  { services, signIn }: Opened,
  { all }: MeetingOptions,
  range: { from: string; to: string },
  onIncomplete: OnIncomplete,
): Promise<CloudMeeting[]> {
  await signIn()
  return await services.meetings.inCloud({ ...range, ...(all === true && { allUsers: true }) }, onIncomplete)
}

async function found<T>(ask: (onIncomplete: OnIncomplete) => Promise<T[]>): Promise<Found<T>> {
  const incomplete: Failure[] = []
  try {
    const items = await ask((failure) => void incomplete.push(failure))
    return { items, incomplete, failure: null }
  } catch (error) {
    // An interrupt or a usage error does not belong to one source.
    if (!(error instanceof AppError)) throw error
    return { items: null, failure: toFailure(error) }
  }
}

function document<T>(
  source: Found<T>,
  { language }: Output,
): { items: T[]; count: number; isComplete: boolean } | { error: ErrorRow } {
  const { items } = source
  if (items === null) return { error: errorRow(source.failure, language) }
  return { items, count: items.length, isComplete: source.incomplete.length === 0 }
}

function serverTable(items: ServerMeeting[], t: Text): string {
  return table(
    headsOf(t, 'start', 'end', 'length', 'id', 'room'),
    items.map((meeting) => [...timesOf(meeting), meeting.uniqueId, fit(meeting.roomName, 60)]),
  )
}

function timeline(items: EndedMeeting[], t: Text): string {
  return table(
    headsOf(t, 'start', 'end', 'length', 'source', 'recorded', 'id', 'topicOrRoom'),
    items.map((meeting) => [
      ...timesOf(meeting),
      meeting.source,
      meeting.source === 'cloud' && meeting.hasRecording ? t('terminal.yes') : '-',
      meeting.uniqueId,
      fit(meeting.source === 'cloud' ? meeting.subject : meeting.roomName, 60),
    ]),
  )
}

function timesOf({ startedAt, endedAt, durationSeconds }: EndedMeeting): string[] {
  return [localTime(startedAt), localTime(endedAt), duration(durationSeconds)]
}

/** Meetings whose times cannot be parsed sort last. */
function timeOf({ startedAt, endedAt }: EndedMeeting): number {
  return Date.parse(startedAt ?? endedAt ?? '') || 0
}
