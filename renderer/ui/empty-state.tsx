import type { ReactNode } from 'react'
import { useText } from '../i18n/text.ts'
import styles from './empty-state.module.css'
import { Spinner } from './spinner.tsx'

export interface EmptyStateProps {
  icon: ReactNode
  title: string
  children?: ReactNode
  /** Suggested actions: buttons. */
  actions?: ReactNode
}

/** The content of an empty page or panel: what was searched for, and what to try. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles['empty']}>
      <span className={styles['icon']} aria-hidden="true">
        {icon}
      </span>
      <h2 className={styles['title']}>{title}</h2>
      {children === undefined ? null : <div className={styles['text']}>{children}</div>}
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
    </div>
  )
}

export function Loading({ text }: { text?: string }) {
  const t = useText()
  return (
    <div className={styles['loading']} role="status" data-loading>
      <Spinner />
      {text ?? t('common.state.loading')}
    </div>
  )
}
