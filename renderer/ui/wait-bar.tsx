import { Hourglass } from 'lucide-react'
import { useFormat } from '../i18n/format.ts'
import { useText } from '../i18n/text.ts'
import { useWaits } from '../state/server-state.ts'
import styles from './wait-bar.module.css'

/** Says that calls to the service wait, and until when, for as long as they do. */
export function WaitBar() {
  const t = useText()
  const format = useFormat()
  // Where several families of calls wait, the longest wait is what the user sees.
  const wait = useWaits().toSorted((a, b) => b.until - a.until)[0]
  return (
    <div role="status" className={styles['live']}>
      {wait === undefined ? null : (
        <p className={styles['bar']}>
          <Hourglass aria-hidden="true" />
          {t(`common.wait.${wait.why}`, { time: format.exactTime(new Date(wait.until).toISOString()) })}
        </p>
      )}
    </div>
  )
}
