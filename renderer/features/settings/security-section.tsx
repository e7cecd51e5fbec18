import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toFailure } from '../../../contract/errors.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { useSettings } from '../../state/server-state.ts'
import { queryKeys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Fingerprint } from '../../ui/fingerprint.tsx'
import { Section } from '../../ui/page.tsx'
import { useErrorToast } from '../../state/use-action.ts'
import { Setting } from './setting.tsx'
import styles from './setting.module.css'
import { useTakeOver } from '../../model/use-setting.ts'

/** Manually trusted certificates, and additional authorities. */
export function SecuritySection() {
  const t = useText()
  const settings = useSettings()
  const takeOver = useTakeOver()
  return (
    <Section title={t('settings.security.title')}>
      <TrustedCertificates />
      <Setting
        label={t('settings.security.caFile')}
        hint={
          <>
            <p>{t('settings.security.caFileHint')}</p>
            <p>{settings.caFile ?? t('settings.security.caFileNone')}</p>
          </>
        }
      >
        <Button onClick={() => takeOver(call('settings.chooseCaFile'))}>
          {t('settings.security.chooseCaFile')}
        </Button>
        {settings.caFile === null ? null : (
          <Button look="quiet" onClick={() => takeOver(call('settings.clearCaFile'))}>
            {t('settings.security.clearCaFile')}
          </Button>
        )}
      </Setting>
    </Section>
  )
}

function TrustedCertificates() {
  const t = useText()
  const format = useFormat()
  const queries = useQueryClient()
  const report = useErrorToast()
  const [asksFor, setAsksFor] = useState<string | null>(null)
  const query = useQuery({ queryKey: queryKeys.certificates, queryFn: () => call('certificates.list') })
  const forget = async (host: string) => {
    await call('certificates.forget', { host })
    await queries.invalidateQueries({ queryKey: queryKeys.certificates })
  }
  /** Certificates use their own date format; an invalid date is shown unchanged. */
  const dateOf = (text: string) => (Number.isNaN(Date.parse(text)) ? text : format.date(text))

  if (query.isError) {
    return (
      <div className={styles['notice']}>
        <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />
      </div>
    )
  }
  const certificates = query.data ?? []
  return (
    <>
      {certificates.length === 0 ? (
        <Setting label={t('settings.security.trusted')} hint={t('settings.security.trustedNone')} />
      ) : null}
      {certificates.map((certificate) => (
        <Setting
          key={certificate.host}
          label={certificate.host}
          hint={
            <>
              <p>
                {certificate.issuer} · {t('settings.security.validTo', { date: dateOf(certificate.validTo) })}{' '}
                · {t('settings.security.trustedSince', { date: dateOf(certificate.trustedAt) })}
              </p>
              <code className={styles['fingerprint']}>
                <Fingerprint text={certificate.fingerprint} />
              </code>
            </>
          }
        >
          <Button onClick={() => setAsksFor(certificate.host)}>{t('settings.security.forget')}</Button>
        </Setting>
      ))}
      <ConfirmDialog
        isOpen={asksFor !== null}
        onClose={() => setAsksFor(null)}
        onConfirm={() => {
          if (asksFor !== null) report(forget(asksFor))
          setAsksFor(null)
        }}
        title={t('settings.security.forgetTitle', { host: asksFor ?? '' })}
        confirmLabel={t('settings.security.forget')}
        isDangerous
      >
        {t('settings.security.forgetBody')}
      </ConfirmDialog>
    </>
  )
}
