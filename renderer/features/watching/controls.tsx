import { Slider } from '@base-ui/react/slider'
import {
  Columns2,
  Gauge,
  Maximize,
  Minimize,
  Pause,
  Play,
  RotateCcw,
  SkipBack,
  SkipForward,
  Volume1,
  Volume2,
  VolumeX,
} from 'lucide-react'
import type { MouseEvent } from 'react'
import { type Text, useText } from '../../i18n/text.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ChoiceMenu } from '../../ui/choice-menu.tsx'
import { isStandardType } from '../../model/recording-state.ts'
import { clockText } from '../../model/clock-text.ts'
import { type Command, SPEEDS } from './commands.ts'
import styles from './controls.module.css'
import type { Player, PlayerState } from './player.ts'
import type { Timeline } from './timeline.ts'
import type { View } from './views.ts'

export interface ControlsProps {
  player: Player | null
  state: PlayerState | null
  timeline: Timeline
  views: View[]
  view: View
  onView: (view: View) => void
  isFullScreen: boolean
  onCommand: (command: Command) => void
}

export function Controls(props: ControlsProps) {
  const { player, state, timeline, views, view, onView, isFullScreen, onCommand } = props
  const t = useText()
  const isGoing = state?.status === 'playing' || state?.status === 'waiting'
  const { speed = 1, volume = 1, isMuted = false } = state ?? {}
  const isSilent = isMuted || volume === 0
  return (
    // A mouse click does not move the focus: the keys keep controlling the player.
    <div role="presentation" onMouseDown={keepFocus}>
      <div className={styles['controls']} role="group" aria-label={t('watching.controls')}>
        {timeline.parts.length < 2 ? null : (
          <IconButton
            label={t('watching.previousPart')}
            icon={<SkipBack aria-hidden="true" />}
            onClick={() => onCommand({ kind: 'part', step: -1 })}
          />
        )}
        <IconButton
          label={t(
            isGoing ? 'watching.pause' : state?.status === 'over' ? 'watching.again' : 'watching.play',
          )}
          icon={
            isGoing ? (
              <Pause aria-hidden="true" />
            ) : state?.status === 'over' ? (
              <RotateCcw aria-hidden="true" />
            ) : (
              <Play aria-hidden="true" />
            )
          }
          look="primary"
          onClick={() => onCommand({ kind: 'toggle' })}
        />
        {timeline.parts.length < 2 ? null : (
          <IconButton
            label={t('watching.nextPart')}
            icon={<SkipForward aria-hidden="true" />}
            onClick={() => onCommand({ kind: 'part', step: 1 })}
          />
        )}
        <span className={styles['time']}>
          {clockText(state?.time ?? 0, timeline.seconds)}
          <span className={styles['whole']}> / {clockText(timeline.seconds, timeline.seconds)}</span>
        </span>
        <span className={styles['gap']} />
        <span className={styles['sound']}>
          <IconButton
            label={t(isSilent ? 'watching.unmute' : 'watching.mute')}
            icon={
              isSilent ? (
                <VolumeX aria-hidden="true" />
              ) : volume < 0.5 ? (
                <Volume1 aria-hidden="true" />
              ) : (
                <Volume2 aria-hidden="true" />
              )
            }
            aria-pressed={isSilent}
            onClick={() => onCommand({ kind: 'mute' })}
          />
          <Slider.Root
            value={isSilent ? 0 : Math.round(volume * 100)}
            step={5}
            largeStep={20}
            onValueChange={(value) => player?.setVolume(value / 100)}
            className={styles['volume']}
          >
            <Slider.Control className={styles['volumeControl']}>
              <Slider.Track className={styles['track']}>
                <Slider.Indicator className={styles['played']} />
                <Slider.Thumb className={styles['thumb']} aria-label={t('watching.volume')} />
              </Slider.Track>
            </Slider.Control>
          </Slider.Root>
        </span>
        <ChoiceMenu
          label={t('watching.speed')}
          value={String(speed)}
          options={SPEEDS.map((one) => ({ value: String(one), label: speedText(one, t) }))}
          onChange={(value) => player?.setSpeed(Number(value))}
          trigger={
            <Button
              look="quiet"
              icon={<Gauge aria-hidden="true" />}
              aria-label={t('watching.speedNow', { speed: speedText(speed, t) })}
            >
              <span className={styles['speed']}>{speedText(speed, t)}</span>
            </Button>
          }
        />
        {views.length < 2 ? null : (
          <ChoiceMenu
            label={t('watching.view')}
            value={view}
            options={views.map((one) => ({ value: one, label: viewText(one, t) }))}
            onChange={onView}
            trigger={
              <Button
                look="quiet"
                icon={<Columns2 aria-hidden="true" />}
                aria-label={t('watching.viewNow', { view: viewText(view, t) })}
              >
                <span className={styles['viewName']}>{viewText(view, t)}</span>
              </Button>
            }
          />
        )}
        <IconButton
          label={t(isFullScreen ? 'watching.window' : 'watching.fullScreen')}
          icon={isFullScreen ? <Minimize aria-hidden="true" /> : <Maximize aria-hidden="true" />}
          onClick={() => onCommand({ kind: 'fullScreen' })}
        />
      </div>
    </div>
  )
}

function keepFocus(event: MouseEvent<HTMLElement>): void {
  // A slider must receive its own click.
  if ((event.target as Element).closest('button') !== null) event.preventDefault()
}

function speedText(speed: number, t: Text): string {
  return t('watching.times', { speed })
}

function viewText(view: View, t: Text): string {
  if (view === 'both') return t('watching.sideBySide')
  if (view === 'sound') return t('watching.soundOnly')
  const type = view.slice(view.indexOf(':') + 1)
  const picture = isStandardType(type) ? t(`recordings.types.${type}`) : type
  return t(view.startsWith('large:') ? 'watching.large' : 'watching.only', { picture })
}
