import type { Recording } from '../../../contract/recording.ts'
import { isLeavingSoon, leavesIn } from '../../../contract/retention.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { leavingTone } from '../../model/leaving.ts'
import { availabilityOf, type StateKey } from '../../model/recording-state.ts'
import { useSettings } from '../../state/server-state.ts'
import { classNames } from '../../ui/class-names.ts'
import styles from './leaves-label.module.css'

/** When a recording that is not saved leaves the cloud; nothing where that is unknown. `now` in ms. */
export function LeavesLabel({
  recording,
  state,
  now,
}: {
  recording: Recording
  state: StateKey
  now: number
}) {
  const t = useText()
  const format = useFormat()
  const { retentionDays } = useSettings()
  const days = leavesIn(recording.startTime, retentionDays, now)
  if (days === null || retentionDays === null || availabilityOf(state) !== 'waiting') return null
  // Its state has two lines already, and there is time.
  if (state === 'transcoding' && !isLeavingSoon(days)) return null
  const value = format.count(days)
  const words =
    days < 0
      ? t('recordings.leaving.overdue')
      : days === 0
        ? t('recordings.leaving.today')
        : t('recordings.leaving.inDays', { count: days, value })
  const counted = t('recordings.leaving.counted', {
    count: retentionDays,
    value: format.count(retentionDays),
  })
  return (
    <span className={classNames(styles['leaves'], styles[leavingTone(days)])} title={`${words}\n${counted}`}>
      {words}
    </span>
  )
}
