import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { MonitorPlay, RotateCw, SearchX } from 'lucide-react'
import { toFailure } from '../../../contract/errors.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { queryKeys } from '../../queries.ts'
import { useSessionState } from '../../state/session-state.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState, Loading } from '../../ui/empty-state.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { useDebouncedValue } from '../../ui/use-debounced-value.ts'
import { ProgramTable } from './program-table.tsx'
import styles from './programs.module.css'

const SEARCH_WAIT_MS = 400

/** All programs, or those that match a search. */
export function ProgramList({ onOpen }: { onOpen: (id: string) => void }) {
  const t = useText()
  const format = useFormat()
  const [search, setSearch] = useSessionState('program-search', () => '')
  const settled = useDebouncedValue(search.trim(), SEARCH_WAIT_MS)
  const query = useQuery({
    queryKey: [...queryKeys.programs, 'list', settled],
    queryFn: () => call('programs.list', settled === '' ? {} : { search: settled }),
    placeholderData: keepPreviousData,
  })
  const programs = query.data ?? []
  const isSearching = settled !== search.trim() || query.isPlaceholderData

  const header = (
    <PageHeader
      title={t('programs.title')}
      aside={
        query.data === undefined || isSearching
          ? null
          : t('programs.found', { count: programs.length, value: format.count(programs.length) })
      }
      actions={
        <>
          {programs.length === 0 ? null : (
            <ExportButton list={() => ({ list: 'programs', rows: programs })} />
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
      <SearchField
        label={t('programs.search')}
        value={search}
        onChange={setSearch}
        className={styles['search']}
      />
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
      ) : query.data === undefined || (isSearching && programs.length === 0) ? (
        <Loading />
      ) : programs.length > 0 ? (
        <ProgramTable programs={programs} isBusy={isSearching} onOpen={onOpen} />
      ) : settled === '' ? (
        <EmptyState icon={<MonitorPlay />} title={t('programs.empty.title')}>
          {t('programs.empty.hint')}
        </EmptyState>
      ) : (
        <EmptyState
          icon={<SearchX />}
          title={t('programs.empty.title')}
          actions={
            <>
              <Button onClick={() => setSearch('')}>{t('programs.empty.clear')}</Button>
              {/* A text that matches no name may be an ID, which the service's search does not cover. */}
              {/\s/.test(settled) ? null : (
                <Button onClick={() => onOpen(settled)}>{t('programs.empty.asId')}</Button>
              )}
            </>
          }
        >
          {t('programs.empty.searched', { search: settled })}
        </EmptyState>
      )}
    </Page>
  )
}
