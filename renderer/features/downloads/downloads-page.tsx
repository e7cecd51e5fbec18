import { Ban, Download as DownloadIcon, EllipsisVertical, ListX, Pause, Play, RotateCw } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Download } from '../../../contract/download.ts'
import type { OrderTotals } from '../../../contract/order.ts'
import { isActive, isEnded, isOpen } from '../../../contract/download-states.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { downloadsQuery, useDownloads, useOrders } from '../../state/server-state.ts'
import { goTo } from '../../navigation.ts'
import { useSessionState } from '../../state/session-state.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState, Loading } from '../../ui/empty-state.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Segments } from '../../ui/segments.tsx'
import { WaitBar } from '../../ui/wait-bar.tsx'
import { useErrorToast } from '../../state/use-action.ts'
import { type Cancellation, CancelDialog } from './cancel-dialog.tsx'
import { sectionsOf } from './download-groups.ts'
import styles from './download-list.module.css'
import { DownloadList } from './download-list.tsx'
import { progressOf } from './order-row.tsx'
import { type DownloadView, isInView, VIEWS } from '../../model/download-state.ts'
import { remarksOf } from '../../model/order-state.ts'
import { EndedAnnouncer } from './ended-announcer.tsx'
import { useClear } from './use-clear.ts'

export function DownloadsPage() {
  const t = useText()
  const state = useDownloads()
  if (state.status === 'ready') return <Downloads downloads={state.value} />
  return (
    <Page header={<PageHeader title={t('downloads.title')} />}>
      {state.status === 'loading' ? (
        <Loading />
      ) : (
        <FailureNotice failure={state.failure} onRetry={() => void downloadsQuery.reload()} />
      )}
    </Page>
  )
}

function Downloads({ downloads }: { downloads: ReadonlyMap<string, Download> }) {
  const t = useText()
  const [view, setView] = useSessionState<DownloadView>('downloads-view', () => 'all')
  const [search, setSearch] = useSessionState<string>('downloads-search', () => '')
  const [cancel, setCancel] = useState<Cancellation | null>(null)
  const { orders, total } = useOrders()
  const all = useMemo(() => [...downloads.values()], [downloads])
  const found = useMemo(() => all.filter(matches(search)), [all, search])
  const sections = useMemo(
    () =>
      sectionsOf(
        found.filter((download) => isInView(download, view)),
        orders,
      ),
    [found, view, orders],
  )

  return (
    <Page
      body="fill"
      header={
        <PageHeader
          title={t('downloads.title')}
          aside={total === null ? null : <Summary total={total} />}
          actions={
            <>
              {all.length === 0 ? null : (
                <ExportButton
                  list={() => ({
                    list: 'downloads',
                    only:
                      found.length === all.length && view === 'all'
                        ? null
                        : found.filter((download) => isInView(download, view)).map(({ id }) => id),
                  })}
                />
              )}
              <ListActions all={all} onCancelAll={(ids) => setCancel({ ids })} />
            </>
          }
        >
          {all.length === 0 ? null : (
            <SearchField
              label={t('downloads.search')}
              value={search}
              onChange={setSearch}
              className={styles['search']}
            />
          )}
          {all.length === 0 ? null : (
            <Segments
              label={t('downloads.filters.label')}
              value={view}
              onChange={setView}
              options={VIEWS.map((value) => ({
                value,
                label: (
                  <>
                    {t(`downloads.filters.${value}`)}
                    <Count value={found.filter((download) => isInView(download, value)).length} />
                  </>
                ),
              }))}
            />
          )}
        </PageHeader>
      }
    >
      <EndedAnnouncer downloads={downloads} />
      <WaitBar />
      {sections.length > 0 ? (
        <DownloadList sections={sections} onCancel={setCancel} />
      ) : all.length > 0 ? (
        <EmptyState icon={<DownloadIcon />} title={t('downloads.empty.filtered')} />
      ) : (
        <EmptyState
          icon={<DownloadIcon />}
          title={t('downloads.empty.title')}
          actions={<Button onClick={() => goTo('recordings')}>{t('downloads.empty.action')}</Button>}
        >
          {t('downloads.empty.hint')}
        </EmptyState>
      )}
      <CancelDialog cancel={cancel} onClose={() => setCancel(null)} />
    </Page>
  )
}

function Count({ value }: { value: number }) {
  const format = useFormat()
  return <span>{format.count(value)}</span>
}

/** The total of all downloads while some are active; else what they wait for. */
function Summary({ total }: { total: OrderTotals }) {
  const t = useText()
  const format = useFormat()
  if (total.active > 0) return progressOf(total, t, format).join(' · ')
  const waiting = remarksOf(total).filter(({ key }) => key !== 'failed' && key !== 'cancelled')
  if (waiting.length === 0)
    return total.recordings + total.cancelled === 0 ? null : t('downloads.summary.idle')
  return waiting
    .map(({ key, count }) => t(`downloads.order.${key}`, { count, value: format.count(count) }))
    .join(' · ')
}

/** Whether a download's title or file name contains the text. */
function matches(search: string): (download: Download) => boolean {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return () => true
  return ({ title, fileName }) =>
    title.toLowerCase().includes(wanted) || fileName.toLowerCase().includes(wanted)
}

/** Actions for all downloads at once. */
function ListActions({ all, onCancelAll }: { all: Download[]; onCancelAll: (ids: string[]) => void }) {
  const t = useText()
  const report = useErrorToast()
  const clear = useClear()
  const hasFailed = all.some(({ state }) => state === 'failed')
  // What only waits resumes by itself.
  const hasResumable = all.some(({ state }) => state === 'paused')
  const hasPausable = all.some(isActive)
  if (all.length === 0) return null
  return (
    <>
      {hasResumable ? (
        <Button
          icon={<Play aria-hidden="true" />}
          onClick={() => report(call('downloads.resume', { ids: 'all' }))}
        >
          {t('downloads.resumeAll')}
        </Button>
      ) : null}
      {hasPausable ? (
        <Button
          icon={<Pause aria-hidden="true" />}
          onClick={() => report(call('downloads.pause', { ids: 'all' }))}
        >
          {t('downloads.pauseAll')}
        </Button>
      ) : null}
      <Menu
        trigger={
          <IconButton label={t('downloads.moreActions')} icon={<EllipsisVertical aria-hidden="true" />} />
        }
        items={[
          {
            label: t('downloads.retryAll'),
            icon: <RotateCw aria-hidden="true" />,
            isDisabled: !hasFailed,
            onChoose: () => report(call('downloads.retry', { ids: 'all' })),
          },
          {
            label: t('downloads.clearEnded'),
            icon: <ListX aria-hidden="true" />,
            isDisabled: !all.some(isEnded),
            onChoose: () => clear(call('downloads.clear', { ids: 'all' })),
          },
          null,
          {
            label: t('downloads.cancelAll'),
            icon: <Ban aria-hidden="true" />,
            isDangerous: true,
            isDisabled: !all.some(isOpen),
            onChoose: () => onCancelAll(all.filter(isOpen).map(({ id }) => id)),
          },
        ]}
      />
    </>
  )
}
