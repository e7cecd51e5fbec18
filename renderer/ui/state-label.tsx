import type { ReactNode } from 'react'
import type { Tone } from '../model/tone.ts'
import { classNames } from './class-names.ts'
import styles from './state-label.module.css'

/** A state as text, with a coloured dot: colour never conveys it alone. */
export function StateLabel({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    // Its text has two lines; some languages need more.
    <span className={styles['state']} title={typeof children === 'string' ? children : undefined}>
      <span className={classNames(styles['dot'], styles[tone])} aria-hidden="true" />
      <span className={styles['words']}>{children}</span>
    </span>
  )
}
