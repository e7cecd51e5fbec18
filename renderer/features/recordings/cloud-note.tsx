import { useQuery } from '@tanstack/react-query'
import { leavesSoon } from '../../../contract/retention.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { leavingTone } from '../../model/leaving.ts'
import { queryKeys } from '../../queries.ts'
import { useAccount, useSettings } from '../../state/server-state.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import styles from './cloud-note.module.css'
import type { LeavingRows } from './use-leaving.ts'

/** Main asks the service no more often. */
const STALE_MS = 5 * 60_000

/** What leaves the cloud soon, and how full it is; nothing where neither is known. */
export function CloudNote({
  leaving,
  isShown,
  onShow,
  now,
}: {
  leaving: LeavingRows
  /** The list shows what leaves soon. */
  isShown: boolean
  onShow: () => void
  /** In ms. */
  now: number
}) {
  const t = useText()
  const format = useFormat()
  const { retentionDays } = useSettings()
  const { leavingSoon, days } = leavesSoon(
    leaving.rows.map(({ startTime }) => startTime),
    retentionDays,
    now,
  )
  return (
    <div className={styles['note']}>
      {days === null ? null : (
        <span className={styles['leaving']}>
          <span className={classNames(styles['dot'], styles[leavingTone(days)])} aria-hidden="true" />
          <span role="status">
            {days === 0
              ? t('recordings.leaving.lineToday', { count: leavingSoon, value: format.count(leavingSoon) })
              : t(leavingSoon === 1 ? 'recordings.leaving.lineOne' : 'recordings.leaving.line', {
                  count: days,
                  days: format.count(days),
                  value: format.count(leavingSoon),
                })}
          </span>
          {isShown ? null : (
            <Button size="small" onClick={onShow}>
              {t('recordings.leaving.show')}
            </Button>
          )}
        </span>
      )}
      <StorageGauge />
    </div>
  )
}

/** How much of the enterprise's space in the cloud is used; nothing where the service does not tell. */
function StorageGauge() {
  const t = useText()
  const format = useFormat()
  const account = useAccount()
  const { data } = useQuery({
    queryKey: [...queryKeys.cloudStorage, account?.baseUrl, account?.userId],
    queryFn: () => call('recordings.storage'),
    enabled: account !== null && account.isAdmin !== false,
    staleTime: STALE_MS,
  })
  if (data === null || data === undefined) return null
  const used = format.bytes(data.usedBytes)
  if (data.totalBytes === null)
    return <span className={styles['gauge']}>{t('recordings.storage.used', { used })}</span>
  const words = t('recordings.storage.usedOf', { used, total: format.bytes(data.totalBytes) })
  return (
    <span className={styles['gauge']}>
      {words}
      <span className={styles['bar']}>
        <ProgressBar label={words} fraction={data.usedBytes / data.totalBytes} tone="neutral" />
      </span>
    </span>
  )
}
