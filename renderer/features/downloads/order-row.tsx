import { ChevronDown, ChevronRight } from 'lucide-react'
import type { Order, OrderTotals } from '../../../contract/order.ts'
import { type Format, useFormat } from '../../i18n/format.ts'
import { type Text, useText } from '../../i18n/text.ts'
import type { DownloadAction } from '../../model/download-actions.ts'
import { actionsOfOrder, fractionOf, openIn, remarksOf } from '../../model/order-state.ts'
import { IconButton } from '../../ui/button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import styles from './download-list.module.css'
import { ACTION_ICONS } from './use-download-actions.tsx'

/** An order: its name, what is done of how much, and its actions. */
export function OrderRow({
  order,
  isExpanded,
  onToggle,
  run,
}: {
  order: Order
  isExpanded: boolean
  onToggle: () => void
  run: (action: DownloadAction) => void
}) {
  const t = useText()
  const format = useFormat()
  const { totals } = order
  const name = nameOf(order, t, format)
  const isOpen = openIn(totals) > 0
  return (
    <div className={`${styles['row'] ?? ''} ${styles['order'] ?? ''}`}>
      <IconButton
        size="small"
        tabIndex={-1}
        label={isExpanded ? t('downloads.order.close') : t('downloads.order.open')}
        aria-expanded={isExpanded}
        icon={isExpanded ? <ChevronDown aria-hidden="true" /> : <ChevronRight aria-hidden="true" />}
        onClick={onToggle}
      />
      <div className={styles['what']}>
        <p className={styles['title']}>
          <span className={styles['name']} title={name}>
            {name}
          </span>
          <span className={styles['when']}>{format.dateTime(order.orderedAt)}</span>
        </p>
        {isOpen ? (
          <ProgressBar
            label={t('downloads.progress', { name })}
            fraction={fractionOf(totals)}
            tone={totals.active > 0 ? 'accent' : 'neutral'}
          />
        ) : null}
        <p className={styles['facts']}>
          {progressOf(totals, t, format).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          {remarksOf(totals).map(({ key, count }) => (
            <span key={key} className={key === 'failed' ? styles['failed'] : undefined}>
              {t(`downloads.order.${key}`, { count, value: format.count(count) })}
            </span>
          ))}
        </p>
      </div>
      <div className={styles['actions']}>
        {actionsOfOrder(totals).map((action) => (
          <IconButton
            key={action}
            tabIndex={-1}
            label={t(`downloads.ofOrder.${action}`)}
            icon={ACTION_ICONS[action]}
            onClick={() => run(action)}
          />
        ))}
      </div>
      {totals.failure === null ? null : (
        <div className={styles['notice']}>
          <FailureNotice failure={totals.failure} size="line" onRetry={() => run('resume')} />
        </div>
      )}
    </div>
  )
}

/** "412 of 1,030 files", "96 of 240 GB", and while it runs the speed and the time left. */
export function progressOf(totals: OrderTotals, t: Text, format: Format): string[] {
  const { files, bytes, isEstimate, bytesPerSecond, secondsLeft } = totals
  const about = isEstimate ? '≈ ' : ''
  const done = { count: files.of, done: format.count(files.done), of: `${about}${format.count(files.of)}` }
  return [
    t('downloads.order.files', done),
    ...(bytes.of === null
      ? []
      : [
          t('downloads.received', {
            received: format.bytes(bytes.done),
            total: `${about}${format.bytes(bytes.of)}`,
          }),
        ]),
    ...(bytesPerSecond > 0 ? [format.speed(bytesPerSecond)] : []),
    ...(secondsLeft === null ? [] : [t('downloads.summary.left', { time: format.duration(secondsLeft) })]),
  ]
}

/** "1 Oct 2026 – 31 Oct 2026 · All users · “sync”"; without a list, how many recordings were chosen. */
function nameOf({ scope, recordings }: Order, t: Text, format: Format): string {
  const count = t('downloads.order.recordings', { count: recordings, value: format.count(recordings) })
  if (scope === null) return count
  return [
    t('downloads.order.period', { from: format.date(scope.from), to: format.date(scope.to) }),
    ...(scope.allUsers ? [t('recordings.allUsers')] : []),
    ...(scope.search === '' ? [] : [t('downloads.order.search', { search: scope.search })]),
    count,
  ].join(' · ')
}
