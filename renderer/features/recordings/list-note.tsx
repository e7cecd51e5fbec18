import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import styles from './list-note.module.css'
import { isServiceSort, type Sort } from './sorting.ts'
import type { Recordings } from './use-recordings.ts'

/** Client-side sorting covers only the loaded rows: says so until all are loaded. */
export function ListNote({ recordings, sort }: { recordings: Recordings; sort: Sort }) {
  const t = useText()
  const format = useFormat()
  const { pages, isLoadingAll, loadAll } = recordings
  if (pages.isWhole || (isServiceSort(sort) && !isLoadingAll)) return null
  const [loaded, total] = [format.count(pages.rows.length), format.count(pages.total)]
  return (
    <div className={styles['note']}>
      {isLoadingAll ? (
        <>
          <span>{t('recordings.loadingAll', { loaded, total })}</span>
          <span className={styles['progress']}>
            <ProgressBar
              label={t('recordings.loadingAll', { loaded, total })}
              fraction={pages.rows.length / Math.max(1, pages.total)}
            />
          </span>
          <Button size="small" onClick={() => loadAll(false)}>
            {t('recordings.stop')}
          </Button>
        </>
      ) : (
        <>
          <span>{t('recordings.sortedLoaded', { loaded, total })}</span>
          <Button
            size="small"
            onClick={() => {
              pages.loadMore()
              loadAll(true)
            }}
          >
            {t('recordings.loadRest')}
          </Button>
        </>
      )}
    </div>
  )
}
