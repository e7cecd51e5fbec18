import type { Download } from '../../../contract/download.ts'
import type { Recording } from '../../../contract/recording.ts'
import { type Format, useFormat } from '../../i18n/format.ts'
import { type Text, useText } from '../../i18n/text.ts'
import { StateLabel } from '../../ui/state-label.tsx'
import { useNow } from '../../ui/use-now.ts'
import { recordingState, type RecordingState, type SavedFile } from './recording-state.ts'

export function RecordingStateLabel(props: {
  recording: Recording
  saved: SavedFile[]
  downloads: Download[]
}) {
  const t = useText()
  const format = useFormat()
  const now = useNow(false)
  const state = recordingState(props.recording, props.saved, props.downloads, now)
  const words = inWords(state, new Date(now), t, format)
  return (
    <StateLabel tone={state.tone} title={words}>
      {words}
    </StateLabel>
  )
}

function inWords(state: RecordingState, now: Date, t: Text, format: Format): string {
  switch (state.key) {
    case 'transcodingUntil':
      return t('recordings.states.transcodingUntil', { time: format.clock(state.at, now) })
    case 'downloading': {
      const words = t('recordings.states.downloading')
      return state.fraction === null ? words : `${words} ${format.percent(state.fraction)}`
    }
    case 'saved':
    case 'partlySaved':
      return `${t(`recordings.states.${state.key}`)} (${state.types.join(', ')})`
    default:
      return t(`recordings.states.${state.key}`)
  }
}
