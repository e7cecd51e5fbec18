import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import styles from './library-list.module.css'

/** The heading above the first item of a month. `start`: ISO; null if unknown. */
export function MonthHeading({ start }: { start: string | null }) {
  const t = useText()
  const format = useFormat()
  return (
    <h2 className={styles['month']}>{start === null ? t('library.undated') : format.month(start, 'full')}</h2>
  )
}
