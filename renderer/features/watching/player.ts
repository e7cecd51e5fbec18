import { mediaAddress } from '../../../contract/watching.ts'
import { createEmitter } from '../../../contract/emitter.ts'
import { correctionFor } from './sync.ts'
import { type Film, partBeside, type Place, placeAt, type Timeline } from './timeline.ts'
import { type Scene, sceneOf, type View } from './views.ts'

/** waiting: it shall play, and its films get there · over: at the end of the whole */
export type PlayerStatus = 'paused' | 'playing' | 'waiting' | 'over'

export interface PlayerState {
  /** Seconds in the whole. */
  time: number
  status: PlayerStatus
  /** Into the timeline's parts. */
  partIndex: number
  scene: Scene
  speed: number
  /** 0 to 1. */
  volume: number
  isMuted: boolean
  /** Ids of films that could not be played. */
  broken: ReadonlySet<string>
}

export interface Player {
  state(): PlayerState
  subscribe(listen: () => void): () => void
  play(): void
  pause(): void
  toggle(): void
  /** To a time of the whole; times outside it are moved to its ends. */
  seek(time: number): void
  /** To the part before or after, if there is one. */
  stepPart(step: -1 | 1): void
  setView(view: View): void
  setSpeed(speed: number): void
  setVolume(volume: number): void
  setMuted(isMuted: boolean): void
  /** Stops everything and lets go of the files. */
  close(): void
}

/** moving: the films are on their way to a place · steady: all are there · over: the last one has ended */
type Phase = 'moving' | 'steady' | 'over'

const STATUS: Record<Phase, Record<'play' | 'pause', PlayerStatus>> = {
  moving: { play: 'waiting', pause: 'paused' },
  steady: { play: 'playing', pause: 'paused' },
  over: { play: 'over', pause: 'over' },
}

interface Playing {
  film: Film
  element: HTMLMediaElement
}

/** Between two looks at how the films lie to each other, in ms. */
const LOOK_EVERY_MS = 100
/** A film this near its end has nothing more to wait for, in seconds. */
const NEAR_END = 0.3

/**
 * Plays the films of a timeline in these elements, one for each file type. [Note: one clock] In each part one film
 * leads; the others follow by small changes of their rate. Before anything moves on, all are brought to the same
 * place and wait for each other there.
 */
export function createPlayer(order: {
  timeline: Timeline
  elements: ReadonlyMap<string, HTMLMediaElement>
  view: View
  /** Where to begin, in seconds of the whole. */
  from: number
  speed: number
  volume: number
  isMuted: boolean
}): Player {
  const { timeline, elements } = order
  const changes = createEmitter()
  const broken = new Set<string>()
  const loaded = new Map<HTMLMediaElement, string>()
  const stopped = new AbortController()
  let { view, speed, volume, isMuted } = order
  let phase: Phase = 'moving'
  let intent: 'play' | 'pause' = 'pause'
  let place: Place = placeAt(timeline, order.from)
  let scene = sceneNow()
  let state = snapshot()

  function sceneNow(): Scene {
    return sceneOf(timeline.parts[place.index] ?? { films: [] }, view, broken)
  }
  function elementOf(film: Film): HTMLMediaElement | undefined {
    return elements.get(film.fileType)
  }
  function playing(): Playing[] {
    return scene.playing.flatMap((film) => {
      const element = elementOf(film)
      return element === undefined ? [] : [{ film, element }]
    })
  }

  function snapshot(): PlayerState {
    const time = (timeline.parts[place.index]?.start ?? 0) + place.offset
    const status = STATUS[phase][intent]
    return { time, status, partIndex: place.index, scene, speed, volume, isMuted, broken: new Set(broken) }
  }
  function tell(): void {
    state = snapshot()
    changes.emit()
  }
  /** The leader's time is the time, as long as all are where they should be. */
  function keepTime(): void {
    const leader = scene.leader === null ? undefined : elementOf(scene.leader)
    if (phase === 'steady' && leader !== undefined) place = { ...place, offset: leader.currentTime }
  }

  /** Brings every film of the scene to its place; all others rest. */
  function cue(): void {
    phase = 'moving'
    scene = sceneNow()
    for (const element of elements.values()) element.pause()
    for (const { film, element } of playing()) {
      if (loaded.get(element) !== film.id) {
        loaded.set(element, film.id)
        element.preload = 'auto'
        element.src = mediaAddress(film.id)
      }
      put(film, element)
    }
    settle()
    tell()
  }

  /** Where an element has no film yet it is asked again once it has (loadedmetadata). */
  function put(film: Film, element: HTMLMediaElement): void {
    if (element.readyState < HTMLMediaElement.HAVE_METADATA) return
    const target = Math.min(place.offset, film.seconds)
    if (Math.abs(element.currentTime - target) > 0.001) element.currentTime = target
  }

  function isAtEnd({ film, element }: Playing): boolean {
    return element.ended || element.currentTime >= film.seconds
  }

  function isThere({ film, element }: Playing): boolean {
    if (element.seeking) return false
    if (element.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA) return true
    return (
      element.readyState === HTMLMediaElement.HAVE_CURRENT_DATA &&
      element.currentTime > film.seconds - NEAR_END
    )
  }

  /** Goes on once all films are there. */
  function settle(): void {
    if (phase !== 'moving' || !playing().every(isThere)) return
    phase = 'steady'
    const leader = playing().find(({ film }) => film === scene.leader)
    if (leader !== undefined && isAtEnd(leader)) {
      goOn()
      return
    }
    // Nothing of this part can be played: it stays there, to be told why.
    if (leader === undefined) intent = 'pause'
    tune()
    if (intent === 'play') start()
    tell()
  }

  /** Who is heard, how loud, and how fast all run. */
  function tune(): void {
    for (const { film, element } of playing()) {
      element.muted = isMuted || film !== scene.heard
      element.volume = volume
      element.defaultPlaybackRate = speed
      element.playbackRate = speed
    }
  }

  function start(): void {
    for (const { film, element } of playing()) {
      // Playing one that has ended would begin it again.
      if (isAtEnd({ film, element })) continue
      element.play().catch((error: unknown) => {
        // A page that was never pressed may not begin by itself; every other reason comes as an event.
        if (error instanceof DOMException && error.name === 'NotAllowedError') pause()
      })
    }
  }

  /** One has run out of what it can show: all wait for it where the leader is. */
  function hold(): void {
    if (phase !== 'steady' || intent !== 'play') return
    keepTime()
    phase = 'moving'
    for (const { element } of playing()) element.pause()
    settle()
    tell()
  }

  function look(): void {
    if (phase !== 'steady' || intent !== 'play' || scene.leader === null) return
    const leader = elementOf(scene.leader)
    if (leader === undefined) return
    keepTime()
    if (leader.ended) {
      goOn()
      return
    }
    for (const { film, element } of playing()) {
      if (element === leader || element.ended || element.seeking || leader.currentTime >= film.seconds)
        continue
      const correction = correctionFor(element.currentTime - leader.currentTime, speed)
      if (correction.kind === 'jump') element.currentTime = leader.currentTime
      else if (Math.abs(element.playbackRate - correction.rate) > 0.001)
        element.playbackRate = correction.rate
    }
    tell()
  }

  function goOn(): void {
    if (timeline.parts[place.index + 1] !== undefined) {
      place = { index: place.index + 1, offset: 0 }
      cue()
      return
    }
    place = placeAt(timeline, timeline.seconds)
    phase = 'over'
    intent = 'pause'
    for (const { element } of playing()) element.pause()
    tell()
  }

  function fail(element: HTMLMediaElement): void {
    const film = scene.playing.find((one) => elementOf(one) === element)
    if (film === undefined || loaded.get(element) !== film.id) return
    keepTime()
    broken.add(film.id)
    loaded.delete(element)
    cue()
  }

  function pause(): void {
    intent = 'pause'
    if (phase === 'steady') {
      keepTime()
      for (const { film, element } of playing()) {
        element.pause()
        // What stands still stands at the same moment.
        if (film !== scene.leader) put(film, element)
      }
    }
    tell()
  }

  function play(): void {
    intent = 'play'
    if (phase === 'over') seek(0)
    else if (phase === 'steady') {
      start()
      tell()
    } else settle()
  }

  function seek(time: number): void {
    place = placeAt(timeline, time)
    cue()
  }

  /** Somebody else has paused it: a media key, or the system for a call. */
  function onPause(element: HTMLMediaElement): void {
    if (phase === 'steady' && intent === 'play' && element.paused && !element.ended) pause()
  }

  for (const element of elements.values()) {
    const on = (name: string, listen: () => void): void =>
      element.addEventListener(name, listen, { signal: stopped.signal })
    on('loadedmetadata', () => {
      const film = scene.playing.find((one) => elementOf(one) === element)
      if (film !== undefined && phase === 'moving') put(film, element)
      settle()
    })
    for (const name of ['loadeddata', 'seeked', 'canplay', 'canplaythrough']) on(name, settle)
    on('waiting', hold)
    on('ended', look)
    on('error', () => fail(element))
    on('pause', () => onPause(element))
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  cue()

  return {
    state: () => state,
    subscribe: changes.on,
    play,
    pause,
    toggle: () => (intent === 'play' ? pause() : play()),
    seek,
    stepPart(step) {
      keepTime()
      const target = partBeside(timeline, snapshot().time, step)
      if (target !== null) seek(target)
    },
    setView(next) {
      keepTime()
      const before = scene
      view = next
      scene = sceneNow()
      const isSame =
        scene.leader === before.leader &&
        scene.playing.length === before.playing.length &&
        scene.playing.every((film) => before.playing.includes(film))
      if (isSame) {
        tune()
        tell()
      } else cue()
    },
    setSpeed(next) {
      speed = next
      tune()
      tell()
    },
    setVolume(next) {
      volume = Math.min(1, Math.max(0, next))
      isMuted = volume === 0
      tune()
      tell()
    },
    setMuted(next) {
      isMuted = next
      if (!next && volume === 0) volume = 0.5
      tune()
      tell()
    },
    close() {
      stopped.abort()
      clearInterval(timer)
      for (const element of elements.values()) {
        element.pause()
        element.removeAttribute('src')
        element.load()
      }
    },
  }
}
