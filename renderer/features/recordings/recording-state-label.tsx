import type { Download } from '../../../contract/download.ts'
import type { Recording, SavedFile } from '../../../contract/recording.ts'
import { type Format, useFormat } from '../../i18n/format.ts'
import { type Text, useText } from '../../i18n/text.ts'
import { StateLabel } from '../../ui/state-label.tsx'
import { recordingState, type RecordingState } from '../../model/recording-state.ts'

export function RecordingStateLabel(props: {
  recording: Recording
  saved: readonly SavedFile[]
  downloads: readonly Download[]
  mayDownload: boolean
  /** In ms. */
  now: number
}) {
  const t = useText()
  const format = useFormat()
  const { recording, saved, downloads, mayDownload, now } = props
  const state = recordingState(recording, saved, downloads, now, mayDownload)
  const words = inWords(state, new Date(now), t, format)
  return <StateLabel tone={state.tone}>{words}</StateLabel>
}

function inWords(
  { key, isWaiting, readyAt, fraction, types }: RecordingState,
  now: Date,
  t: Text,
  format: Format,
): string {
  if (readyAt !== null) {
    const isThisYear = new Date(readyAt).getFullYear() === now.getFullYear()
    const time = isThisYear ? format.clock(readyAt, now) : format.dateTime(readyAt)
    return t('recordings.states.transcodingUntil', { time })
  }
  if (isWaiting) return t('downloads.states.waiting')
  const words = t(`recordings.states.${key}`)
  if (fraction !== null) return `${words} ${format.percent(fraction)}`
  return types.length === 0 ? words : `${words} (${types.join(', ')})`
}
