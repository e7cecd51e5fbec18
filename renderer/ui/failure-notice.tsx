import { RotateCw, Settings, ShieldAlert, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { isCertificateFailure, isTrustable, settingsSectionOf } from '../../contract/error-rules.ts'
import { describeFailure } from '../../i18n/describe-failure.ts'
import { type Failure, toFailure } from '../../contract/errors.ts'
import { call } from '../bridge.ts'
import { useLanguage, useText } from '../i18n/text.ts'
import { goTo } from '../navigation.ts'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { CopyButton } from './copy-button.tsx'
import styles from './failure-notice.module.css'
import { showToast } from './toasts.tsx'
import { TrustDialog } from './trust-dialog.tsx'

export interface FailureNoticeProps {
  failure: Failure
  /** Does again what failed. */
  onRetry?: (() => void) | undefined
  isRetrying?: boolean
  /** `line`: small, inside a row of a list. */
  size?: 'block' | 'line'
}

/** What went wrong, what to do about it, and what the service's support will ask for. */
export function FailureNotice({ failure, onRetry, isRetrying = false, size = 'block' }: FailureNoticeProps) {
  const t = useText()
  const language = useLanguage()
  const words = describeFailure(failure, language)
  const [isLooking, setIsLooking] = useState(false)
  const canTrust = isTrustable(failure)
  const section = settingsSectionOf(failure)
  const openSystemSettings = (): void => {
    call('screen.openSettings').catch((error: unknown) => {
      showToast({ kind: 'bad', title: describeFailure(toFailure(error), language).title })
    })
  }

  return (
    <div className={classNames(styles['notice'], styles[size])} role={size === 'block' ? 'alert' : undefined}>
      {isCertificateFailure(failure) ? (
        <ShieldAlert aria-hidden="true" />
      ) : (
        <TriangleAlert aria-hidden="true" />
      )}
      <div className={styles['text']}>
        <p className={styles['title']}>{words.title}</p>
        <p className={styles['advice']}>{words.advice}</p>
        {words.detail === null ? null : <p className={styles['detail']}>{words.detail}</p>}
        {failure.requestId === undefined ? null : (
          <p className={styles['request']}>
            {t('common.failure.requestId')} <code className={styles['id']}>{failure.requestId}</code>
            <CopyButton text={failure.requestId} label={t('common.failure.copyRequestId')} />
          </p>
        )}
      </div>
      <div className={styles['actions']}>
        {canTrust ? (
          <Button size="small" onClick={() => setIsLooking(true)}>
            {t('common.failure.certificate.look')}
          </Button>
        ) : null}
        {section === null ? null : (
          <Button
            size="small"
            icon={<Settings aria-hidden="true" />}
            onClick={() => goTo('settings', section)}
          >
            {t('common.failure.openSettings')}
          </Button>
        )}
        {failure.params?.['settingsPage'] === 'screen-recording' ? (
          <Button size="small" icon={<Settings aria-hidden="true" />} onClick={openSystemSettings}>
            {t('common.failure.openSystemSettings')}
          </Button>
        ) : null}
        {failure.code === 'AUTH_REQUIRED' ? (
          <Button size="small" onClick={() => goTo('welcome')}>
            {t('common.account.signIn')}
          </Button>
        ) : null}
        {onRetry === undefined ? null : (
          <Button size="small" isBusy={isRetrying} icon={<RotateCw aria-hidden="true" />} onClick={onRetry}>
            {t('common.actions.retry')}
          </Button>
        )}
      </div>
      {canTrust ? (
        <TrustDialog
          failure={failure}
          isOpen={isLooking}
          onClose={() => setIsLooking(false)}
          onTrusted={onRetry}
        />
      ) : null}
    </div>
  )
}
