import { resolve } from 'node:path'
import { Presets, SingleBar } from 'cli-progress'
import { savedFolder } from '../../main/library/saved-folder.ts'
import { type VerifyProgress, type VerifyReport, verifyFolder } from '../../main/library/verify.ts'
import { EXIT } from '../exit-status.ts'
import type { Output } from '../output.ts'
import { fit, safe, size } from '../text.ts'

/** Verifies the files saved below a folder and reports any that changed. Calls no service. */
export async function verifyLibrary(output: Output, dir: string, interrupted: AbortSignal): Promise<number> {
  const root = resolve(dir)
  const progress = process.stderr.isTTY && !output.isJson ? progressBar() : null
  let report: VerifyReport
  try {
    report = await verifyFolder(savedFolder(root), (now) => progress?.show(now), interrupted)
  } catch (error) {
    if (interrupted.aborted) return EXIT.interrupted
    throw error
  } finally {
    progress?.end()
  }
  const { checked, ok, damaged, missing, unknown } = report
  output.json(report)
  for (const { path, reason } of damaged) output.line(`damaged ${safe(path)}: ${reasonText(reason)}`)
  for (const path of missing) output.line(`missing ${safe(path)}`)
  for (const path of unknown) output.line(`unknown ${safe(path)}`)
  output.line(
    `${checked} checked, ${ok} as saved, ${damaged.length} damaged, ${missing.length} missing, ${unknown.length} unknown`,
  )
  return damaged.length + missing.length === 0 ? EXIT.done : EXIT.failed
}

function reasonText(reason: VerifyReport['damaged'][number]['reason']): string {
  switch (reason) {
    case 'SIZE_MISMATCH':
      return 'another size than was saved'
    case 'HASH_MISMATCH':
      return 'other bytes than were saved'
    case 'SIDECAR_DAMAGED':
      return 'this description of a recording is damaged itself'
    default:
      return `cannot be read (${reason})`
  }
}

function progressBar(): { show(progress: VerifyProgress): void; end(): void } {
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
        amount: `${size(doneBytes)} of ${size(totalBytes)}`,
        name: fit(safe(path), 44),
      })
    },
    end: () => bar.stop(),
  }
}
