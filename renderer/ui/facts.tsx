import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './facts.module.css'

export interface Fact {
  /** Identifies it among the others; the label by default. */
  id?: string
  label: string
  value: ReactNode
  isMonospace?: boolean
}

/** Names and values, one per line. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map((fact) => (
        <div key={fact.id ?? fact.label} className={styles['fact']}>
          <dt className={styles['label']}>{fact.label}</dt>
          <dd className={classNames(styles['value'], fact.isMonospace === true && styles['mono'])}>
            {fact.value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
