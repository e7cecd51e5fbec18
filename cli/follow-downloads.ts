import { join } from 'node:path'
import type { Download, Notice } from '../contract/download.ts'
import { textOf } from '../i18n/texts.ts'
import type { Services } from '../main/services.ts'
import { createEvents, type DownloadEvent } from './download-events.ts'
import { isWait, noticeLine } from './notice-text.ts'
import type { Output } from './output.ts'
import { progressBars, progressLines } from './progress.ts'

/** Shows the progress of all downloads of a command until its end. */
export interface Following {
  emit(event: DownloadEvent): void
  /** Stops, after showing the last changes of these downloads, and prints the notices. */
  end(downloads: readonly Download[]): void
}

/** Path of a saved download. */
export const pathOf = ({ folder, fileName }: Download): string => join(folder, fileName)

export function followDownloads(services: Services, output: Output): Following {
  const { language } = output
  const eventsOf = createEvents({ language, pathOf })
  const isTerminal = process.stderr.isTTY && !output.isJson
  const progress = isTerminal ? progressBars(language) : progressLines(output)
  const emit = (event: DownloadEvent): void => output.json(event)
  const tell = (download: Download): void => {
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
  const stopListening = services.downloads.onChange(({ changed }) => changed.forEach(tell))
  return {
    emit,
    end: (downloads) => {
      stopListening()
      stopNotices()
      // The last changes may not have been emitted yet.
      downloads.forEach(tell)
      progress.end()
      const t = textOf(language)
      for (const notice of notices) output.remark(noticeLine(notice, t))
    },
  }
}
