import { ChevronDown, ChevronRight } from 'lucide-react'
import { isOpen } from '../../../contract/download-states.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { actionsFor } from '../../model/download-actions.ts'
import type { DownloadGroup } from './download-groups.ts'
import styles from './download-list.module.css'
import { groupFraction, hasBegun, overviewOf } from '../../model/download-state.ts'
import { ACTION_ICONS, type RunAction } from './use-download-actions.tsx'

/** The actions with their own buttons; the menu has the rest. */
const SHOWN = new Set(['watch', 'reveal', 'pause', 'resume', 'cancel', 'clear'])

/** The heading of a recording's files, with their total progress. */
export function GroupRow({
  group: { title, startTime, downloads },
  isExpanded,
  onToggle,
  run,
}: {
  group: DownloadGroup
  isExpanded: boolean
  onToggle: () => void
  run: RunAction
}) {
  const t = useText()
  const format = useFormat()
  const { bytesPerSecond, secondsLeft } = overviewOf(downloads)
  const saved = downloads.filter(({ state }) => state === 'saved').length
  const failed = downloads.filter(({ state }) => state === 'failed').length
  const isUnderWay = downloads.some(isOpen)
  // Clear is offered only once no file of the group is open.
  const actions = actionsFor(downloads).filter(
    (action) => SHOWN.has(action) && !(action === 'clear' && isUnderWay),
  )
  return (
    <div className={`${styles['row'] ?? ''} ${styles['group'] ?? ''}`}>
      <IconButton
        size="small"
        tabIndex={-1}
        label={isExpanded ? t('downloads.group.close') : t('downloads.group.open')}
        aria-expanded={isExpanded}
        icon={isExpanded ? <ChevronDown aria-hidden="true" /> : <ChevronRight aria-hidden="true" />}
        onClick={onToggle}
      />
      <div className={styles['what']}>
        <p className={styles['title']}>
          <span className={styles['name']}>{title}</span>
          {startTime === null ? null : <span className={styles['when']}>{format.dateTime(startTime)}</span>}
        </p>
        {isUnderWay && downloads.some(hasBegun) ? (
          <ProgressBar label={t('downloads.progress', { name: title })} fraction={groupFraction(downloads)} />
        ) : null}
        <p className={styles['facts']}>
          <span>
            {t('downloads.group.saved', {
              saved: format.count(saved),
              count: downloads.length,
              total: format.count(downloads.length),
            })}
          </span>
          {failed > 0 ? (
            <span className={styles['failed']}>
              {t('downloads.group.failed', { value: format.count(failed) })}
            </span>
          ) : null}
          {bytesPerSecond > 0 ? <span>{format.speed(bytesPerSecond)}</span> : null}
          {secondsLeft === null || !isUnderWay ? null : (
            <span>{t('downloads.summary.left', { time: format.duration(secondsLeft) })}</span>
          )}
        </p>
      </div>
      <div className={styles['actions']}>
        {actions.map((action) => (
          <IconButton
            key={action}
            tabIndex={-1}
            label={action === 'watch' ? t('downloads.watch') : t(`downloads.ofGroup.${action as 'reveal'}`)}
            icon={ACTION_ICONS[action]}
            onClick={() => run(action, downloads)}
          />
        ))}
      </div>
    </div>
  )
}
