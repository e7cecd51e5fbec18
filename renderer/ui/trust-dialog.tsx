import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Failure, toFailure } from '../../contract/errors.ts'
import { call } from '../bridge.ts'
import { useFormat } from '../i18n/format.ts'
import { useText } from '../i18n/text.ts'
import { queryKeys } from '../queries.ts'
import { ConfirmDialog } from './dialog.tsx'
import { type Fact, Facts } from './facts.tsx'
import { FailureText } from './failure-text.tsx'
import { Fingerprint } from './fingerprint.tsx'
import { showToast } from '../state/toasts.ts'
import styles from './trust-dialog.module.css'

/**
 * Shows the certificate of a failure and requests trust in it, only for its host. Main accepts the fingerprint
 * only if it has itself seen that certificate fail, and asks the user again in a native box.
 */
export function TrustDialog({
  failure,
  isOpen,
  onClose,
  onTrusted,
}: {
  failure: Failure
  isOpen: boolean
  onClose: () => void
  onTrusted: (() => void) | undefined
}) {
  const t = useText()
  const format = useFormat()
  const queries = useQueryClient()
  const [isBusy, setIsBusy] = useState(false)
  const [refusal, setRefusal] = useState<Failure | null>(null)

  const param = (name: string) => String(failure.params?.[name] ?? '')
  const host = param('host')
  const validTo = param('validTo')

  const facts: Fact[] = [
    { label: t('common.failure.certificate.host'), value: host },
    { label: t('common.failure.certificate.issuer'), value: param('issuer') },
    {
      label: t('common.failure.certificate.validTo'),
      value: Number.isNaN(Date.parse(validTo)) ? validTo : format.dateTime(validTo),
    },
    {
      label: t('common.failure.certificate.fingerprint'),
      value: <Fingerprint text={param('fingerprint')} />,
      isMonospace: true,
    },
    ...(param('trusted') === ''
      ? []
      : [
          {
            label: t('common.failure.certificate.trustedBefore'),
            value: <Fingerprint text={param('trusted')} />,
            isMonospace: true,
          },
        ]),
  ].filter((fact) => fact.value !== '')

  const trust = async () => {
    setIsBusy(true)
    try {
      await call('certificates.trust', { host, fingerprint: param('fingerprint') })
      await queries.invalidateQueries({ queryKey: queryKeys.certificates })
      showToast({ kind: 'good', title: t('common.failure.certificate.done', { host }) })
      onClose()
      onTrusted?.()
    } catch (error) {
      // Declined in the box of main: the certificate stays in view.
      const reason = toFailure(error)
      setRefusal(reason.code === 'CANCELLED' ? null : reason)
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={() => void trust()}
      title={t('common.failure.certificate.title')}
      confirmLabel={t('common.failure.certificate.trust')}
      isBusy={isBusy}
      isDangerous
    >
      <p className={styles['warning']}>{t('common.failure.certificate.warning')}</p>
      <Facts facts={facts} />
      {refusal === null ? null : <FailureText failure={refusal} size="line" />}
    </ConfirmDialog>
  )
}
