import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, FilmIcon } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { toFailure } from '../../../contract/errors.ts'
import type { Watchable } from '../../../contract/watching.ts'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { goTo, useHash } from '../../navigation.ts'
import { queryKeys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState, Loading } from '../../ui/empty-state.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { measureFilm } from './measure-film.ts'
import { PlayerView } from './player-view.tsx'
import { filmOf, makeTimeline, type Timeline } from './timeline.ts'
import { TroubleNotice } from './trouble-notice.tsx'
import { troubleOf } from './trouble.ts'
import styles from './watching.module.css'
import { watchTargetOf } from '../../model/watch-target.ts'

/** The player page for one recording; the location holds the recording and the page to return to. */
export function WatchPage() {
  const target = watchTargetOf(useHash())
  const leave = () => goTo(target?.from ?? 'recordings')
  if (target === null) return <NothingHere onLeave={leave} />
  return <Recording key={`${target.site} ${target.confUUID}`} {...target} onLeave={leave} />
}

interface Looked {
  watchable: Watchable
  timeline: Timeline
}

function Recording(props: { site: string; confUUID: string; onLeave: () => void }) {
  const { site, confUUID, onLeave } = props
  const query = useQuery({
    queryKey: [...queryKeys.watchable, site, confUUID],
    queryFn: async () => look(await call('library.watchable', { site, confUUID })),
    // Files may change: each visit checks them again. During a visit the watched files stay the same.
    staleTime: Infinity,
    gcTime: 0,
  })

  if (query.isError)
    return (
      <Framed onLeave={onLeave}>
        <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />
      </Framed>
    )
  if (query.data === undefined)
    return (
      <Framed onLeave={onLeave}>
        <Loading />
      </Framed>
    )
  const { watchable, timeline } = query.data
  if (watchable.files.length === 0) return <NothingHere onLeave={onLeave} />
  if (timeline.parts.length === 0)
    return (
      <Framed onLeave={onLeave} title={watchable.title}>
        <NothingPlays watchable={watchable} confUUID={confUUID} />
      </Framed>
    )
  return (
    <PlayerView site={site} confUUID={confUUID} watchable={watchable} timeline={timeline} onLeave={onLeave} />
  )
}

/** Measures lengths that the files do not state. */
async function look(watchable: Watchable): Promise<Looked> {
  const films = await Promise.all(
    watchable.files.map(async (file) =>
      filmOf(file, file.seconds ?? (file.state === 'ready' ? await measureFilm(file.id) : null)),
    ),
  )
  return { watchable, timeline: makeTimeline(films.flatMap((film) => film ?? [])) }
}

function NothingPlays({ watchable, confUUID }: { watchable: Watchable; confUUID: string }) {
  const canPlay = useMemo(() => {
    const probe = document.createElement('video')
    return (type: string) => probe.canPlayType(type)
  }, [])
  return (
    <ul className={styles['troubles']}>
      {watchable.files.map((file) => (
        <li key={file.id}>
          <TroubleNotice
            trouble={troubleOf(file, canPlay)}
            fileType={file.fileType}
            id={file.id}
            confUUID={confUUID}
          />
        </li>
      ))}
    </ul>
  )
}

function NothingHere({ onLeave }: { onLeave: () => void }) {
  const t = useText()
  return (
    <Framed onLeave={onLeave}>
      <EmptyState
        icon={<FilmIcon />}
        title={t('watching.nothing.title')}
        actions={
          <Button look="primary" onClick={() => goTo('recordings')}>
            {t('watching.nothing.action')}
          </Button>
        }
      >
        {t('watching.nothing.hint')}
      </EmptyState>
    </Framed>
  )
}

function Framed(props: { onLeave: () => void; title?: string; children: ReactNode }) {
  const { onLeave, title, children } = props
  const t = useText()
  return (
    <main className={styles['page']}>
      <header className={styles['header']}>
        <Button look="quiet" icon={<ArrowLeft aria-hidden="true" />} onClick={onLeave}>
          {t('watching.back')}
        </Button>
        <h1 className={styles['title']}>{title ?? t('watching.title')}</h1>
      </header>
      <div className={styles['plain']}>{children}</div>
    </main>
  )
}
