import { ArrowLeft } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { Watchable } from '../../../contract/watching.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorToast } from '../../state/use-action.ts'
import { clockText } from '../../model/clock-text.ts'
import { type Command, nextSpeed } from './commands.ts'
import { Controls } from './controls.tsx'
import type { Player } from './player.ts'
import { SeekBar } from './seek-bar.tsx'
import { Stage } from './stage.tsx'
import { partsMissing, pictureTypes, type Timeline } from './timeline.ts'
import { useCommands } from './use-commands.ts'
import { toggleFullScreen, useIsFullScreen } from './use-full-screen.ts'
import { useIdle } from './use-idle.ts'
import { useMediaKeys } from './use-media-keys.ts'
import { usePlayer } from './use-player.ts'
import { swapped, type View, viewsOf } from './views.ts'
import styles from './watching.module.css'
import { recordingKey } from '../../model/positions.ts'

export interface PlayerViewProps {
  site: string
  confUUID: string
  /** As it was when the page was opened. */
  watchable: Watchable
  timeline: Timeline
  onLeave: () => void
}

/** The player: the title above, the pictures in the middle, the controls below. */
export function PlayerView(props: PlayerViewProps) {
  const { site, confUUID, timeline, onLeave } = props
  const t = useText()
  const format = useFormat()
  const report = useErrorToast()
  const [watchable, setWatchable] = useState(props.watchable)
  const views = useMemo(
    () => viewsOf(pictureTypes(timeline, props.watchable.files)),
    [timeline, props.watchable],
  )
  const [view, setView] = useState<View>(views[0])
  const { player, state, resumedAt, elementRef } = usePlayer(timeline, recordingKey(site, confUUID), view)
  const isFullScreen = useIsFullScreen()
  const isIdle = useIdle(isFullScreen) && state?.status === 'playing'
  useMediaKeys(player, state, watchable.title)

  const brokenCount = state?.broken.size ?? 0
  useEffect(() => {
    if (brokenCount === 0) return
    // A film failed to play: check its file.
    call('library.watchable', { site, confUUID }).then(setWatchable, () => undefined)
  }, [brokenCount, site, confUUID])

  // Leaving the player leaves full screen.
  useEffect(
    () => () => {
      if (document.fullscreenElement !== null) void document.exitFullscreen()
    },
    [],
  )

  const run = (command: Command): void => {
    if (command.kind === 'fullScreen') report(toggleFullScreen())
    else if (command.kind === 'leave') {
      if (isFullScreen) report(toggleFullScreen())
      else onLeave()
    } else if (command.kind === 'swap') setView(swapped(view) ?? view)
    else if (player !== null) steer(player, command, timeline)
  }
  useCommands(run)

  const title = watchable.title.trim() || t('recordings.untitled')
  const part = timeline.parts[state?.partIndex ?? 0]
  const missing = partsMissing(timeline, watchable.parts)
  const place = [
    ...(watchable.startTime === null ? [] : [format.dateTime(watchable.startTime)]),
    ...(watchable.parts > 1 && part !== undefined
      ? [t('recordings.details.part', { part: part.number, parts: watchable.parts })]
      : []),
  ]
  return (
    <main
      className={styles['page']}
      data-full-screen={isFullScreen || undefined}
      data-idle={isIdle || undefined}
      data-status={state?.status}
    >
      <header className={styles['header']}>
        <Button look="quiet" icon={<ArrowLeft aria-hidden="true" />} onClick={onLeave}>
          {t('watching.back')}
        </Button>
        <div className={styles['what']}>
          <h1 className={styles['title']} title={title}>
            {title}
          </h1>
          <p className={styles['place']}>{place.join(' · ')}</p>
        </div>
        {missing.length === 0 ? null : (
          <p className={styles['missing']}>
            {t('watching.partsMissing', {
              count: missing.length,
              parts: missing.map((number) => format.count(number)).join(', '),
            })}
          </p>
        )}
      </header>
      <Stage
        confUUID={confUUID}
        files={watchable.files}
        timeline={timeline}
        state={state}
        view={view}
        onView={setView}
        onToggle={() => player?.toggle()}
        onFullScreen={() => run({ kind: 'fullScreen' })}
        elementRef={elementRef}
      />
      <footer className={styles['bar']}>
        <SeekBar
          timeline={timeline}
          time={state?.time ?? resumedAt}
          isPlaying={state?.status === 'playing'}
          onSeek={(time) => player?.seek(time)}
        />
        <Controls
          player={player}
          state={state}
          timeline={timeline}
          views={views}
          view={view}
          onView={setView}
          isFullScreen={isFullScreen}
          onCommand={run}
        />
      </footer>
      <p className="visually-hidden" role="status">
        {resumedAt > 0 ? t('watching.resumed', { time: clockText(resumedAt, timeline.seconds) }) : ''}
      </p>
    </main>
  )
}

/** Applies a command to the player itself. */
function steer(player: Player, command: Command, timeline: Timeline): void {
  const { time, volume, speed, isMuted } = player.state()
  switch (command.kind) {
    case 'toggle':
      return player.toggle()
    case 'jump':
      return player.seek(time + command.seconds)
    case 'louder':
      return player.setVolume((isMuted ? 0 : volume) + command.by)
    case 'mute':
      return player.setMuted(!isMuted)
    case 'speed':
      return player.setSpeed(nextSpeed(speed, command.step))
    case 'part':
      return player.stepPart(command.step)
    case 'start':
      return player.seek(0)
    case 'end':
      return player.seek(timeline.seconds)
    case 'fullScreen':
    case 'swap':
    case 'leave':
  }
}
