import { type ReactNode, useId } from 'react'
import styles from './setting.module.css'

/** One setting: its name and description on the left, its control on the right. */
export function Setting({
  label,
  hint,
  children,
}: {
  label: string
  hint?: ReactNode
  children?: ReactNode
}) {
  const id = useId()
  return (
    <div className={styles['setting']} role="group" aria-labelledby={id}>
      <div className={styles['words']}>
        <p id={id} className={styles['label']}>
          {label}
        </p>
        {hint === undefined ? null : <div className={styles['hint']}>{hint}</div>}
      </div>
      {children === undefined ? null : <div className={styles['control']}>{children}</div>}
    </div>
  )
}
