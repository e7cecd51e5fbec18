import { useQuery } from '@tanstack/react-query'
import { RotateCw, Search, SearchX, Settings } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { toFailure } from '../../../contract/errors.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { useSettings } from '../../live-state.ts'
import { goTo } from '../../navigation.ts'
import { queryKeys } from '../../queries.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState, Loading } from '../../ui/empty-state.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { searchMeetings } from './ended-meetings.ts'
import styles from './meetings.module.css'
import { MeetingsTable } from './meetings-table.tsx'
import { ServerNeeded } from './server-needed.tsx'

/** The ended meetings of the configured application server. */
export function MeetingsPage() {
  const t = useText()
  const format = useFormat()
  const { meetingsUrl } = useSettings()
  const [search, setSearch] = useState('')
  const searched = useDeferredValue(search)
  const query = useQuery({
    queryKey: [...queryKeys.meetings, meetingsUrl],
    queryFn: () => call('meetings.list'),
    staleTime: 0,
  })
  const shown = useMemo(() => searchMeetings(query.data ?? [], searched), [query.data, searched])

  // Without an address of one's own main may still know one: the sample meetings bring theirs.
  if (meetingsUrl === '' && query.isError) {
    return (
      <Page header={<PageHeader title={t('meetings.title')} />}>
        <ServerNeeded />
      </Page>
    )
  }

  const failure = query.isError ? toFailure(query.error) : null
  const refresh = () => void query.refetch()
  const header = (
    <PageHeader
      title={t('meetings.title')}
      aside={
        failure !== null || query.data === undefined
          ? null
          : t('meetings.found', { count: shown.length, value: format.count(shown.length) })
      }
      actions={
        <IconButton
          look="secondary"
          label={t('common.actions.refresh')}
          icon={<RotateCw aria-hidden="true" />}
          isBusy={query.isFetching}
          onClick={refresh}
        />
      }
    >
      <TextField
        label={t('meetings.search')}
        isLabelHidden
        type="search"
        placeholder={t('meetings.search')}
        lead={<Search aria-hidden="true" />}
        value={search}
        onChange={setSearch}
        className={styles['search']}
        disabled={failure !== null || query.data === undefined || query.data.length === 0}
      />
    </PageHeader>
  )

  return (
    <Page header={header} body="fill">
      {failure !== null ? (
        <div className={styles['failed']}>
          <FailureNotice failure={failure} onRetry={refresh} isRetrying={query.isFetching} />
          <Button look="quiet" icon={<Settings aria-hidden="true" />} onClick={() => goTo('settings')}>
            {t('meetings.server.change')}
          </Button>
        </div>
      ) : query.isPending ? (
        <Loading />
      ) : shown.length > 0 ? (
        <MeetingsTable meetings={shown} />
      ) : (
        <EmptyState
          icon={<SearchX />}
          title={t('meetings.empty.title')}
          actions={
            searched === '' ? null : (
              <Button onClick={() => setSearch('')}>{t('meetings.empty.clear')}</Button>
            )
          }
        >
          {searched === '' ? t('meetings.empty.hint') : t('meetings.empty.searched', { search: searched })}
        </EmptyState>
      )}
    </Page>
  )
}
