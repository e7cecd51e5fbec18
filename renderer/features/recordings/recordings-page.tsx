import { ArchiveRestore, ChartColumn, RotateCw, UserRound } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { Download } from '../../../contract/download.ts'
import { isOpen } from '../../../contract/download-states.ts'
import type { FilePlace } from '../../../contract/recording.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { editRule } from '../../model/rule-editor.ts'
import { useRules } from '../../state/rules-state.ts'
import { useAccount } from '../../state/server-state.ts'
import { useSessionState } from '../../state/session-state.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Switch } from '../../ui/choices.tsx'
import { Loading } from '../../ui/empty-state.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { useMinute } from '../../ui/use-minute.ts'
import { WaitBar } from '../../ui/wait-bar.tsx'
import { SignInNeeded } from '../../ui/sign-in-needed.tsx'
import { ArchiveHeader } from './archive-header.tsx'
import { CloudNote } from './cloud-note.tsx'
import { type Filters, queryOf, scopeOf, useFilters } from './filters.ts'
import { ListNote } from './list-note.tsx'
import { MonthChart } from './month-chart.tsx'
import { NothingFound } from './nothing-found.tsx'
import { daysOfPreset } from '../../model/period.ts'
import { RecordingDetails } from './recording-details.tsx'
import { RecordingFilters } from './recording-filters.tsx'
import { RecordingList } from './recording-list.tsx'
import styles from './recordings-page.module.css'
import { isAllSelected, noSelection, withAll } from '../../model/selection.ts'
import { SelectionBar } from './selection-bar.tsx'
import { sortAfterPress } from './sorting.ts'
import { useWantedFiles } from './use-saved-files.ts'
import { useWholeList } from './use-recording-pages.ts'
import { useRecordingTarget } from './use-recording-target.ts'
import { useRecordings } from './use-recordings.ts'
import { selectableOf, useSelection } from './use-selection.ts'

const NOTHING_LEFT_OUT = { unavailable: 0, noPermission: 0 }

export function RecordingsPage() {
  const t = useText()
  const account = useAccount()
  if (account !== null) return <SignedIn />
  return <SignInNeeded title={t('recordings.title')} icon={<UserRound />} />
}

function SignedIn() {
  const t = useText()
  const format = useFormat()
  const account = useAccount()
  const now = useMinute()
  const [filters, keepFilters] = useFilters()
  const [hasChart, setHasChart] = useSessionState<boolean>('recording-chart', () => true)
  const recordings = useRecordings(filters)
  const { shown, pages, isSearching, files, downloads, isLoadingAll, stateOf } = recordings
  const rules = useRules()
  const [wantsEvery, setWantsEvery] = useState(false)
  const [openId, setOpenId] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const details = useRef<HTMLElement>(null)

  const rowIds = useMemo(() => shown.map((row) => row.confUUID), [shown])
  const { selection, chosen, select } = useSelection(shown)
  useWantedFiles(files, chosen)
  const selectable = useMemo(() => selectableOf(shown, stateOf), [shown, stateOf])
  const hidden = useMemo(() => {
    const inView = new Set(rowIds)
    return chosen.filter(({ confUUID }) => !inView.has(confUUID)).length
  }, [chosen, rowIds])
  const openIndex = useMemo(() => (openId === null ? -1 : rowIds.indexOf(openId)), [rowIds, openId])
  const open = shown[openIndex]

  // The user came from a meeting to one recording: its days are loaded until it is found.
  const [sought, setSought] = useState<string | null>(null)
  const isSought = sought !== null && !rowIds.includes(sought) && !pages.isWhole
  useWholeList(pages, isSought)
  useRecordingTarget({
    loaded: pages.isPending || isSearching || isSought ? null : shown,
    lookAt: (days) => keepFilters({ period: 'custom', days, search: '', state: 'any' }),
    open: (confUUID) => {
      setOpenId(confUUID)
      setSought(confUUID)
    },
  })
  const setFilters = (patch: Partial<Filters>) => {
    setSought(null)
    keepFilters(patch)
  }

  // "Select all" runs once everything has been loaded.
  if (wantsEvery && pages.isWhole) {
    setWantsEvery(false)
    select(withAll(selection, selectable.ids))
  }

  const refresh = () => {
    // A new day may have started since the list was requested.
    const { period } = filters
    const days = period === 'custom' ? filters.days : daysOfPreset(period, new Date())
    if (days.to !== filters.days.to) setFilters({ days })
    recordings.refresh()
    // Files that were deleted are no longer shown as saved then.
    void call('library.look').catch(() => undefined)
  }
  const closeDetails = () => {
    setOpenId(null)
    list.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()
  }

  const [shownCount, total] = [format.count(shown.length), format.count(pages.total)]
  const isPart = !pages.isWhole || shown.length < pages.total
  const header = (
    <PageHeader
      title={t('recordings.title')}
      aside={
        pages.isPending ? undefined : (
          <span aria-live="polite">
            {isPart
              ? t('recordings.foundOf', { count: pages.total, value: shownCount, total })
              : t('recordings.found', { count: shown.length, value: shownCount })}
          </span>
        )
      }
      actions={
        <>
          {rules?.length === 0 ? <StartArchive /> : null}
          {account?.isAdmin === false ? null : (
            <Switch
              label={t('recordings.allUsers')}
              isChecked={filters.allUsers}
              onChange={(allUsers) => setFilters({ allUsers })}
            />
          )}
          {pages.total === 0 ? null : (
            <ExportButton
              list={() => {
                const { allUsers, search, ...days } = scopeOf(filters)
                return {
                  list: 'recordings',
                  query: { ...days, ...(search === '' ? {} : { search }), ...(allUsers ? { allUsers } : {}) },
                  only: filters.state === 'any' ? null : rowIds,
                }
              }}
            />
          )}
          <IconButton
            label={hasChart ? t('recordings.chart.hide') : t('recordings.chart.show')}
            icon={<ChartColumn aria-hidden="true" />}
            aria-pressed={hasChart}
            onClick={() => setHasChart(!hasChart)}
          />
          <IconButton
            label={t('common.actions.refresh')}
            icon={<RotateCw aria-hidden="true" />}
            isBusy={pages.isLoading}
            onClick={refresh}
          />
        </>
      }
      {...(rules !== null && rules.length > 0 ? { lead: <ArchiveHeader rules={rules} now={now} /> } : {})}
    >
      <RecordingFilters filters={filters} onChange={setFilters} />
    </PageHeader>
  )

  const isEmpty = shown.length === 0
  const isEvery = isAllSelected(selection, selectable.ids)
  return (
    <Page header={header} body="fill">
      {hasChart && !recordings.period.isPending ? (
        <MonthChart
          recordings={recordings}
          query={queryOf(filters, filters.days, filters.search.trim())}
          span={filters.span}
          state={filters.state}
          onSpan={(span) => setFilters({ span })}
          onState={(state) => setFilters({ state })}
        />
      ) : null}
      <CloudNote
        leaving={recordings.leaving}
        isShown={filters.state === 'leavesSoon'}
        onShow={() => {
          const { days } = recordings.leaving
          if (days !== null) setFilters({ period: 'custom', days, search: '', state: 'leavesSoon' })
        }}
        now={now}
      />
      <WaitBar />
      <ListNote recordings={recordings} sort={filters.sort} />
      <div className={styles['split']}>
        <div className={styles['list']} ref={list} aria-busy={isSearching}>
          {pages.failure !== null && pages.rows.length === 0 ? (
            <FailureNotice failure={pages.failure} onRetry={pages.loadMore} isRetrying={pages.isLoading} />
          ) : isEmpty && (pages.isPending || isSearching) ? (
            <Loading />
          ) : isEmpty && pages.isWhole ? (
            <NothingFound filters={filters} onChange={setFilters} now={now} />
          ) : (
            <RecordingList
              recordings={recordings}
              selection={selection}
              selectableIds={selectable.ids}
              onSelect={select}
              openId={openId}
              onOpen={setOpenId}
              onEnter={() => details.current?.focus()}
              onLeave={() => setOpenId(null)}
              onMove={(id) => setOpenId(openId === null ? null : id)}
              sort={filters.sort}
              onSort={(column) => setFilters({ sort: sortAfterPress(filters.sort, column) })}
              now={now}
            />
          )}
        </div>
        {open === undefined ? null : (
          <RecordingDetails
            ref={details}
            recording={open}
            saved={files.current.get(open.confUUID) ?? []}
            downloads={downloads.get(open.confUUID) ?? []}
            mayDownload={recordings.mayDownload}
            now={now}
            onClose={closeDetails}
            onPrevious={openIndex > 0 ? () => setOpenId(rowIds[openIndex - 1] ?? null) : undefined}
            onNext={
              openIndex < rowIds.length - 1 ? () => setOpenId(rowIds[openIndex + 1] ?? null) : undefined
            }
          />
        )}
      </div>
      {chosen.length === 0 ? null : (
        <SelectionBar
          chosen={chosen}
          hereOf={(confUUID) => [
            ...(files.current.get(confUUID) ?? []),
            ...(downloads.get(confUUID) ?? []).filter(isOpen).flatMap(placesOf),
          ]}
          hidden={hidden}
          leftOut={isEvery ? selectable.leftOut : NOTHING_LEFT_OUT}
          scope={
            isEvery && hidden === 0 && pages.isWhole && filters.state === 'any' ? scopeOf(filters) : null
          }
          onClear={() => select(noSelection)}
          total={pages.total}
          onChooseAll={
            pages.isWhole || !isEvery
              ? null
              : () => {
                  setWantsEvery(true)
                  recordings.loadAll(true)
                }
          }
          isChoosingAll={wantsEvery && isLoadingAll}
        />
      )}
    </Page>
  )
}

function StartArchive() {
  const t = useText()
  return (
    <Button look="quiet" icon={<ArchiveRestore aria-hidden="true" />} onClick={() => editRule(null)}>
      {t('rules.start')}
    </Button>
  )
}

const placesOf = ({ source }: Download): FilePlace[] => (source.kind === 'recording' ? [source] : [])
