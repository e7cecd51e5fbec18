import { FolderPlus, HardDrive, Library, Search, Video } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { LibraryItem } from '../../../contract/library.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { readPositions, watchedFractions } from '../../model/positions.ts'
import { goTo } from '../../navigation.ts'
import { useAccount } from '../../state/server-state.ts'
import { useSessionState } from '../../state/session-state.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState, Loading } from '../../ui/empty-state.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { useDebouncedValue } from '../../ui/use-debounced-value.ts'
import { useMinute } from '../../ui/use-minute.ts'
import { FolderWorkBar } from './folder-work-bar.tsx'
import { ItemPanel } from './item-panel.tsx'
import { LibraryList } from './library-list.tsx'
import { LibrarySelectionBar } from './library-selection-bar.tsx'
import styles from './library-page.module.css'
import { StorageView } from './storage-view.tsx'
import { LibraryTools } from './library-tools.tsx'
import { RereadNote } from './reread-note.tsx'
import { VerifyBar } from './verify-bar.tsx'
import { ThumbnailMaker } from './use-thumbnail.tsx'
import { useAddFolder } from './use-add-folder.tsx'
import { useRunItemAction } from './use-item-actions.tsx'
import { type LibrarySearch, useLibraryRows } from './use-library-rows.ts'
import { useLibrarySelection } from './use-library-selection.ts'

const ORDERS = ['newest', 'oldest', 'largest', 'title'] as const
/** Long enough for a burst of keys, too short to be noticed. */
const TYPING_MS = 80

/** What is saved on this machine: works without account, network and cloud. */
export function LibraryPage() {
  return (
    <ThumbnailMaker>
      <SavedItems />
    </ThumbnailMaker>
  )
}

function SavedItems() {
  const t = useText()
  const format = useFormat()
  const account = useAccount()
  const now = useMinute()
  const [search, setSearch] = useSessionState('library-search', () => '')
  const [order, setOrder] = useSessionState<LibrarySearch['order']>('library-order', () => 'newest')
  const [place, setPlace] = useSessionState<Place | null>('library-place', () => null)
  const [range, setRange] = useState({ from: 0, to: 0 })
  const settled = useDebouncedValue(search, TYPING_MS)
  const [isOnlyCopies, setIsOnlyCopies] = useSessionState('library-only-copies', () => false)
  const wanted = useMemo(
    () => ({ search: settled.trim(), order, ...(isOnlyCopies ? { show: 'onlyCopies' as const } : {}) }),
    [settled, order, isOnlyCopies],
  )
  const rows = useLibraryRows(wanted, range)
  const { shown, total } = rows
  const selection = useLibrarySelection(rows)
  const [isStorage, setStorage] = useSessionState<boolean>('library-storage', () => false)
  const [opened, setOpened] = useState<LibraryItem | null>(null)
  const run = useRunItemAction(setOpened)
  const { addFolder, result: added } = useAddFolder()
  const onRange = useCallback((from: number, to: number) => setRange({ from: from - 1, to }), [])
  const watched = useMemo(() => watchedFractions(readPositions(localStorage)), [])
  const keyOfShown = `${shown.order} ${shown.show ?? ''} ${shown.search}`

  return (
    <Page
      body="fill"
      header={
        <PageHeader
          title={t('library.title')}
          aside={
            <>
              <Summary rows={rows} />
              {total === null || total === 0 ? null : <RereadNote now={now} />}
            </>
          }
          actions={
            total === null || total === 0 ? null : (
              <>
                <ExportButton list={() => ({ list: 'library', ...shown, keys: null })} />
                <IconButton
                  label={t('library.storage.title')}
                  icon={<HardDrive aria-hidden="true" />}
                  aria-pressed={isStorage}
                  onClick={() => setStorage(!isStorage)}
                />
              </>
            )
          }
        >
          {total === 0 && shown.search === '' && search === '' && !isOnlyCopies ? null : (
            <>
              <SearchField
                label={t('library.search')}
                value={search}
                onChange={(text) => {
                  setSearch(text)
                  setStorage(false)
                }}
                className={styles['search']}
              />
              <SelectField
                isLabelHidden
                label={t('library.order.label')}
                value={order}
                onChange={setOrder}
                options={ORDERS.map((value) => ({ value, label: t(`library.order.${value}`) }))}
                className={styles['order']}
              />
              {rows.onlyCopies === 0 && !isOnlyCopies ? null : (
                <SelectField
                  isLabelHidden
                  label={t('library.show.label')}
                  value={isOnlyCopies ? 'onlyCopies' : 'all'}
                  onChange={(value) => setIsOnlyCopies(value === 'onlyCopies')}
                  options={[
                    { value: 'all', label: t('library.show.all') },
                    {
                      value: 'onlyCopies',
                      label: t('library.show.onlyCopies', { value: format.count(rows.onlyCopies) }),
                    },
                  ]}
                  className={styles['order']}
                />
              )}
              <LibraryTools onAddFolder={addFolder} />
              {account === null ? (
                <Button onClick={() => goTo('welcome')}>{t('common.account.signIn')}</Button>
              ) : null}
            </>
          )}
        </PageHeader>
      }
    >
      <FolderWorkBar />
      {rows.failure !== null ? (
        <FailureNotice failure={rows.failure} onRetry={rows.retry} />
      ) : total === null ? (
        <Loading />
      ) : total === 0 ? (
        <Nothing
          shown={shown}
          onAddFolder={addFolder}
          onClear={() => {
            setSearch('')
            setIsOnlyCopies(false)
          }}
        />
      ) : isStorage ? (
        <StorageView />
      ) : (
        <div className={styles['list']} aria-busy={rows.isLoading}>
          <VerifyBar />
          <LibraryList
            key={keyOfShown}
            rows={rows}
            total={total}
            onRange={onRange}
            firstRow={place?.of === keyOfShown ? Math.min(place.index, total - 1) : 0}
            onLeave={(index) => setPlace({ of: keyOfShown, index })}
            run={run}
            selection={selection}
            watched={watched}
            now={now}
          />
        </div>
      )}
      {selection.keys.size === 0 || isStorage ? null : <LibrarySelectionBar selection={selection} />}
      {added}
      {opened === null ? null : (
        <ItemPanel item={opened} run={run} now={now} onClose={() => setOpened(null)} />
      )}
    </Page>
  )
}

/** The first row in view of a search. */
interface Place {
  of: string
  index: number
}

function Summary({ rows: { total, totalBytes } }: { rows: { total: number | null; totalBytes: number } }) {
  const t = useText()
  const format = useFormat()
  if (total === null || total === 0) return null
  return t('library.withSize', {
    items: t('library.items', { count: total, value: format.count(total) }),
    size: format.bytes(totalBytes),
  })
}

function Nothing(props: { shown: LibrarySearch; onAddFolder: () => void; onClear: () => void }) {
  const { shown, onAddFolder, onClear } = props
  const t = useText()
  const account = useAccount()
  const { search, show } = shown
  if (search !== '' || show !== undefined)
    return (
      <EmptyState
        icon={<Search />}
        title={t('library.noMatch.title')}
        actions={<Button onClick={onClear}>{t('library.noMatch.action')}</Button>}
      >
        {search === '' ? t('library.noMatch.onlyCopies') : t('library.noMatch.hint', { search })}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<Library />}
      title={t('library.empty.title')}
      actions={
        <>
          {account === null ? (
            <Button look="primary" onClick={() => goTo('welcome')}>
              {t('common.account.signIn')}
            </Button>
          ) : (
            <Button look="primary" icon={<Video aria-hidden="true" />} onClick={() => goTo('recordings')}>
              {t('library.empty.action')}
            </Button>
          )}
          <Button icon={<FolderPlus aria-hidden="true" />} onClick={onAddFolder}>
            {t('library.addFolder')}
          </Button>
        </>
      }
    >
      {t('library.empty.hint')}
    </EmptyState>
  )
}
