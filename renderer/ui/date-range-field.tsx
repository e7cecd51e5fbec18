import { useId } from 'react'
import { useText } from '../i18n/text.ts'
import { classNames } from './class-names.ts'
import styles from './date-range-field.module.css'
import field from './field.module.css'

/** Local calendar days, both included, as YYYY-MM-DD. */
export interface DayRange {
  from: string
  to: string
}

export interface DateRangeFieldProps {
  value: DayRange
  onChange: (value: DayRange) => void
}

/** Two days; choosing one past the other moves the other along, so the range is never upside down. */
export function DateRangeField({ value, onChange }: DateRangeFieldProps) {
  const t = useText()
  const id = useId()
  const input = (end: 'from' | 'to', change: (day: string) => DayRange) => (
    <input
      id={`${id}-${end}`}
      type="date"
      aria-label={end === 'from' ? t('common.dates.from') : t('common.dates.to')}
      value={value[end]}
      required
      className={classNames(field['control'], styles['day'])}
      onChange={(event) => {
        // A half-typed date is ''; the range stays as it was.
        if (event.currentTarget.value !== '') onChange(change(event.currentTarget.value))
      }}
    />
  )
  return (
    <div role="group" aria-label={t('common.dates.range')} className={styles['range']}>
      {input('from', (from) => ({ from, to: from > value.to ? from : value.to }))}
      <span aria-hidden="true" className={styles['dash']}>
        –
      </span>
      {input('to', (to) => ({ from: to < value.from ? to : value.from, to }))}
    </div>
  )
}
