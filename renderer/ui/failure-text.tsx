import { ExternalLink, RotateCw, Settings, ShieldAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { isCertificateFailure, settingsSectionOf } from '../../contract/error-rules.ts'
import { serviceCodeOf } from '../../contract/service-codes.ts'
import { describeFailure } from '../../i18n/describe-failure.ts'
import { type Failure, toFailure } from '../../contract/errors.ts'
import { call } from '../bridge.ts'
import { useLanguage, useText } from '../i18n/text.ts'
import { goTo } from '../navigation.ts'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { CopyButton } from './copy-button.tsx'
import styles from './failure-notice.module.css'
import { showToast } from '../state/toasts.ts'

export interface FailureTextProps {
  failure: Failure
  /** Retries what failed. */
  onRetry?: (() => void) | undefined
  isRetrying?: boolean
  /** `line`: compact, inside a row of a list. */
  size?: 'block' | 'line'
  /** What failed has a folder of its own: the one in the settings would not help. */
  hasOwnFolder?: boolean
  /** Buttons before the default ones. */
  children?: ReactNode
}

/** Advice that does not lead to the folder in the settings. */
const OWN_FOLDER_ADVICE = { 'errors.FOLDER_MISSING': 'rules.folderMissing' } as const

/**
 * A failure: what went wrong, what to do, and the details that the service's support needs. Opens no dialog,
 * so that dialogs can contain it; {@link FailureNotice} is the one for pages.
 */
export function FailureText(props: FailureTextProps) {
  const { failure, onRetry, isRetrying = false, size = 'block', hasOwnFolder = false, children } = props
  const t = useText()
  const language = useLanguage()
  const words = describeFailure(failure, language, hasOwnFolder ? OWN_FOLDER_ADVICE : {})
  const found = settingsSectionOf(failure)
  const section = hasOwnFolder && found === 'saving' ? null : found
  const enterpriseId = failure.params?.['enterpriseId']
  const isListed = serviceCodeOf(String(failure.params?.['serviceCode'] ?? '')) !== null
  const report = (opening: Promise<void>): void => {
    opening.catch((error: unknown) => {
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
        {typeof enterpriseId !== 'string' ? null : (
          <p className={styles['request']}>
            {t('common.failure.enterpriseId')} <code className={styles['id']}>{enterpriseId}</code>
            <CopyButton text={enterpriseId} label={t('common.failure.copyEnterpriseId')} />
          </p>
        )}
      </div>
      <div className={styles['actions']}>
        {children}
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
          <Button
            size="small"
            icon={<Settings aria-hidden="true" />}
            onClick={() => report(call('screen.openSettings'))}
          >
            {t('common.failure.openSystemSettings')}
          </Button>
        ) : null}
        {isListed && size === 'block' ? (
          <Button
            size="small"
            look="quiet"
            icon={<ExternalLink aria-hidden="true" />}
            onClick={() => report(call('app.openErrorList', { language }))}
          >
            {t('common.failure.openErrorList')}
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
    </div>
  )
}
