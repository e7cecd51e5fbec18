import { MultiBar, Presets, type SingleBar } from 'cli-progress'
import type { Download } from '../contract/download.ts'
import type { Language } from '../i18n/languages.ts'
import { describeFailure } from '../i18n/describe-failure.ts'
import { type Text, textOf } from '../i18n/texts.ts'
import type { DownloadEvent } from './download-events.ts'
import { localTime } from './dates.ts'
import { withSubject } from './failure-text.ts'
import { receivedText } from './labels.ts'
import type { Output } from './output.ts'
import { fit, safe, size, widthOf } from './text.ts'

/** Shows the progress of running downloads. */
export interface Progress {
  show(download: Download, events: DownloadEvent[]): void
  end(): void
}

const NAME_COLUMNS = 44

/** Progress bars, for a terminal. */
export function progressBars(language: Language): Progress {
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
  const t = textOf(language)
  const known = new Map<string, SingleBar>()
  return {
    show(download) {
      const { id, totalBytes, receivedBytes } = download
      const total = Math.max(1, totalBytes ?? 0)
      const bar = known.get(id) ?? bars.create(total, 0)
      known.set(id, bar)
      bar.setTotal(total)
      bar.update(Math.min(total, receivedBytes), {
        name: padded(nameOf(download, t)),
        amount: receivedText(receivedBytes, totalBytes, language),
        speed: download.state === 'running' ? `${size(download.bytesPerSecond)}/s` : '',
        state: stateText(download, t),
      })
    },
    end: () => bars.stop(),
  }
}

/** A line for each event, where there is no terminal. */
export function progressLines(output: Output): Progress {
  const t = textOf(output.language)
  const toldPercent = new Map<string, number>()
  return {
    show(download, events) {
      const name = nameOf(download, t)
      for (const event of events) {
        if (event.event === 'progress') {
          const percent = Math.floor((download.receivedBytes / (download.totalBytes ?? Infinity)) * 10) * 10
          if (percent <= (toldPercent.get(download.id) ?? 0)) continue
          toldPercent.set(download.id, percent)
          output.remark(`${percent}% ${name}`)
        } else if (event.event === 'retrying' || event.event === 'failed') {
          const { title } = describeFailure(download.failure ?? { code: 'CANCELLED' }, output.language)
          output.remark(withSubject(stateText(download, t), withSubject(name, title, t), t))
        } else if (event.event === 'queued') {
          output.remark(t('terminal.downloads.queued', { name }))
        }
      }
    },
    end() {},
  }
}

function nameOf({ title, source, fileName, parts }: Download, t: Text): string {
  if (source.kind !== 'recording') return safe(fileName)
  const part = { part: String(source.part), parts: String(parts) }
  const type = parts > 1 ? `${source.fileType} ${t('terminal.downloads.part', part)}` : source.fileType
  return safe(`${title} · ${type}`)
}

function padded(name: string): string {
  const shown = fit(name, NAME_COLUMNS)
  return shown + ' '.repeat(NAME_COLUMNS - widthOf(shown))
}

function stateText({ state, resumesAt, wasSavedBefore }: Download, t: Text): string {
  if (state === 'running') return ''
  if (state === 'retrying' && resumesAt !== null)
    return t('terminal.downloads.retryingAt', { time: localTime(resumesAt) })
  if (state === 'saved' && wasSavedBefore) return t('terminal.downloads.alreadySaved')
  return t(`terminal.downloads.states.${state}`)
}
