import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { windowStore } from '../../state/ui-store.ts'
import { createPlayer, type Player, type PlayerState } from './player.ts'
import { positionOf, readPositions, withPosition, writePositions } from './positions.ts'
import type { Timeline } from './timeline.ts'
import type { View } from './views.ts'

/** How loud and fast the last one was watched: the next one starts like that, until the window is closed. */
const LAST_USED = 'player-last-used'
type LastUsed = Pick<PlayerState, 'speed' | 'volume' | 'isMuted'>
const lastUsed = (): LastUsed =>
  (windowStore.get(LAST_USED) as LastUsed | undefined) ?? { speed: 1, volume: 1, isMuted: false }

/** Between two notes of the position, in seconds of the film. */
const NOTE_EVERY = 5

export interface UsedPlayer {
  /** null until the page's elements are there. */
  player: Player | null
  state: PlayerState | null
  /** Where a recording that was watched before goes on, in seconds; 0: from its beginning. */
  resumedAt: number
  /** Gives the player the element for a file type. */
  elementRef: (type: string) => (element: HTMLMediaElement | null) => void
}

/** Plays a timeline in the elements of a page, from where this recording was left. */
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
