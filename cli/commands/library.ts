import { resolve } from 'node:path'
import { NOT_ADOPTED } from '../../contract/library-files.ts'
import { Presets, SingleBar } from 'cli-progress'
import type { Language } from '../../i18n/languages.ts'
import { type Text, textOf } from '../../i18n/texts.ts'
import { type Adopted, adoptFolder, type AdoptProgress, type NotAdopted } from '../../main/library/adopt.ts'
import { createLibrary } from '../../main/library/library.ts'
import { listFolder } from '../../main/library/list-folder.ts'
import { noteOutcomeIn } from '../../main/library/note-outcome.ts'
import { createOutcomeBatch } from '../../main/library/outcome-batch.ts'
import { savedFolder } from '../../main/library/saved-folder.ts'
import { type VerifyProgress, type VerifyReport, verifyFolder } from '../../main/library/verify.ts'
import { EXIT, statusOfStop } from '../exit-status.ts'
import type { Output } from '../output.ts'
import { stoppable } from '../stoppable.ts'
import { receivedText } from '../labels.ts'
import { localTime } from '../dates.ts'
import type { Opened } from '../open-services.ts'
import { fit, safe, size } from '../text.ts'

/**
 * Takes the files of a folder into the library's index. Calls no service. When interrupted, prints what was adopted
 * until then.
 */
export async function adoptLibrary(
  { services }: Opened,
  output: Output,
  dir: string,
  interrupted: AbortSignal,
): Promise<number> {
  const t = textOf(output.language)
  const progress = process.stderr.isTTY && !output.isJson ? counter(output.language) : null
  let result: Adopted
  try {
    result = await adoptFolder(resolve(dir), services.library, interrupted, (now) => progress?.show(now))
  } finally {
    progress?.end()
  }
  const { adopted, known, unknown, reasons, isStopped } = result
  output.json({
    ...{ adopted, known, unknown },
    ...(unknown.length === 0 ? {} : { reasons }),
    ...(isStopped ? { isStopped } : {}),
  })
  for (const path of unknown)
    output.line(t('terminal.library.notAdopted', { path: safe(path), reason: notAdopted(reasons[path], t) }))
  output.line(
    t('terminal.library.adopted', {
      ...{ adopted: String(adopted), known: String(known), unknown: String(unknown.length) },
    }),
  )
  if (!isStopped) return EXIT.done
  output.remark(t('terminal.library.adoptStopped'))
  return statusOfStop(interrupted)
}

function notAdopted(reason: NotAdopted | undefined, t: Text): string {
  const named = NOT_ADOPTED.find((one) => one === reason)
  return named === undefined
    ? t('terminal.library.unreadable', { code: reason ?? '' })
    : t(`library.notAdopted.${named}`)
}

/** A line with the counts so far. */
function counter(language: Language): { show(progress: AdoptProgress): void; end(): void } {
  const t = textOf(language)
  const bar = new SingleBar(
    { format: '{text}', hideCursor: true, clearOnComplete: true, stream: process.stderr },
    Presets.shades_classic,
  )
  bar.start(1, 0, { text: '' })
  return {
    show: ({ read, adopted }) =>
      bar.update(0, {
        text: t('terminal.library.adopting', { read: String(read), adopted: String(adopted) }),
      }),
    end: () => bar.stop(),
  }
}

/** Lists the recordings of a folder by its descriptions. Needs no sign-in and no state folder. */
export async function listLibrary(
  output: Output,
  { dir, search }: { dir: string; search: string },
  interrupted: AbortSignal,
): Promise<number> {
  const t = textOf(output.language)
  const items = await stoppable(interrupted, () => listFolder(savedFolder(resolve(dir)), search, interrupted))
  if (typeof items === 'number') return items
  output.json({ items, count: items.length })
  for (const { topic, start, confUUID, files } of items) {
    output.line(`${localTime(start)}  ${safe(topic)}  ${safe(confUUID)}`)
    for (const { path, bytes } of files) output.line(`  ${safe(path)} (${size(bytes)})`)
  }
  output.remark(t('terminal.library.listed', { count: items.length }))
  return EXIT.done
}

/**
 * Verifies the files saved below a folder and reports any that changed. Calls no service. `home`: the state folder,
 * whose index follows if there is one.
 */
export async function verifyLibrary(
  output: Output,
  dir: string,
  home: string | null,
  interrupted: AbortSignal,
): Promise<number> {
  const root = resolve(dir)
  const library =
    home === null
      ? null
      : createLibrary(
          home,
          () => undefined,
          () => undefined,
          { imports: false },
        )
  const outcomes = library === null ? null : createOutcomeBatch(library)
  const index = library === null || outcomes === null ? null : { library, outcomes }
  const progress = process.stderr.isTTY && !output.isJson ? progressBar(output.language) : null
  const report = await stoppable(interrupted, () =>
    verifyFolder(savedFolder(root), (now) => progress?.show(now), interrupted, noteOutcomeIn(root, index)),
  ).finally(async () => {
    progress?.end()
    await outcomes?.flush()
  })
  if (typeof report === 'number') return report
  const t = textOf(output.language)
  const { damaged, missing, incomplete, unknown } = report
  output.json(report)
  for (const { path, reason } of damaged)
    output.line(t('terminal.library.damaged', { path: safe(path), reason: reasonText(reason, t) }))
  for (const path of missing) output.line(t('terminal.library.missing', { path: safe(path) }))
  for (const path of incomplete) output.line(t('terminal.library.incomplete', { path: safe(path) }))
  for (const path of unknown) output.line(t('terminal.library.unknown', { path: safe(path) }))
  if (report.notWritten !== undefined)
    output.remark(t('terminal.library.notWritten', { count: report.notWritten }))
  output.line(
    t('terminal.library.summary', {
      checked: String(report.checked),
      unchanged: String(report.ok),
      damaged: String(damaged.length),
      missing: String(missing.length),
      unknown: String(unknown.length),
    }),
  )
  return damaged.length + missing.length === 0 ? EXIT.done : EXIT.failed
}

function reasonText(reason: VerifyReport['damaged'][number]['reason'], t: Text): string {
  switch (reason) {
    case 'SIZE_MISMATCH':
    case 'HASH_MISMATCH':
      return t(`terminal.library.reasons.${reason}`)
    case 'SIDECAR_DAMAGED':
    case 'SIDECAR_NEWER':
      return t(`library.notAdopted.${reason}`)
    default:
      return t('terminal.library.unreadable', { code: reason })
  }
}

function progressBar(language: Language): { show(progress: VerifyProgress): void; end(): void } {
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% {amount} {name}',
      hideCursor: true,
      barsize: 20,
      clearOnComplete: true,
      stream: process.stderr,
    },
    Presets.shades_classic,
  )
  bar.start(1, 0, { amount: '', name: '' })
  return {
    show: ({ doneBytes, totalBytes, path }) => {
      bar.setTotal(Math.max(1, totalBytes))
      bar.update(Math.min(doneBytes, totalBytes), {
        amount: receivedText(doneBytes, totalBytes, language),
        name: fit(safe(path), 44),
      })
    },
    end: () => bar.stop(),
  }
}
