import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { RotateCw, Search, X } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { useAccount } from '../../live-state.ts'
import { queryKeys, useKept } from '../../queries.ts'
import { IconButton } from '../../ui/button.tsx'
import { Segments } from '../../ui/segments.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { History } from './history.tsx'
import { OwnMinutesList } from './own-minutes.tsx'
import styles from './own-minutes.module.css'
import { refreshOwnMinutes } from './use-own-minutes.ts'

type Shelf = 'own' | 'history'

/** Longest text main lets through. */
const MAX_SEARCH = 200

/** Below the ways to read a code: what is in the user's space, and what was saved from here. */
export function Shelves({ onSaveAgain }: { onSaveAgain: (link: string) => void }) {
  const t = useText()
  const account = useAccount()
  const queries = useQueryClient()
  const isFetching = useIsFetching({ queryKey: queryKeys.ownMinutes }) > 0
  const [chosen, setChosen] = useKept<Shelf>('minutes-shelf', () => 'own')
  const [search, setSearch] = useKept('minutes-search', () => '')
  // The space is somebody's; what was saved from here is there for whoever sits here.
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
            <SearchField search={search} onSearch={setSearch} />
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

function SearchField({ search, onSearch }: { search: string; onSearch: (search: string) => void }) {
  const t = useText()
  return (
    <TextField
      isLabelHidden
      label={t('minutes.own.search')}
      placeholder={t('minutes.own.search')}
      maxLength={MAX_SEARCH}
      value={search}
      onChange={onSearch}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && search !== '') onSearch('')
      }}
      lead={<Search aria-hidden="true" />}
      action={
        search === '' ? undefined : (
          <IconButton
            size="small"
            label={t('common.actions.clear')}
            icon={<X aria-hidden="true" />}
            onClick={() => onSearch('')}
          />
        )
      }
      className={styles['search']}
    />
  )
}
