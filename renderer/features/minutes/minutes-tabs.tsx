import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { useAccount } from '../../state/server-state.ts'
import { queryKeys } from '../../queries.ts'
import { useSessionState } from '../../state/session-state.tsx'
import { IconButton } from '../../ui/button.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Segments } from '../../ui/segments.tsx'
import { History } from './history.tsx'
import { OwnMinutesList } from './own-minutes.tsx'
import styles from './own-minutes.module.css'
import { refreshOwnMinutes } from './use-own-minutes.ts'

type Shelf = 'own' | 'history'

/** Below the inputs: the user's personal space, and the minutes saved on this machine. */
export function MinutesTabs({ onSaveAgain }: { onSaveAgain: (link: string) => void }) {
  const t = useText()
  const account = useAccount()
  const queries = useQueryClient()
  const isFetching = useIsFetching({ queryKey: queryKeys.ownMinutes }) > 0
  const [chosen, setChosen] = useSessionState<Shelf>('minutes-shelf', () => 'own')
  const [search, setSearch] = useSessionState('minutes-search', () => '')
  // The space belongs to an account; the local history is available to every user of this machine.
  const shelf = account === null ? 'history' : chosen
  const name = t(`minutes.shelves.${shelf}`)
  return (
    <section aria-label={name}>
      <div className={styles['tools']}>
        {account === null ? (
          <h2 className={styles['alone']}>{name}</h2>
        ) : (
          <Segments
            label={t('minutes.shelves.label')}
            value={shelf}
            onChange={setChosen}
            options={(['own', 'history'] as const).map((value) => ({
              value,
              label: t(`minutes.shelves.${value}`),
            }))}
          />
        )}
        {shelf === 'own' ? (
          <>
            <SearchField
              label={t('minutes.own.search')}
              value={search}
              onChange={setSearch}
              className={styles['search']}
            />
            <IconButton
              label={t('common.actions.refresh')}
              icon={<RotateCw aria-hidden="true" />}
              isBusy={isFetching}
              onClick={() => refreshOwnMinutes(queries)}
            />
          </>
        ) : null}
      </div>
      {shelf === 'own' ? (
        <OwnMinutesList search={search} onClear={() => setSearch('')} />
      ) : (
        <History onSaveAgain={onSaveAgain} />
      )}
    </section>
  )
}
