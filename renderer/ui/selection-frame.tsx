import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Failure } from '../../contract/errors.ts'
import { useFormat } from '../i18n/format.ts'
import { useText } from '../i18n/text.ts'
import { IconButton } from './button.tsx'
import { FailureNotice } from './failure-notice.tsx'
import styles from './selection-frame.module.css'

export interface SelectionFrameProps {
  label: string
  count: number
  /** How many of them are not in view. */
  hidden: number
  onClear: () => void
  isBusy?: boolean
  /** After the number of selected rows. */
  children?: ReactNode
  /** What can be done with them, at the end of the line. */
  actions: ReactNode
  /** A second line. */
  facts?: ReactNode
  failure?: Failure | null
}

/** The bar below a list: how many rows are selected, and what can be done with them. */
export function SelectionFrame(props: SelectionFrameProps) {
  const { label, count, hidden, onClear, isBusy = false, children, actions, facts, failure = null } = props
  const t = useText()
  const format = useFormat()
  return (
    <div className={styles['bar']} role="region" aria-label={label}>
      <div className={styles['line']}>
        <IconButton
          size="small"
          label={t('common.selection.clear')}
          icon={<X aria-hidden="true" />}
          disabled={isBusy}
          onClick={onClear}
        />
        <p className={styles['chosen']} aria-live="polite">
          {t('common.selection.selected', { count, value: format.count(count) })}
          {hidden === 0 ? null : (
            <span className={styles['hidden']}>
              {t('common.selection.hidden', { count: hidden, value: format.count(hidden) })}
            </span>
          )}
        </p>
        {children}
        <div className={styles['actions']}>{actions}</div>
      </div>
      {facts === undefined ? null : <p className={styles['facts']}>{facts}</p>}
      {failure === null ? null : <FailureNotice failure={failure} size="line" />}
    </div>
  )
}
