import { CircleCheck, CloudOff, FileDiff, FileX, ShieldCheck, TriangleAlert, Unplug } from 'lucide-react'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { type ItemState, STATE_TONES } from './item-state.ts'
import styles from './library-state.module.css'

const ICONS = {
  saved: CircleCheck,
  'only-copy': CloudOff,
  verified: ShieldCheck,
  missing: FileX,
  changed: FileDiff,
  damaged: TriangleAlert,
  'not-connected': Unplug,
} as const

/** A state as icon and short text. `now` in ms. */
export function LibraryState({ state, now }: { state: ItemState; now: number }) {
  const text = useStateText(now)(state)
  const Icon = ICONS[state.key]
  return (
    <span className={styles['state']} data-tone={STATE_TONES[state.key]} title={text}>
      <Icon aria-hidden="true" />
      <span className={styles['text']}>{text}</span>
    </span>
  )
}

function useStateText(now: number): (state: ItemState) => string {
  const t = useText()
  const format = useFormat()
  return (state) => {
    if (state.key === 'saved' || state.key === 'only-copy') return t(`library.states.${state.key}`)
    if (state.key === 'verified')
      return t('library.states.verified', { day: format.shortDay(state.at, new Date(now)) })
    const text = t(`library.states.${state.key}`)
    return state.count === state.files
      ? text
      : t('library.states.some', {
          state: text,
          value: format.count(state.count),
          total: format.count(state.files),
        })
  }
}
