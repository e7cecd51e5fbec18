import { resolve } from 'node:path'
import { type Text, textOf } from '../../i18n/texts.ts'
import { type Coverage, type CoveredRecording, needsAttention } from '../../main/archive/coverage.ts'
import { readArchive } from '../../main/archive/read-archive.ts'
import { localTime } from '../dates.ts'
import { EXIT } from '../exit-status.ts'
import type { Output } from '../output.ts'
import { stoppable } from '../stoppable.ts'
import { fit, labelled, safe, size } from '../text.ts'

/** Prints how much of the archive in a folder is saved. Needs no sign-in and no state folder, and writes nothing. */
export async function archiveStatus(output: Output, dir: string, interrupted: AbortSignal): Promise<number> {
  const t = textOf(output.language)
  const found = await stoppable(interrupted, () => readArchive(resolve(dir), interrupted))
  if (typeof found === 'number') return found
  const { coverage, recordings } = found
  output.json(coverage)
  for (const { class: kind, entry, described } of recordings) {
    if (kind === 'complete' || kind === 'waiting' || kind === 'notAllowed' || kind === 'excluded') continue
    const recording = recordingText(entry ?? described, t)
    const text = t(`terminal.archive.classes.${kind}`, { recording })
    const error = entry?.error ?? null
    output.line(
      kind === 'failed' && error !== null ? t('terminal.about', { subject: text, text: error }) : text,
    )
  }
  const notAllowed = recordings.filter(({ class: kind }) => kind === 'notAllowed').length
  output.line(coverageText(coverage, notAllowed, t))
  return needsAttention(coverage) ? EXIT.failed : EXIT.done
}

/** A recording by its time, its topic and its id. */
function recordingText(of: CoveredRecording['entry'] | CoveredRecording['described'], t: Text): string {
  const { start = null, topic = '', confUUID = '' } = of ?? {}
  const values = { time: localTime(start), topic: fit(safe(topic), 60), id: safe(confUUID) }
  return t('terminal.archive.recording', values)
}

function coverageText(coverage: Coverage, notAllowed: number, t: Text): string {
  const { lastRun, files, bytes } = coverage
  const run =
    lastRun === null
      ? t('terminal.archive.never')
      : t('terminal.archive.runAt', {
          ...{ time: localTime(lastRun.endedAt), outcome: t(`terminal.archive.outcomes.${lastRun.outcome}`) },
        })
  const counts = { ...coverage, notAllowed }
  const names = [
    ...(['recordings', 'complete', 'partly', 'waiting', 'failed', 'notAllowed', 'goneBeforeSaved'] as const),
  ]
  return labelled([
    ...names.map((name) => [t(`terminal.archive.${name}`), String(counts[name])] as const),
    [
      t('terminal.archive.files'),
      t('terminal.archive.filesAndSize', { files: String(files), size: size(bytes) }),
    ],
    [t('terminal.archive.missing'), String(coverage.missing)],
    [t('terminal.archive.damaged'), String(coverage.damaged)],
    [t('terminal.archive.lastRun'), run],
  ])
}
