import { CalendarSearch, RotateCw, Settings } from 'lucide-react'
import { useDeferredValue } from 'react'
import type { Failure } from '../../../contract/errors.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { useAccount } from '../../state/server-state.ts'
import { goTo } from '../../navigation.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Switch } from '../../ui/choices.tsx'
import { EmptyState, Loading } from '../../ui/empty-state.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { daysOfPreset } from '../../model/period.ts'
import { MeetingFilterFields } from './meeting-filters.tsx'
import { MeetingTimeline } from './meeting-timeline.tsx'
import styles from './meetings.module.css'
import { ServerNeeded } from './server-needed.tsx'
import { type MeetingFilters, type SourceState, useMeetingFilters, useMeetings } from './use-meetings.ts'

/** Ended meetings from the cloud's history and a meetings server, in one timeline. */
export function MeetingsPage() {
  const t = useText()
  const format = useFormat()
  const account = useAccount()
  const [filters, setFilters] = useMeetingFilters()
  const { shown, sources } = useMeetings(useDeferredValue(filters))

  if (sources.length === 0) {
    return (
      <Page header={<PageHeader title={t('meetings.title')} />}>
        <ServerNeeded />
      </Page>
    )
  }

  const hasAnswers = sources.some(({ failure, isPending }) => failure === null && !isPending)
  const isWaiting = sources.some(({ isPending }) => isPending)
  const refresh = () => sources.forEach((source) => source.refresh())
  const header = (
    <PageHeader
      title={t('meetings.title')}
      aside={
        hasAnswers ? t('meetings.found', { count: shown.length, value: format.count(shown.length) }) : null
      }
      actions={
        <>
          {account === null || account.isAdmin === false ? null : (
            <Switch
              label={t('recordings.allUsers')}
              isChecked={filters.allUsers}
              onChange={(allUsers) => setFilters({ allUsers })}
            />
          )}
          {shown.length === 0 ? null : <ExportButton list={() => ({ list: 'meetings', rows: [...shown] })} />}
          <IconButton
            label={t('common.actions.refresh')}
            icon={<RotateCw aria-hidden="true" />}
            isBusy={sources.some(({ isFetching }) => isFetching)}
            onClick={refresh}
          />
        </>
      }
    >
      <MeetingFilterFields filters={filters} onChange={setFilters} hasSources={sources.length > 1} />
    </PageHeader>
  )

  return (
    <Page header={header} body="fill">
      <div className={styles['notices']}>
        {sources.map((source) =>
          source.failure === null ? null : (
            <SourceNotice key={source.source} source={source} failure={source.failure} />
          ),
        )}
        {account === null ? <SignInHint /> : null}
      </div>
      {shown.length > 0 ? (
        <MeetingTimeline meetings={shown} />
      ) : isWaiting ? (
        <Loading />
      ) : hasAnswers ? (
        <NothingFound filters={filters} onChange={setFilters} hasServer={sources.length > 1} />
      ) : null}
    </Page>
  )
}

/** A failed source shows its own notice; the results of the other stay visible. */
function SourceNotice({ source, failure }: { source: SourceState; failure: Failure }) {
  const t = useText()
  return (
    <section className={styles['notice']} aria-label={t(`meetings.sources.${source.source}`)}>
      <h2 className={styles['noticeTitle']}>{t(`meetings.failed.${source.source}`)}</h2>
      <FailureNotice failure={failure} onRetry={source.refresh} isRetrying={source.isFetching} />
      {source.source === 'proconf' ? (
        <Button look="quiet" icon={<Settings aria-hidden="true" />} onClick={() => goTo('settings')}>
          {t('meetings.server.change')}
        </Button>
      ) : null}
    </section>
  )
}

function SignInHint() {
  const t = useText()
  return (
    <p className={styles['hint']}>
      {t('meetings.signInHint')}{' '}
      <Button size="small" onClick={() => goTo('welcome')}>
        {t('common.account.signIn')}
      </Button>
    </p>
  )
}

/** Shows the current filters and suggests how to find more. */
function NothingFound({
  filters,
  onChange,
  hasServer,
}: {
  filters: MeetingFilters
  onChange: (patch: Partial<MeetingFilters>) => void
  hasServer: boolean
}) {
  const t = useText()
  const format = useFormat()
  const account = useAccount()
  const [from, to] = [format.date(`${filters.days.from}T00:00`), format.date(`${filters.days.to}T00:00`)]
  const search = filters.search.trim()
  return (
    <EmptyState
      icon={<CalendarSearch />}
      title={t('meetings.empty.title')}
      actions={
        <>
          {search === '' ? null : (
            <Button onClick={() => onChange({ search: '' })}>{t('meetings.empty.clear')}</Button>
          )}
          {filters.source === 'all' ? null : (
            <Button onClick={() => onChange({ source: 'all' })}>{t('meetings.empty.allSources')}</Button>
          )}
          {filters.period === 'quarter' || filters.period === 'year' ? null : (
            <Button
              onClick={() => onChange({ period: 'quarter', days: daysOfPreset('quarter', new Date()) })}
            >
              {t('recordings.empty.tryLonger')}
            </Button>
          )}
          {account === null || account.isAdmin === false || filters.allUsers ? null : (
            <Button onClick={() => onChange({ allUsers: true })}>{t('recordings.empty.tryAll')}</Button>
          )}
        </>
      }
    >
      <p>
        {search === ''
          ? t('meetings.empty.searched', { from, to })
          : t('meetings.empty.searchedFor', { search, from, to })}
      </p>
      {account === null ? null : <p>{t('meetings.empty.reach')}</p>}
      {hasServer || account === null ? null : <p>{t('meetings.empty.noServer')}</p>}
    </EmptyState>
  )
}
