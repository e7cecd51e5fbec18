import { join, resolve } from 'node:path'
import type { Download, Notice } from '../../contract/download.ts'
import type { Failure } from '../../contract/errors.ts'
import { textOf } from '../../i18n/texts.ts'
import { toDiskError } from '../../main/files/disk-error.ts'
import type { DownloadEvent, FailedRow, SavedRow } from '../download-events.ts'
import { createEvents, failedRow, savedRow } from '../download-events.ts'
import { exitStatusOf, statusOfStop } from '../exit-status.ts'
import { withSubject, errorRow, failureLines } from '../failure-text.ts'
import { isWait, noticeLine } from '../notice-text.ts'
import type { Opened } from '../open-services.ts'
import type { Output } from '../output.ts'
import { progressBars, progressLines } from '../progress.ts'
import { safe, size } from '../text.ts'
import { localTime } from '../dates.ts'
import { readIds } from '../read-ids.ts'
import { addPrepared, type LookupFailure } from './add-prepared.ts'

export interface DownloadOptions {
  /** Folder to save to; created when missing. */
  to: string
  /** [] means all types. */
  types: string[]
  /** Longest wait for recordings that are still being prepared, in ms. */
  waitMs: number
}

/**
 * Downloads the files of recordings. A signal aborts `interrupted`: the same command then resumes where it
 * stopped.
 */
export async function downloadRecordings(
  { services, signIn }: Opened,
  output: Output,
  named: string[],
  { to, types, waitMs }: DownloadOptions,
  interrupted: AbortSignal,
): Promise<number> {
  const confUUIDs = await readIds(named, process.stdin)
  const folder = resolve(to)
  await services.downloads.makeFolder(folder).catch((error: unknown) => {
    throw toDiskError(error, folder)
  })
  await signIn()
  const { downloads } = services
  const language = output.language
  const t = textOf(language)
  const pathOf = (download: Download) => join(download.folder, download.fileName)
  const eventsOf = createEvents({ language, pathOf })
  const isTerminal = process.stderr.isTTY && !output.isJson
  const progress = isTerminal ? progressBars(language) : progressLines(output)
  const emit = (event: DownloadEvent) => output.json(event)
  const tell = (download: Download) => {
    const events = eventsOf(download)
    events.forEach(emit)
    progress.show(download, events)
  }

  const notices: Notice[] = []
  const stopNotices = services.onNotice((notice) => {
    // A wait is over by the end: the command prints it at once (cli/index.ts).
    if (!isWait(notice)) notices.push(notice)
    emit({ event: 'notice', ...notice })
  })
  const stopListening = downloads.onChange(({ changed }) => changed.forEach(tell))
  const stopped = new Promise<void>((done) =>
    interrupted.addEventListener('abort', () => done(), { once: true }),
  )
  const onWaiting = ({ confUUID, failure }: LookupFailure, until: Date): void => {
    const time = localTime(until.toISOString())
    emit({ event: 'waiting', confUUID, until: until.toISOString(), error: errorRow(failure, language) })
    output.remark(t('terminal.downloads.preparing', { id: safe(confUUID), time }))
  }
  const request = { confUUIDs, fileTypes: types, folder }
  const adding = addPrepared(downloads, request, { waitMs, onWaiting }, interrupted)
  const added = await Promise.race([adding, stopped])
  if (added !== undefined && !interrupted.aborted) await Promise.race([downloads.whenIdle(), stopped])
  if (interrupted.aborted) await downloads.pause('all')
  stopListening()
  stopNotices()

  const ids = new Set(added?.ids)
  const ours = downloads.list().filter(({ id }) => ids.has(id))
  // The last changes may not have been emitted yet.
  ours.forEach(tell)
  progress.end()
  for (const notice of notices) output.remark(noticeLine(notice, t))

  const saved: SavedRow[] = ours
    .filter(({ state }) => state === 'saved')
    .map((download) => savedRow(download, pathOf(download)))
  const unsaved = ours.filter(({ state }) => state !== 'saved')
  const lookups = added?.failed ?? []
  const failed: FailedRow[] = [
    ...lookups.map(({ confUUID, failure }) => ({ ...noFile(confUUID), error: errorRow(failure, language) })),
    ...unsaved.map((download) => failedRow(download, language)),
  ]
  if (interrupted.aborted) emit({ event: 'interrupted' })
  emit({ event: 'summary', saved, failed })
  for (const { path, bytes, alreadySaved } of saved) {
    const file = { path: safe(path), size: size(bytes) }
    output.line(
      alreadySaved ? t('terminal.downloads.alreadySavedTo', file) : t('terminal.downloads.savedTo', file),
    )
  }
  for (const { confUUID, failure } of lookups)
    output.remark(withSubject(confUUID, failureLines(failure, language), t))

  if (interrupted.aborted) {
    output.remark(t('terminal.downloads.stopped'))
    return statusOfStop(interrupted)
  }
  for (const download of unsaved)
    output.remark(withSubject(download.fileName, failureLines(failureOf(download), language), t))
  return exitStatusOf([...lookups.map(({ failure }) => failure), ...unsaved.map(failureOf)])
}

const noFile = (confUUID: string) => ({ confUUID, fileType: null, part: null })

function failureOf({ failure }: Download): Failure {
  return failure ?? { code: 'CANCELLED' }
}
