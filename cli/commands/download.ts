import { resolve } from 'node:path'
import type { Download } from '../../contract/download.ts'
import type { Failure } from '../../contract/errors.ts'
import { textOf } from '../../i18n/texts.ts'
import type { FailedRow, SavedRow } from '../download-events.ts'
import { failedRow, savedRow } from '../download-events.ts'
import { exitStatusOf, statusOfStop } from '../exit-status.ts'
import { withSubject, errorRow, failureLines } from '../failure-text.ts'
import { followDownloads, pathOf } from '../follow-downloads.ts'
import { makeSaveFolder } from '../make-save-folder.ts'
import type { Opened } from '../open-services.ts'
import type { Output } from '../output.ts'
import { safe, size } from '../text.ts'
import { localTime } from '../dates.ts'
import { readIds } from '../read-ids.ts'
import { addWhenPrepared, type LookupFailure } from '../../main/downloads/add-when-prepared.ts'

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
  await makeSaveFolder(services.downloads, folder)
  await signIn()
  const { downloads } = services
  const language = output.language
  const t = textOf(language)
  const following = followDownloads(services, output)
  const { emit } = following
  const stopped = new Promise<void>((done) =>
    interrupted.addEventListener('abort', () => done(), { once: true }),
  )
  const onWaiting = ({ confUUID, failure }: LookupFailure, until: Date): void => {
    const time = localTime(until.toISOString())
    emit({ event: 'waiting', confUUID, until: until.toISOString(), error: errorRow(failure, language) })
    output.remark(t('terminal.downloads.preparing', { id: safe(confUUID), time }))
  }
  const request = { confUUIDs, fileTypes: types, folder }
  const adding = addWhenPrepared(downloads, request, { waitMs, onWaiting }, interrupted)
  const added = await Promise.race([adding, stopped])
  if (added !== undefined && !interrupted.aborted) await Promise.race([downloads.whenIdle(), stopped])
  if (interrupted.aborted) await downloads.pause('all')

  const ids = new Set(added?.ids)
  const ours = downloads.list().filter(({ id }) => ids.has(id))
  following.end(ours)

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
