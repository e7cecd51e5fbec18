import { FolderHeart, SearchX } from 'lucide-react'
import { useEffect } from 'react'
import { toFailure } from '../../../contract/errors.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState, Loading } from '../../ui/empty-state.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useInView } from '../../ui/use-in-view.ts'
import { OwnMinutesCard } from './own-minutes-card.tsx'
import styles from './own-minutes.module.css'
import { useMinutesDownload, useMinutesDownloads, useOwnMinutes } from './use-own-minutes.ts'

/** The minutes in the signed-in user's personal space, with their files. */
export function OwnMinutesList({ search, onClear }: { search: string; onClear: () => void }) {
  const t = useText()
  const { query, rows, settled } = useOwnMinutes(search)
  const downloadOf = useMinutesDownloads()
  const download = useMinutesDownload()

  if (query.isError && rows.length === 0) {
    return (
      <FailureNotice
        failure={toFailure(query.error)}
        onRetry={() => void query.refetch()}
        isRetrying={query.isFetching}
      />
    )
  }
  if (query.data === undefined) return <Loading />
  if (rows.length === 0) {
    return settled === '' ? (
      <EmptyState icon={<FolderHeart />} title={t('minutes.own.empty.title')}>
        {t('minutes.own.empty.hint')}
      </EmptyState>
    ) : (
      <EmptyState
        icon={<SearchX />}
        title={t('minutes.own.noneFound.title', { text: settled })}
        actions={<Button onClick={onClear}>{t('minutes.own.noneFound.showAll')}</Button>}
      >
        {t('minutes.own.noneFound.hint')}
      </EmptyState>
    )
  }
  return (
    <>
      <ul className={styles['cards']} aria-busy={query.isPlaceholderData || undefined}>
        {rows.map((minutes) => (
          <OwnMinutesCard
            key={minutes.fileCode}
            minutes={minutes}
            downloadOf={(file) => downloadOf(minutes.fileCode, file)}
            onDownload={(file) => download(minutes.fileCode, file)}
          />
        ))}
      </ul>
      {query.isError ? (
        <FailureNotice
          size="line"
          failure={toFailure(query.error)}
          onRetry={() => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch())}
        />
      ) : query.hasNextPage ? (
        // Remounted for each page: an intersection is reported once.
        <More
          key={query.data.pages.length}
          isBusy={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      ) : null}
    </>
  )
}

/** Loads the next page when scrolled into view; also a button, for users who do not scroll. */
function More({ isBusy, onMore }: { isBusy: boolean; onMore: () => void }) {
  const t = useText()
  const [ref, isInView] = useInView()
  useEffect(() => {
    if (isInView) onMore()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each time it comes into view
  }, [isInView])
  return (
    <div ref={ref} className={styles['more']}>
      <Button isBusy={isBusy} onClick={onMore}>
        {t('minutes.own.more')}
      </Button>
    </div>
  )
}
