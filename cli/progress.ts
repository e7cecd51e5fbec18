import { MultiBar, Presets, type SingleBar } from 'cli-progress'
import type { Download } from '../contract/download.ts'
import type { DownloadEvent } from './download-events.ts'
import { localTime } from './dates.ts'
import type { Output } from './output.ts'
import { fit, safe, size, widthOf } from './text.ts'

/** Shows the progress of running downloads. */
export interface Progress {
  show(download: Download, events: DownloadEvent[]): void
  end(): void
}

const NAME_COLUMNS = 44

/** Progress bars, for a terminal. */
export function progressBars(): Progress {
  const format = '{name} {bar} {percentage}% {amount} {speed} {state}'
  const bars = new MultiBar(
    {
      format,
      hideCursor: true,
      barsize: 20,
      stopOnComplete: false,
      emptyOnZero: true,
      stream: process.stderr,
    },
    Presets.shades_classic,
  )
  const known = new Map<string, SingleBar>()
  return {
    show(download) {
      const { id, totalBytes, receivedBytes } = download
      const total = Math.max(1, totalBytes ?? 0)
      const bar = known.get(id) ?? bars.create(total, 0)
      known.set(id, bar)
      bar.setTotal(total)
      bar.update(Math.min(total, receivedBytes), {
        name: padded(nameOf(download)),
        amount: `${size(receivedBytes)} of ${size(totalBytes)}`,
        speed: download.state === 'running' ? `${size(download.bytesPerSecond)}/s` : '',
        state: stateText(download),
      })
    },
    end: () => bars.stop(),
  }
}

/** A line for each event, where there is no terminal. */
export function progressLines(output: Output): Progress {
  const toldPercent = new Map<string, number>()
  return {
    show(download, events) {
      const name = nameOf(download)
      for (const event of events) {
        if (event.event === 'progress') {
          const percent = Math.floor((download.receivedBytes / (download.totalBytes ?? Infinity)) * 10) * 10
          if (percent <= (toldPercent.get(download.id) ?? 0)) continue
          toldPercent.set(download.id, percent)
          output.remark(`${percent}% ${name}`)
        } else if (event.event === 'retrying' || event.event === 'failed') {
          output.remark(`${stateText(download)}: ${name}: ${event.error.message}`)
        } else if (event.event === 'queued') {
          output.remark(`queued ${name}`)
        }
      }
    },
    end() {},
  }
}

function nameOf({ title, source, fileName, parts }: Download): string {
  if (source.kind !== 'recording') return safe(fileName)
  const part = parts > 1 ? ` part ${source.part}/${parts}` : ''
  return safe(`${title} · ${source.fileType}${part}`)
}

function padded(name: string): string {
  const shown = fit(name, NAME_COLUMNS)
  return shown + ' '.repeat(NAME_COLUMNS - widthOf(shown))
}

function stateText({ state, resumesAt, wasSavedBefore }: Download): string {
  if (state === 'retrying') return `goes on at ${localTime(resumesAt)}`
  if (state === 'saved') return wasSavedBefore ? 'was saved before' : 'saved'
  return state === 'running' ? '' : state
}
