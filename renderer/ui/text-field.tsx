import { Field } from '@base-ui/react/field'
import { CircleAlert } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './field.module.css'

export interface TextFieldProps extends Omit<
  ComponentProps<typeof Field.Control>,
  'onChange' | 'className' | 'value'
> {
  label: string
  value: string
  onChange: (value: string) => void
  /** The label is only for screen readers; the context shows the field's purpose. */
  isLabelHidden?: boolean
  /** A short text beside the label, e.g. "optional". */
  aside?: string
  hint?: ReactNode
  /** The validation error; shown at the field. */
  error?: ReactNode
  /** Icon inside, before the text. */
  lead?: ReactNode
  /** Small control inside, after the text. */
  action?: ReactNode
  isMonospace?: boolean
  /** Several lines. */
  rows?: number
  className?: string | undefined
}

export function TextField({
  label,
  value,
  onChange,
  isLabelHidden = false,
  aside,
  hint,
  error,
  lead,
  action,
  isMonospace = false,
  rows,
  className,
  ...rest
}: TextFieldProps) {
  const isInvalid = error !== undefined && error !== null
  const control = (
    <Field.Control
      spellCheck={false}
      autoComplete="off"
      {...rest}
      {...(rows === undefined ? {} : { render: <textarea rows={rows} /> })}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      className={classNames(styles['control'], isMonospace && styles['mono'])}
    />
  )
  return (
    <Field.Root invalid={isInvalid} className={classNames(styles['field'], className)}>
      <Field.Label className={isLabelHidden ? 'visually-hidden' : styles['label']}>
        {label}
        {aside === undefined ? null : <span className={styles['optional']}>{aside}</span>}
      </Field.Label>
      {lead === undefined && action === undefined ? (
        control
      ) : (
        <div className={classNames(styles['withAction'], lead !== undefined && styles['withLead'])}>
          {lead === undefined ? null : <span className={styles['lead']}>{lead}</span>}
          {control}
          {action === undefined ? null : <span className={styles['action']}>{action}</span>}
        </div>
      )}
      {isInvalid ? (
        <Field.Error match className={styles['error']}>
          <CircleAlert aria-hidden="true" size={13} />
          <span>{error}</span>
        </Field.Error>
      ) : null}
      {hint === undefined ? null : <Field.Description className={styles['hint']}>{hint}</Field.Description>}
    </Field.Root>
  )
}
