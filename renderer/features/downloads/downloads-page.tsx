import { Ban, Download as DownloadIcon, EllipsisVertical, ListX, Pause, Play, RotateCw } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Download } from '../../../contract/download.ts'
import { isActive, isEnded, isOpen, isResumable } from '../../../contract/download-states.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { downloadsQuery, useDownloads } from '../../state/server-state.ts'
import { goTo } from '../../navigation.ts'
import { useSessionState } from '../../state/session-state.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { EmptyState, Loading } from '../../ui/empty-state.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { useErrorToast } from '../../state/use-action.ts'
import { groupDownloads } from './download-groups.ts'
import { DownloadList } from './download-list.tsx'
import { type DownloadView, isInView, overviewOf, VIEWS } from '../../model/download-state.ts'
import { EndedAnnouncer } from './ended-announcer.tsx'

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
  const [asksFor, setAsksFor] = useState<string[] | null>(null)
  const report = useErrorToast()
  const all = useMemo(() => [...downloads.values()], [downloads])
  const groups = useMemo(
    () => groupDownloads(all.filter((download) => isInView(download, view))),
    [all, view],
  )

  return (
    <Page
      body="fill"
      header={
        <PageHeader
          title={t('downloads.title')}
          aside={<Summary downloads={all} />}
          actions={<ListActions all={all} onCancelAll={setAsksFor} />}
        >
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
                    <Count value={all.filter((download) => isInView(download, value)).length} />
                  </>
                ),
              }))}
            />
          )}
        </PageHeader>
      }
    >
      <EndedAnnouncer downloads={downloads} />
      {groups.length > 0 ? (
        <DownloadList groups={groups} onCancel={setAsksFor} />
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
      <ConfirmDialog
        isOpen={asksFor !== null}
        onClose={() => setAsksFor(null)}
        onConfirm={() => {
          if (asksFor !== null) report(call('downloads.cancel', { ids: asksFor }))
          setAsksFor(null)
        }}
        title={asksFor?.length === 1 ? t('downloads.cancelTitle') : t('downloads.cancelAllTitle')}
        confirmLabel={t('downloads.cancelConfirm')}
        cancelLabel={t('downloads.keep')}
        isDangerous
      >
        {t('downloads.cancelBody')}
      </ConfirmDialog>
    </Page>
  )
}

function Count({ value }: { value: number }) {
  const format = useFormat()
  return <span>{format.count(value)}</span>
}

/** The number of files left, speed and time left. */
function Summary({ downloads }: { downloads: Download[] }) {
  const t = useText()
  const format = useFormat()
  const { underWay, bytesPerSecond, secondsLeft } = overviewOf(downloads)
  if (underWay === 0) return downloads.length === 0 ? null : t('downloads.summary.idle')
  return [
    t('downloads.summary.active', { count: underWay, value: format.count(underWay) }),
    ...(bytesPerSecond > 0 ? [format.speed(bytesPerSecond)] : []),
    ...(secondsLeft === null ? [] : [t('downloads.summary.left', { time: format.duration(secondsLeft) })]),
  ].join(' · ')
}

/** Actions for all downloads at once. */
function ListActions({ all, onCancelAll }: { all: Download[]; onCancelAll: (ids: string[]) => void }) {
  const t = useText()
  const report = useErrorToast()
  const failed = all.filter((download) => download.state === 'failed').map((download) => download.id)
  const open = all.filter(isOpen).map((download) => download.id)
  const hasResumable = all.some(isResumable)
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
            isDisabled: failed.length === 0,
            onChoose: () => report(call('downloads.retry', { ids: failed })),
          },
          {
            label: t('downloads.clearEnded'),
            icon: <ListX aria-hidden="true" />,
            isDisabled: !all.some(isEnded),
            onChoose: () => report(call('downloads.clear', { ids: 'all' })),
          },
          null,
          {
            label: t('downloads.cancelAll'),
            icon: <Ban aria-hidden="true" />,
            isDangerous: true,
            isDisabled: open.length === 0,
            onChoose: () => onCancelAll(open),
          },
        ]}
      />
    </>
  )
}
