import type { Recording, RecordingFile } from '../../contract/recording.ts'
import type { Failure } from '../../contract/errors.ts'
import { toFailure } from '../../contract/errors.ts'
import type { Services } from '../../main/services.ts'
import { localTime, readRange } from '../dates.ts'
import { EXIT, exitStatusOf } from '../exit-status.ts'
import { errorRow, failureLines } from '../failure-text.ts'
import type { Opened } from '../open-services.ts'
import type { Output } from '../output.ts'
import { duration, fit, safe, size, table } from '../text.ts'

export interface ListOptions {
  from: string
  to: string
  search?: string
  all?: boolean
}

export async function listRecordings(
  { services, signIn }: Opened,
  output: Output,
  { from, to, search, all }: ListOptions,
): Promise<number> {
  const range = readRange(from, to)
  await signIn()
  const list = await services.recordings.list({
    ...range,
    ...(search !== undefined && { search }),
    ...(all === true && { allUsers: true }),
  })
  output.json(list)
  if (list.items.length > 0)
    output.line(
      table(
        ['UUID', 'START', 'LENGTH', 'SIZE', 'STATE', 'BY', 'TOPIC'],
        list.items.map((recording) => [
          recording.confUUID,
          localTime(recording.startTime, recording.startText),
          duration(recording.durationSeconds),
          sizeText(recording.sizeMB),
          stateText(recording),
          fit(recording.schedulerName, 20),
          fit(recording.subject, 60),
        ]),
      ),
    )
  const span = `${localTime(range.from)} to ${localTime(range.to)}`
  const whose = all === true ? 'all users' : 'your own (--all for all users, as an administrator)'
  output.remark(`${list.items.length} recordings, ${span}, ${whose}`)
  if (list.count > list.items.length)
    output.remark(
      `The service counts ${list.count}: it did not give the others, or not in a form that can be read.`,
    )
  return EXIT.done
}

export async function showRecording(
  { services, signIn }: Opened,
  output: Output,
  confUUID: string,
): Promise<number> {
  await signIn()
  const recording = await services.recordings.get(confUUID)
  const files = await filesOf(services, recording)
  output.json({
    ...recording,
    files: files.found,
    ...(files.failure && { filesError: errorRow(files.failure, output.language) }),
  })
  output.line(detailLines(recording))
  if (files.found !== null) output.line(`\n${filesTable(files.found)}`)
  else output.remark(`\n${failureLines(files.failure, output.language)}`)
  // A recording that is still being prepared has no files yet: that is a state, not a failure.
  return filesStatus(recording, files.failure)
}

/** The files, or the failure to list them. */
async function filesOf(
  services: Services,
  { confUUID, state, readyAt }: Recording,
): Promise<{ found: RecordingFile[]; failure: null } | { found: null; failure: Failure }> {
  if (state === 'transcoding')
    return {
      found: null,
      failure: { code: 'NOT_TRANSCODED', ...(readyAt !== null && { params: { readyAt } }) },
    }
  try {
    return { found: await services.recordings.files(confUUID), failure: null }
  } catch (error) {
    return { found: null, failure: toFailure(error) }
  }
}

function filesStatus(recording: Recording, failure: Failure | null): number {
  return failure === null || recording.state !== 'ready' ? EXIT.done : exitStatusOf(failure)
}

function detailLines(recording: Recording): string {
  const lines: [string, string][] = [
    ['Topic', recording.subject],
    ['UUID', recording.confUUID],
    ['Meeting ID', recording.confID],
    ['Scheduler', recording.schedulerName],
    ['Start', localTime(recording.startTime, recording.startText)],
    ['Length', duration(recording.durationSeconds)],
    ['Size', sizeText(recording.sizeMB)],
    ['State', stateText(recording)],
    ['Who may watch', recording.audience ?? '-'],
    ...recording.playbackUrls.map((url): [string, string] => ['Playback', withoutQuery(url)]),
  ]
  return lines.map(([name, value]) => `${`${name}:`.padEnd(15)}${safe(value)}`).join('\n')
}

/** A playback address has a token in its query, which must not appear on a screen. */
function withoutQuery(url: string): string {
  const at = url.indexOf('?')
  return at < 0 ? url : `${url.slice(0, at)}?…`
}

function filesTable(files: RecordingFile[]): string {
  return table(
    ['TYPE', 'PART', 'FORMAT', 'SIZE'],
    files.map(({ fileType, part, parts, extension, bytes }) => [
      ...[fileType, `${part}/${parts}`, extension.slice(1)],
      bytes === undefined ? '-' : size(bytes),
    ]),
  )
}

/** The service counts whole megabytes: 0 is a short recording, not an empty one. */
function sizeText(sizeMB: number | null): string {
  if (sizeMB === null) return '-'
  return sizeMB === 0 ? '<1 MB' : `~${sizeMB} MB`
}

function stateText({ state, readyAt }: Recording): string {
  return state === 'transcoding' && readyAt !== null
    ? `transcoding, ready about ${localTime(readyAt)}`
    : state
}
