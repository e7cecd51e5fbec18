import { Slider } from '@base-ui/react/slider'
import { type PointerEvent, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { clockText } from '../../model/clock-text.ts'
import styles from './controls.module.css'
import { placeAt, type Timeline } from './timeline.ts'

export interface SeekBarProps {
  timeline: Timeline
  /** Seconds in the recording. */
  time: number
  isPlaying: boolean
  onSeek: (time: number) => void
}

/**
 * The whole recording as one bar, with a mark at the start of each part; shows the time under the pointer.
 */
export function SeekBar({ timeline, time, onSeek }: SeekBarProps) {
  const t = useText()
  const [pointed, setPointed] = useState<number | null>(null)
  const { seconds, parts } = timeline
  const share = (at: number) => `${(Math.min(Math.max(at, 0), seconds) / seconds) * 100}%`
  const textOf = (at: number): string => {
    const clock = clockText(at, seconds)
    const part = parts[placeAt(timeline, at).index]
    return parts.length < 2 || part === undefined
      ? clock
      : t('watching.inPart', { time: clock, part: part.number })
  }
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    if (width > 0) setPointed(Math.min(1, Math.max(0, (event.clientX - left) / width)) * seconds)
  }
  return (
    <Slider.Root
      value={Math.min(time, seconds)}
      min={0}
      max={seconds}
      step={0.01}
      onValueChange={(value) => onSeek(value)}
      className={styles['seek']}
      data-player-keys=""
    >
      <Slider.Control
        className={styles['seekControl']}
        onPointerMove={point}
        onPointerLeave={() => setPointed(null)}
      >
        <Slider.Track className={styles['track']}>
          <Slider.Indicator className={styles['played']} />
          {parts.slice(1).map(({ number, start }) => (
            <span key={number} className={styles['mark']} style={{ left: share(start) }} />
          ))}
          <Slider.Thumb
            className={styles['thumb']}
            aria-label={t('watching.position')}
            getAriaValueText={(_, value) =>
              t('watching.ofWhole', { time: textOf(value), whole: clockText(seconds, seconds) })
            }
          />
        </Slider.Track>
        {pointed === null ? null : (
          <span className={styles['pointed']} style={{ left: share(pointed) }} aria-hidden="true">
            {textOf(pointed)}
          </span>
        )}
      </Slider.Control>
    </Slider.Root>
  )
}
