import { ScanSearch, X } from 'lucide-react'
import { describeFailure } from '../../../i18n/describe-failure.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/button.tsx'
import { type Place, shownText, type UnreadablePicture } from './codes.ts'
import styles from './minutes.module.css'

/** No code found: lists the unreadable pictures, and suggests what helps with the others. */
export function NothingFound({
  at,
  unreadable,
  onDismiss,
}: {
  at: Place
  unreadable: UnreadablePicture[]
  onDismiss: () => void
}) {
  const t = useText()
  const language = useLanguage()
  return (
    <div className={styles['refusal']} role="alert">
      <ScanSearch aria-hidden="true" className={styles['refusalIcon']} />
      <div className={styles['refusalText']}>
        <p className={styles['refusalTitle']}>
          {unreadable.length > 0
            ? t('minutes.nothing.unreadable')
            : at === 'screen'
              ? t('minutes.nothing.screen')
              : t('minutes.nothing.title')}
        </p>
        {unreadable.length === 0 && at === 'screen' ? (
          <p>{t('minutes.nothing.screenTip')}</p>
        ) : unreadable.length === 0 ? (
          <ul className={styles['tips']}>
            <li>{t('minutes.nothing.tips.whole')}</li>
            <li>{t('minutes.nothing.tips.sharp')}</li>
            <li>{t('minutes.nothing.tips.screenshot')}</li>
          </ul>
        ) : (
          <ul className={styles['tips']}>
            {unreadable.map(({ picture, failure }, index) => {
              const { title, advice } = describeFailure(failure, language)
              return (
                <li key={`${picture} ${index}`}>
                  {picture === '' ? null : <strong>{shownText(picture, 80)}: </strong>}
                  {title}
                  <br />
                  <span className={styles['advice']}>{advice}</span>
                </li>
              )
            })}
          </ul>
        )}
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
