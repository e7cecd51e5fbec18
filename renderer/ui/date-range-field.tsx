import { useRef, useState } from 'react'
import { useFormat } from '../i18n/format.ts'
import { useText } from '../i18n/text.ts'
import type { DayRange } from '../model/period.ts'
import { classNames } from './class-names.ts'
import styles from './date-range-field.module.css'
import field from './field.module.css'

/** A year is typed digit by digit: one below this is incomplete. */
const FIRST_DAY = '2000-01-01'

export interface DateRangeFieldProps {
  value: DayRange
  onChange: (value: DayRange) => void
}

/**
 * Two days; choosing one past the other moves the other too, so the range stays valid. Until the focus
 * leaves, each day typed is compared with the original range: January is typed on the way to December.
 */
export function DateRangeField({ value, onChange }: DateRangeFieldProps) {
  const t = useText()
  const before = useRef(value)
  const hold = () => {
    before.current = value
  }
  return (
    <div role="group" aria-label={t('common.dates.range')} className={styles['range']}>
      <DayField
        label={t('common.dates.from')}
        value={value.from}
        onFocus={hold}
        onChange={(from) => {
          const { to } = before.current
          onChange({ from, to: from > to ? from : to })
        }}
      />
      <span aria-hidden="true" className={styles['dash']}>
        –
      </span>
      <DayField
        label={t('common.dates.to')}
        value={value.to}
        onFocus={hold}
        onChange={(to) => {
          const { from } = before.current
          onChange({ from: to < from ? to : from, to })
        }}
      />
    </div>
  )
}

/** Reports a complete day at once; an incomplete one is reverted on blur. */
function DayField(props: {
  label: string
  value: string
  onFocus: () => void
  onChange: (day: string) => void
}) {
  const { label, value, onFocus, onChange } = props
  const format = useFormat()
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <span className={styles['day']}>
      <input
        type="date"
        aria-label={label}
        value={typed ?? value}
        min={FIRST_DAY}
        required
        className={classNames(field['control'], styles['entry'])}
        onChange={({ currentTarget }) => {
          const isWhole = currentTarget.validity.valid
          setTyped(isWhole ? null : currentTarget.value)
          if (isWhole) onChange(currentTarget.value)
        }}
        onFocus={onFocus}
        onBlur={() => setTyped(null)}
      />
      {/* The browser formats the day in the system's locale, regardless of the app's language. */}
      <span aria-hidden="true" className={styles['words']}>
        {format.date(`${value}T00:00`)}
      </span>
    </span>
  )
}
