import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import type { ReactNode } from 'react'
import styles from './segments.module.css'

export interface SegmentsProps<Value extends string> {
  label: string
  value: Value
  onChange: (value: Value) => void
  options: { value: Value; label: ReactNode }[]
}

/** A choice of a few options, all visible. */
export function Segments<Value extends string>({ label, value, onChange, options }: SegmentsProps<Value>) {
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={(chosen) => {
        // Clicking the selected one again would deselect it.
        const next = options.find((option) => option.value === chosen[0])
        if (next !== undefined) onChange(next.value)
      }}
      className={styles['group']}
    >
      {options.map((option) => (
        <Toggle key={option.value} value={option.value} className={styles['segment']}>
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  )
}
