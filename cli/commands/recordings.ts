import type { Recording, RecordingFile } from '../../contract/recording.ts'
import type { Failure } from '../../contract/errors.ts'
import { toFailure } from '../../contract/errors.ts'
import { type Text, textOf } from '../../i18n/texts.ts'
import type { Services } from '../../main/services.ts'
import { localTime, readRange } from '../dates.ts'
import { EXIT, exitStatusOf } from '../exit-status.ts'
import { errorRow, failureLines } from '../failure-text.ts'
import { headsOf, scopeText } from '../labels.ts'
import { openAddress } from '../open-address.ts'
import type { Opened } from '../open-services.ts'
import type { Output } from '../output.ts'
import { duration, fit, labelled, size, table } from '../text.ts'

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
  const t = textOf(output.language)
  const range = readRange(from, to)
  await signIn()
  const list = await services.recordings.list({
    ...range,
    ...(search !== undefined && { search }),
    ...(all === true && { allUsers: true }),
  })
  output.json(list)
  if (list.items.length > 0 && !output.isJson)
    output.line(
      table(
        headsOf(t, 'uuid', 'start', 'length', 'size', 'state', 'scheduler', 'topic'),
        list.items.map((recording) => [
          recording.confUUID,
          localTime(recording.startTime, recording.startText),
          duration(recording.durationSeconds),
          sizeText(recording.sizeMB),
          stateText(recording, t),
          fit(recording.schedulerName, 20),
          fit(recording.subject, 60),
        ]),
      ),
    )
  output.remark(t('terminal.recordings.found', { count: list.items.length, ...scopeText(range, all, t) }))
  if (list.count > list.items.length)
    output.remark(t('terminal.recordings.counted', { total: String(list.count) }))
  if (list.isComplete) return EXIT.done
  const params = list.withoutId === undefined ? {} : { reason: 'without-id', rows: list.withoutId }
  output.remark(failureLines({ code: 'LIST_INCOMPLETE', params }, output.language))
  return EXIT.failed
}

export async function showRecording(
  { services, signIn }: Opened,
  output: Output,
  { confUUID, isLinkWhole }: { confUUID: string; isLinkWhole: boolean },
): Promise<number> {
  await signIn()
  const recording = await services.recordings.get(confUUID)
  const files = await filesOf(services, recording)
  output.json({
    ...recording,
    files: files.found,
    ...(files.failure && { filesError: errorRow(files.failure, output.language) }),
  })
  const t = textOf(output.language)
  output.line(detailLines(recording, isLinkWhole, t))
  if (files.found !== null) output.line(`\n${filesTable(files.found, t)}`)
  else output.remark(`\n${failureLines(files.failure, output.language)}`)
  if (isLinkWhole)
    output.remark(
      t(
        recording.playbackUrls.length > 0 ? 'terminal.recordings.linkIsSecret' : 'terminal.recordings.noLink',
      ),
    )
  // A recording that is still being prepared has no files yet: that is a state, not a failure.
  return filesStatus(recording, files.failure)
}

/** Opens the playback page in the system's browser; the address does not appear on the screen. */
export async function openRecording(
  { services, signIn }: Opened,
  output: Output,
  confUUID: string,
): Promise<number> {
  const t = textOf(output.language)
  await signIn()
  const [address] = (await services.recordings.get(confUUID)).playbackUrls
  const missing = address === undefined ? null : await openAddress(address)
  const isOpened = address !== undefined && missing === null
  output.json({ confUUID, isOpened })
  if (isOpened) output.line(t('terminal.recordings.opened'))
  else if (missing === null) output.remark(t('terminal.recordings.noLink'))
  else output.remark(t('terminal.recordings.noOpener', { program: missing }))
  return isOpened ? EXIT.done : EXIT.failed
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
  return failure === null || recording.state !== 'ready' ? EXIT.done : exitStatusOf([failure])
}

function detailLines(recording: Recording, isLinkWhole: boolean, t: Text): string {
  return labelled([
    [t('terminal.labels.topic'), recording.subject],
    [t('terminal.labels.uuid'), recording.confUUID],
    [t('terminal.labels.meetingId'), recording.confID],
    [t('terminal.labels.scheduler'), recording.schedulerName],
    [t('terminal.labels.start'), localTime(recording.startTime, recording.startText)],
    [t('terminal.labels.length'), duration(recording.durationSeconds)],
    [t('terminal.labels.size'), sizeText(recording.sizeMB)],
    [t('terminal.labels.state'), stateText(recording, t)],
    ...preparationLines(recording, t),
    [t('terminal.labels.audience'), audienceText(recording, t)],
    ...recording.playbackUrls.map(
      (url) => [t('terminal.labels.playback'), isLinkWhole ? url : withoutQuery(url)] as const,
    ),
  ])
}

/** A playback address has a token in its query, which must not appear on a screen unless the user asks for it. */
function withoutQuery(url: string): string {
  const at = url.indexOf('?')
  return at < 0 ? url : `${url.slice(0, at)}?…`
}

function filesTable(files: RecordingFile[], t: Text): string {
  return table(
    headsOf(t, 'type', 'part', 'format', 'size'),
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

/** When it was prepared, or the estimate of the service, which may have passed. */
function preparationLines({ state, readyAt }: Recording, t: Text): [string, string][] {
  if (readyAt === null) return []
  const label = state !== 'transcoding' ? 'prepared' : isPast(readyAt) ? 'wasExpected' : 'expected'
  return [[t(`terminal.labels.${label}`), localTime(readyAt)]]
}

const isPast = (iso: string): boolean => Date.parse(iso) <= Date.now()

function audienceText({ audience, audienceCode }: Recording, t: Text): string {
  if (audience !== null) return t(`terminal.recordings.audiences.${audience}`)
  return audienceCode === undefined
    ? '-'
    : t('terminal.recordings.audienceUnknown', { code: String(audienceCode) })
}

function stateText({ state, readyAt }: Recording, t: Text): string {
  return state === 'transcoding' && readyAt !== null && !isPast(readyAt)
    ? t('terminal.recordings.transcodingUntil', { time: localTime(readyAt) })
    : t(`terminal.recordings.states.${state}`)
}
