import { CircleCheck, CircleMinus, CircleX, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { type Finding, WARNINGS } from '../../../contract/doctor.ts'
import { describeFinding } from '../../../i18n/describe-finding.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../state/use-action.ts'
import styles from './doctor-setting.module.css'
import { Setting } from './setting.tsx'

/** Tests the connection to the service, the sign-in and the folder; each failure says what to do. */
export function DoctorSetting() {
  const t = useText()
  const [findings, setFindings] = useState<Finding[] | null>(null)
  const examine = useAction(async () => setFindings(await call('doctor.examine')))
  const failed = findings?.filter(({ failure }) => failure !== null).length ?? 0
  return (
    <>
      <Setting label={t('settings.trouble.doctor')} hint={t('settings.trouble.doctorHint')}>
        <Button isBusy={examine.isBusy} onClick={() => void examine.run()}>
          {findings === null ? t('settings.trouble.examine') : t('settings.trouble.examineAgain')}
        </Button>
      </Setting>
      {examine.failure === null ? null : (
        <div className={styles['findings']}>
          <FailureNotice failure={examine.failure} />
        </div>
      )}
      <div aria-live="polite" className={styles['results']}>
        {findings === null ? null : (
          <div className={styles['findings']} aria-busy={examine.isBusy}>
            <p className="visually-hidden">
              {failed === 0
                ? t('settings.trouble.allWell')
                : t('settings.trouble.failed', { count: failed, value: failed })}
            </p>
            <ul>
              {findings.map((finding) => (
                <Row key={finding.check} finding={finding} onRetry={() => void examine.run()} />
              ))}
            </ul>
          </div>
        )}
      </div>
    </>
  )
}

function Row({ finding, onRetry }: { finding: Finding; onRetry: () => void }) {
  const format = useFormat()
  const { name, text } = describeFinding(finding, useLanguage(), format.bytes)
  const { failure, found } = finding
  const isOpen = found === 'not-tested' || found === 'not-said'
  const [Icon, look] =
    failure !== null
      ? ([CircleX, 'bad'] as const)
      : isOpen
        ? ([CircleMinus, 'open'] as const)
        : found !== null && WARNINGS.has(found)
          ? ([TriangleAlert, 'warning'] as const)
          : ([CircleCheck, 'good'] as const)
  return (
    <li className={styles['finding']}>
      <Icon className={styles[look]} aria-hidden="true" />
      <p className={styles['name']}>{name}</p>
      {failure === null ? (
        <p className={isOpen ? styles['faint'] : styles['text']}>{text}</p>
      ) : (
        <FailureNotice size="line" failure={failure} onRetry={onRetry} />
      )}
    </li>
  )
}
