import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import { Switch as BaseSwitch } from '@base-ui/react/switch'
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './field.module.css'

interface ChoiceProps {
  label: string
  isChecked: boolean
  /** `withShift`: Shift was held during the click. */
  onChange: (isChecked: boolean, withShift: boolean) => void
  hint?: ReactNode
  isDisabled?: boolean
  /** The label is only for screen readers. */
  isLabelHidden?: boolean
}

export interface CheckboxProps extends ChoiceProps {
  /** Some but not all of its items are selected. */
  isMixed?: boolean
  /** -1: the keyboard has another way to do the same. */
  tabIndex?: -1
}

export function Checkbox({
  label,
  isChecked,
  onChange,
  hint,
  isMixed = false,
  isDisabled = false,
  isLabelHidden = false,
  tabIndex,
}: CheckboxProps) {
  const box = (
    <BaseCheckbox.Root
      checked={isChecked}
      indeterminate={isMixed}
      disabled={isDisabled}
      onCheckedChange={(checked, { event }) => onChange(checked, isShifted(event))}
      className={styles['box']}
      {...(tabIndex === undefined ? {} : { tabIndex })}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
    >
      <BaseCheckbox.Indicator className={styles['tick']}>
        {isMixed ? <Minus aria-hidden="true" /> : <Check aria-hidden="true" />}
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  )
  return isLabelHidden ? box : <Labelled control={box} label={label} hint={hint} />
}

export function Switch({
  label,
  isChecked,
  onChange,
  hint,
  isDisabled = false,
  isLabelHidden = false,
}: ChoiceProps) {
  const control = (
    <BaseSwitch.Root
      checked={isChecked}
      disabled={isDisabled}
      onCheckedChange={(checked, { event }) => onChange(checked, isShifted(event))}
      className={styles['switch']}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
    >
      <BaseSwitch.Thumb className={styles['thumb']} />
    </BaseSwitch.Root>
  )
  return isLabelHidden ? control : <Labelled control={control} label={label} hint={hint} />
}

const isShifted = (event: Event): boolean => 'shiftKey' in event && event.shiftKey === true

function Labelled({ control, label, hint }: { control: ReactNode; label: string; hint: ReactNode }) {
  return (
    <label className={styles['choice']}>
      {control}
      <span className={styles['choiceText']}>
        <span>{label}</span>
        {hint === undefined ? null : <span className={styles['hint']}>{hint}</span>}
      </span>
    </label>
  )
}
