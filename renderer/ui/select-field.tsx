import { Field } from '@base-ui/react/field'
import { Select } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './field.module.css'
import popup from './popup.module.css'

export interface SelectFieldProps<Value extends string> {
  label: string
  value: Value
  onChange: (value: Value) => void
  options: { value: Value; label: string }[]
  isLabelHidden?: boolean
  hint?: ReactNode
  className?: string | undefined
}

/** A choice of a few options. */
export function SelectField<Value extends string>({
  label,
  value,
  onChange,
  options,
  isLabelHidden = false,
  hint,
  className,
}: SelectFieldProps<Value>) {
  return (
    <Field.Root className={classNames(styles['field'], className)}>
      <Select.Root
        items={options}
        value={value}
        onValueChange={(chosen) => {
          if (chosen !== null) onChange(chosen)
        }}
      >
        <Select.Label className={isLabelHidden ? 'visually-hidden' : styles['label']}>{label}</Select.Label>
        <Select.Trigger className={classNames(styles['control'], styles['trigger'])}>
          <Select.Value className={styles['value']} />
          <ChevronsUpDown aria-hidden="true" />
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner sideOffset={4} alignItemWithTrigger={false} className={popup['positioner']}>
            <Select.Popup className={popup['list']}>
              {options.map((option) => (
                <Select.Item key={option.value} value={option.value} className={popup['item']}>
                  <span className={popup['mark']}>
                    <Select.ItemIndicator>
                      <Check aria-hidden="true" />
                    </Select.ItemIndicator>
                  </span>
                  <Select.ItemText>{option.label}</Select.ItemText>
                </Select.Item>
              ))}
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
      {hint === undefined ? null : <Field.Description className={styles['hint']}>{hint}</Field.Description>}
    </Field.Root>
  )
}
