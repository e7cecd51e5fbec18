import { TriangleAlert, X } from 'lucide-react'
import type { Failure } from '../../../contract/errors.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/button.tsx'
import { describeFailure } from '../../../i18n/describe-failure.ts'
import { kindOfText, shownText } from './codes.ts'
import styles from './minutes.module.css'

/** A rejected code: its kind, its text as plain characters, and the reason. */
export function RefusedCode({
  text,
  failure,
  onDismiss,
}: {
  text: string
  failure: Failure
  onDismiss: () => void
}) {
  const t = useText()
  const words = describeFailure(failure, useLanguage())
  return (
    <div className={styles['refusal']} role="alert">
      <TriangleAlert aria-hidden="true" className={styles['refusalIcon']} />
      <div className={styles['refusalText']}>
        <p className={styles['refusalTitle']}>{words.title}</p>
        <p>{words.advice}</p>
        <p className={styles['itsText']}>
          <span>{t(`minutes.kinds.${kindOfText(text)}`)}</span>
          <code className={styles['foreign']}>{shownText(text) || t('minutes.emptyText')}</code>
        </p>
      </div>
      <IconButton
        size="small"
        label={t('common.actions.dismiss')}
        icon={<X aria-hidden="true" />}
        onClick={onDismiss}
      />
    </div>
  )
}
