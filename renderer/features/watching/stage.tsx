import { AudioLines, Columns2, Maximize2, Play } from 'lucide-react'
import { type CSSProperties, useMemo, useState } from 'react'
import type { WatchableFile } from '../../../contract/watching.ts'
import { useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { isStandardType } from '../../model/recording-state.ts'
import type { PlayerState } from './player.ts'
import styles from './stage.module.css'
import type { Timeline } from './timeline.ts'
import { TroubleNotice } from './trouble-notice.tsx'
import { troubleOf } from './trouble.ts'
import type { View } from './views.ts'

export interface StageProps {
  confUUID: string
  files: WatchableFile[]
  timeline: Timeline
  state: PlayerState | null
  view: View
  onView: (view: View) => void
  onToggle: () => void
  onFullScreen: () => void
  elementRef: (type: string) => (element: HTMLMediaElement | null) => void
}

/**
 * The pictures of a view. Every type of the recording always has its element, visible or not, so that a
 * change of view does not interrupt playback.
 */
export function Stage(props: StageProps) {
  const { confUUID, files, timeline, state, view, onView, onToggle, onFullScreen, elementRef } = props
  const t = useText()
  const types = useMemo(
    () => [...new Set(timeline.parts.flatMap(({ films }) => films.map(({ fileType }) => fileType)))],
    [timeline],
  )
  const probe = useMemo(() => document.createElement('video'), [])
  const part = timeline.parts[state?.partIndex ?? 0]
  const shown = state?.scene.shown ?? []
  const isSoundOnly =
    state !== null && shown.every(({ film }) => film === null) && state.scene.leader !== null
  const nameOf = (type: string) => (isStandardType(type) ? t(`recordings.types.${type}`) : type)

  return (
    <section className={styles['stage']} aria-label={t('watching.pictures')} data-view={view.split(':')[0]}>
      {types.map((type) => {
        const index = shown.findIndex((one) => one.type === type && one.film !== null)
        const isSmall = view.startsWith('large:') && index > 0
        return (
          <Picture
            key={type}
            type={type}
            name={nameOf(type)}
            order={index}
            isSmall={isSmall}
            canChange={view === 'both' || view.startsWith('large:')}
            view={view}
            onView={onView}
            onToggle={onToggle}
            onFullScreen={onFullScreen}
            elementRef={elementRef(type)}
          />
        )
      })}
      {shown.map(({ type, film }, index) =>
        film !== null || isSoundOnly ? null : (
          <div
            key={type}
            className={classNames(styles['lane'], view.startsWith('large:') && index > 0 && styles['small'])}
            style={{ order: index }}
          >
            <TroubleNotice
              trouble={troubleOf(
                files.find((file) => file.fileType === type && file.part === part?.number),
                (codec) => probe.canPlayType(codec),
              )}
              fileType={type}
              id={files.find((file) => file.fileType === type && file.part === part?.number)?.id}
              confUUID={confUUID}
            />
          </div>
        ),
      )}
      {isSoundOnly ? (
        <div className={styles['sound']}>
          <AudioLines aria-hidden="true" />
          <p>{t('watching.soundOnly')}</p>
        </div>
      ) : null}
      {state === null || state.status === 'waiting' ? (
        <span className={styles['waiting']} role="status" aria-label={t('common.state.loading')}>
          <Spinner />
        </span>
      ) : state.status === 'playing' || state.scene.leader === null ? null : (
        <span className={styles['paused']} aria-hidden="true">
          <Play />
        </span>
      )}
    </section>
  )
}

function Picture(props: {
  type: string
  name: string
  /** Position among the visible pictures; -1: hidden. */
  order: number
  isSmall: boolean
  /** There is another picture to swap with. */
  canChange: boolean
  view: View
  onView: (view: View) => void
  onToggle: () => void
  onFullScreen: () => void
  elementRef: (element: HTMLMediaElement | null) => void
}) {
  const { type, name, order, isSmall, canChange, view, onView, onToggle, onFullScreen, elementRef } = props
  const t = useText()
  const [ratio, setRatio] = useState(16 / 9)
  const isShown = order >= 0
  // Side by side, both have the same height.
  const place: CSSProperties = { order, flexGrow: view === 'both' ? ratio : 1 }
  return (
    <figure
      className={classNames(styles['lane'], isSmall && styles['small'])}
      style={place}
      hidden={!isShown}
      data-type={type}
    >
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- recordings come without captions */}
      <video
        ref={elementRef}
        className={styles['video']}
        aria-label={name}
        playsInline
        disablePictureInPicture
        disableRemotePlayback
        onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) => {
          if (videoHeight > 0) setRatio(videoWidth / videoHeight)
        }}
        onClick={isSmall ? () => onView(`large:${type}`) : onToggle}
        onDoubleClick={isSmall ? undefined : onFullScreen}
      />
      <figcaption className={styles['name']}>{name}</figcaption>
      {canChange ? (
        <span className={styles['tools']}>
          {view === 'both' || isSmall ? (
            <IconButton
              size="small"
              label={t('watching.enlarge', { picture: name })}
              icon={<Maximize2 aria-hidden="true" />}
              onClick={() => onView(`large:${type}`)}
            />
          ) : (
            <IconButton
              size="small"
              label={t('watching.sideBySide')}
              icon={<Columns2 aria-hidden="true" />}
              onClick={() => onView('both')}
            />
          )}
        </span>
      ) : null}
    </figure>
  )
}
