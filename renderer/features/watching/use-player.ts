import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { windowStore } from '../../state/ui-store.ts'
import { createPlayer, type Player, type PlayerState } from './player.ts'
import { positionOf, readPositions, withPosition, writePositions } from '../../model/positions.ts'
import type { Timeline } from './timeline.ts'
import type { View } from './views.ts'

/** The last volume and speed: used for the next recording, until the window is closed. */
const LAST_USED = 'player-last-used'
type LastUsed = Pick<PlayerState, 'speed' | 'volume' | 'isMuted'>
const lastUsed = (): LastUsed =>
  (windowStore.get(LAST_USED) as LastUsed | undefined) ?? { speed: 1, volume: 1, isMuted: false }

/** Interval at which the position is saved, in seconds of the film. */
const NOTE_EVERY = 5

export interface UsedPlayer {
  /** null until the elements are mounted. */
  player: Player | null
  state: PlayerState | null
  /** Where a recording watched before resumes, in seconds; 0: at its beginning. */
  resumedAt: number
  /** A ref callback for the element of a file type. */
  elementRef: (type: string) => (element: HTMLMediaElement | null) => void
}

/** Plays a timeline in the elements of a page, from the last position of this recording. */
export function usePlayer(timeline: Timeline, recording: string, view: View): UsedPlayer {
  const elements = useRef(new Map<string, HTMLMediaElement>())
  const refs = useRef(new Map<string, (element: HTMLMediaElement | null) => void>())
  const first = useRef(view)
  const [player, setPlayer] = useState<Player | null>(null)
  const [resumedAt] = useState(() => positionOf(readPositions(localStorage), recording, timeline.seconds))

  useEffect(() => {
    const { seconds } = timeline
    const made = createPlayer({
      timeline,
      elements: elements.current,
      view: first.current,
      from: positionOf(readPositions(localStorage), recording, seconds),
      ...lastUsed(),
    })
    const note = (): void => {
      const { time } = made.state()
      writePositions(localStorage, withPosition(readPositions(localStorage), { recording, time, seconds }))
    }
    let noted = 0
    const stop = made.subscribe(() => {
      const { time, speed, volume, isMuted } = made.state()
      windowStore.set(LAST_USED, { speed, volume, isMuted } satisfies LastUsed)
      if (Math.abs(time - noted) < NOTE_EVERY) return
      noted = time
      note()
    })
    setPlayer(made)
    made.play()
    window.addEventListener('pagehide', note)
    return () => {
      note()
      stop()
      window.removeEventListener('pagehide', note)
      made.close()
    }
  }, [timeline, recording])

  useEffect(() => player?.setView(view), [player, view])

  const state = useSyncExternalStore(player?.subscribe ?? never, () => player?.state() ?? null)
  return {
    player,
    state,
    resumedAt,
    elementRef(type) {
      const known = refs.current.get(type)
      if (known !== undefined) return known
      const keep = (element: HTMLMediaElement | null): void => {
        if (element === null) elements.current.delete(type)
        else elements.current.set(type, element)
      }
      refs.current.set(type, keep)
      return keep
    },
  }
}

const never = () => () => undefined
