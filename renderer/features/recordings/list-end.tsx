import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Cell, TableRow } from '../../ui/table.tsx'
import styles from './list-end.module.css'
import type { RecordingPages } from './use-recording-pages.ts'

/** The row after the loaded ones: loading, or why loading failed. */
export function ListEnd({
  pages,
  index,
  top,
  className,
}: {
  pages: RecordingPages
  /** 0-based position in the list. */
  index: number
  /** Distance from the first row, in px. */
  top: number
  className: string | undefined
}) {
  const t = useText()
  const format = useFormat()
  const { failure, isLoading, loadMore, rows, total } = pages
  return (
    <TableRow
      aria-rowindex={index + 2}
      className={className}
      style={{ transform: `translateY(${top}px)`, height: 'auto' }}
    >
      <Cell role="gridcell" className={styles['end']}>
        {failure !== null ? (
          <FailureNotice failure={failure} size="line" onRetry={loadMore} isRetrying={isLoading} />
        ) : isLoading ? (
          <span className={styles['words']} role="status">
            <Spinner />
            {t('recordings.loadingMore', { loaded: format.count(rows.length), total: format.count(total) })}
          </span>
        ) : (
          <Button size="small" onClick={loadMore}>
            {t('recordings.loadMore')}
          </Button>
        )}
      </Cell>
    </TableRow>
  )
}
