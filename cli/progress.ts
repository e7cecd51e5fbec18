import { MultiBar, Presets, type SingleBar } from 'cli-progress'
import type { Download } from '../contract/download.ts'
import { isPostponed, occupiesSlot } from '../contract/download-states.ts'
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

/** A bar and the download it shows; null: free for the next one. */
interface Slot {
  bar: SingleBar
  id: string | null
}

/** Screen rows that have no bar: the counts, and the line of the cursor. */
const OTHER_ROWS = 2
/** Where the terminal does not tell its height. */
const USUAL_ROWS = 24

/**
 * Progress bars of the files under way, for a terminal, below a line that counts all. Bars are reused and never more
 * than the screen has rows, so that results do not scroll away; they are removed at the end.
 */
export function progressBars(language: Language, stream: NodeJS.WriteStream = process.stderr): Progress {
  const bars = new MultiBar(
    {
      format: '{name} {bar} {percentage}% {amount} {speed} {state}',
      hideCursor: true,
      barsize: 20,
      stopOnComplete: false,
      clearOnComplete: true,
      emptyOnZero: true,
      stream,
    },
    Presets.shades_classic,
  )
  const t = textOf(language)
  const states = new Map<string, Download['state']>()
  const inState = new Map<Download['state'], number>()
  const slots: Slot[] = []
  let counts: SingleBar | null = null

  const count = (id: string, state: Download['state']): void => {
    const before = states.get(id)
    if (before !== undefined) inState.set(before, (inState.get(before) ?? 0) - 1)
    states.set(id, state)
    inState.set(state, (inState.get(state) ?? 0) + 1)
  }
  const countsText = (): string => {
    const of = (state: Download['state']): string => String(inState.get(state) ?? 0)
    const values = { saved: of('saved'), failed: of('failed'), waiting: of('waiting') }
    return t('terminal.downloads.counts', { total: String(states.size), ...values })
  }
  const slotFor = (id: string): Slot | null => {
    const found = slots.find((slot) => slot.id === id) ?? slots.find((slot) => slot.id === null)
    if (found !== undefined) return found
    const room = (stream.rows || USUAL_ROWS) - OTHER_ROWS
    if (slots.length >= room) return null
    const slot = { bar: bars.create(1, 0, NO_FILE), id: null }
    slots.push(slot)
    return slot
  }

  return {
    show(download) {
      const { id, state, totalBytes, receivedBytes } = download
      count(id, state)
      counts ??= bars.create(1, 0, {}, { format: '{counts}' })
      counts.update(0, { counts: countsText() })
      if (!occupiesSlot(download)) {
        const slot = slots.find((one) => one.id === id)
        if (slot === undefined) return
        slot.id = null
        slot.bar.setTotal(1)
        slot.bar.update(0, NO_FILE)
        return
      }
      const slot = slotFor(id)
      if (slot === null) return
      slot.id = id
      const total = Math.max(1, totalBytes ?? 0)
      slot.bar.setTotal(total)
      slot.bar.update(Math.min(total, receivedBytes), {
        name: padded(nameOf(download, t)),
        amount: receivedText(receivedBytes, totalBytes, language),
        speed: state === 'running' ? `${size(download.bytesPerSecond)}/s` : '',
        state: stateText(download, t),
      })
    },
    end: () => bars.stop(),
  }
}

/** Values of a bar that is free. */
const NO_FILE = { name: ' '.repeat(NAME_COLUMNS), amount: '', speed: '', state: '' }

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

function stateText(download: Download, t: Text): string {
  const { state, resumesAt, wasSavedBefore } = download
  if (state === 'running') return ''
  if ((state === 'retrying' || isPostponed(download)) && resumesAt !== null)
    return t('terminal.downloads.retryingAt', { time: localTime(resumesAt) })
  if (state === 'saved' && wasSavedBefore) return t('terminal.downloads.alreadySaved')
  return t(`terminal.downloads.states.${state}`)
}
