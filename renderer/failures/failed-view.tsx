import { CircleAlert, RotateCw } from 'lucide-react'
import { call } from '../bridge.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { CopyTextButton } from '../ui/copy-button.tsx'
import styles from './failed-view.module.css'

/** Shown in place of a page that failed to render: what to do, and what to send to the developers. */
export function FailedView({ error }: { error: unknown }) {
  const t = useText()
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return (
    <div className={styles['failed']}>
      <div role="alert" className={styles['words']}>
        <CircleAlert className={styles['icon']} aria-hidden="true" />
        <h1 className={styles['title']}>{t('failures.title')}</h1>
        <p>{t('failures.advice')}</p>
      </div>
      <div className={styles['actions']}>
        <Button
          look="primary"
          icon={<RotateCw aria-hidden="true" />}
          // Without main, the page can still reload itself.
          onClick={() => void call('app.reload').catch(() => window.location.reload())}
        >
          {t('failures.reload')}
        </Button>
        <CopyTextButton text={details}>{t('failures.copy')}</CopyTextButton>
      </div>
      <details className={styles['details']}>
        <summary>{t('common.actions.details')}</summary>
        <textarea readOnly rows={8} value={details} aria-label={t('common.actions.details')} />
      </details>
    </div>
  )
}
