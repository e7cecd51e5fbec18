import { CalendarSearch, RotateCw, UserRound } from 'lucide-react'
import { useMemo, useState } from 'react'
import { toFailure } from '../../../contract/errors.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { useAccount } from '../../live-state.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Switch } from '../../ui/choices.tsx'
import { EmptyState, Loading } from '../../ui/empty-state.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { SignInNeeded } from '../welcome/sign-in-needed.tsx'
import { daysOfPreset } from './period.ts'
import { RecordingDetails } from './recording-details.tsx'
import { RecordingFilters } from './recording-filters.tsx'
import { RecordingList } from './recording-list.tsx'
import styles from './recordings-page.module.css'
import { kept, noSelection } from './selection.ts'
import { SelectionBar } from './selection-bar.tsx'
import {
  type Filters,
  useDownloadsByRecording,
  useFilters,
  useRecordings,
  useSavedFiles,
} from './use-recordings.ts'
import { useRecordingTarget } from './use-recording-target.ts'

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
  const [filters, setFilters] = useFilters()
  const { rows, query, isSearching } = useRecordings(filters)
  const saved = useSavedFiles(rows)
  const downloads = useDownloadsByRecording()
  const [pressed, setPressed] = useState(noSelection)
  const [openId, setOpenId] = useState<string | null>(null)

  useRecordingTarget({
    loaded: query.data === undefined || isSearching ? null : rows,
    lookAt: (days) => setFilters({ period: 'custom', days, search: '' }),
    open: setOpenId,
  })

  const order = useMemo(() => rows.map((row) => row.confUUID), [rows])
  const selection = useMemo(() => kept(pressed, order), [pressed, order])
  const chosen = useMemo(() => rows.filter((row) => selection.ids.has(row.confUUID)), [rows, selection])
  const openIndex = rows.findIndex((row) => row.confUUID === openId)
  const open = rows[openIndex]

  const header = (
    <PageHeader
      title={t('recordings.title')}
      aside={
        query.data === undefined
          ? undefined
          : t('recordings.found', { count: rows.length, value: format.count(rows.length) })
      }
      actions={
        <>
          {account?.isAdmin === false ? null : (
            <Switch
              label={t('recordings.allUsers')}
              isChecked={filters.allUsers}
              onChange={(allUsers) => setFilters({ allUsers })}
            />
          )}
          <IconButton
            label={t('common.actions.refresh')}
            icon={<RotateCw aria-hidden="true" />}
            isBusy={query.isFetching}
            onClick={() => void query.refetch()}
          />
        </>
      }
    >
      <RecordingFilters filters={filters} onChange={setFilters} />
    </PageHeader>
  )

  return (
    <Page header={header} body="fill">
      {query.isError ? (
        <FailureNotice
          failure={toFailure(query.error)}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      ) : query.data === undefined ? (
        <Loading />
      ) : rows.length === 0 ? (
        isSearching ? (
          <Loading />
        ) : (
          <NothingFound filters={filters} onChange={setFilters} />
        )
      ) : (
        <div className={styles['list']} aria-busy={isSearching}>
          <RecordingList
            rows={rows}
            saved={saved}
            downloads={downloads}
            selection={selection}
            onSelect={setPressed}
            onOpen={setOpenId}
          />
        </div>
      )}
      {chosen.length === 0 ? null : <SelectionBar chosen={chosen} onClear={() => setPressed(noSelection)} />}
      {open === undefined ? null : (
        <RecordingDetails
          recording={open}
          saved={saved.get(open.confUUID) ?? []}
          downloads={downloads.get(open.confUUID) ?? []}
          onClose={() => setOpenId(null)}
          onPrevious={openIndex > 0 ? () => setOpenId(order[openIndex - 1] ?? null) : undefined}
          onNext={openIndex < rows.length - 1 ? () => setOpenId(order[openIndex + 1] ?? null) : undefined}
        />
      )}
    </Page>
  )
}

/** Says what was looked for, and offers what might find more. */
function NothingFound({
  filters,
  onChange,
}: {
  filters: Filters
  onChange: (patch: Partial<Filters>) => void
}) {
  const t = useText()
  const format = useFormat()
  const account = useAccount()
  const [from, to] = [format.date(`${filters.days.from}T00:00`), format.date(`${filters.days.to}T00:00`)]
  const search = filters.search.trim()
  return (
    <EmptyState
      icon={<CalendarSearch />}
      title={t('recordings.empty.title')}
      actions={
        <>
          {search === '' ? null : (
            <Button onClick={() => onChange({ search: '' })}>{t('recordings.empty.tryClear')}</Button>
          )}
          {filters.period === 'quarter' || filters.period === 'year' ? null : (
            <Button
              onClick={() => onChange({ period: 'quarter', days: daysOfPreset('quarter', new Date()) })}
            >
              {t('recordings.empty.tryLonger')}
            </Button>
          )}
          {filters.allUsers || account?.isAdmin === false ? null : (
            <Button onClick={() => onChange({ allUsers: true })}>{t('recordings.empty.tryAll')}</Button>
          )}
        </>
      }
    >
      {search === ''
        ? t('recordings.empty.searched', { from, to })
        : t('recordings.empty.searchedFor', { search, from, to })}{' '}
      {filters.allUsers ? null : t('recordings.empty.own')}
    </EmptyState>
  )
}
