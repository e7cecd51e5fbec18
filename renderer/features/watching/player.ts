import { mediaAddress } from '../../../contract/watching.ts'
import { createEmitter } from '../../../contract/emitter.ts'
import { hasArrived, isAtEnd, isOffPlace, type Playing, seekTo } from './playing.ts'
import { correctionFor } from './sync.ts'
import { type Film, partBeside, type Place, placeAt, type Timeline } from './timeline.ts'
import { type Scene, sceneOf, type View } from './views.ts'

/** waiting: it should play, and its films are seeking or buffering · over: at the end of the recording */
export type PlayerStatus = 'paused' | 'playing' | 'waiting' | 'over'

export interface PlayerState {
  /** Seconds in the recording. */
  time: number
  status: PlayerStatus
  /** Index into the timeline's parts. */
  partIndex: number
  scene: Scene
  speed: number
  /** 0 to 1. */
  volume: number
  isMuted: boolean
  /** Ids of films that failed to play. */
  broken: ReadonlySet<string>
}

export interface Player {
  state(): PlayerState
  subscribe(listen: () => void): () => void
  play(): void
  pause(): void
  toggle(): void
  /** Seeks to a time of the recording, clamped to its bounds. */
  seek(time: number): void
  /** To the previous or next part, if any. */
  stepPart(step: -1 | 1): void
  setView(view: View): void
  setSpeed(speed: number): void
  setVolume(volume: number): void
  setMuted(isMuted: boolean): void
  /** Stops playback and releases the files. */
  close(): void
}

/** moving: the films are seeking · steady: all have arrived · over: the last one has ended */
type Phase = 'moving' | 'steady' | 'over'

const STATUS: Record<Phase, Record<'play' | 'pause', PlayerStatus>> = {
  moving: { play: 'waiting', pause: 'paused' },
  steady: { play: 'playing', pause: 'paused' },
  over: { play: 'over', pause: 'over' },
}

/** Seeks repeated for a film that does not arrive, e.g. because its file ends earlier than it says. */
const MOST_SEEKS = 3
/** Interval between two checks of how far the films have drifted apart, in ms. */
const LOOK_EVERY_MS = 100
/**
 * Plays the films of a timeline in these elements, one for each file type. [Note: one clock] In each part one
 * film leads; the others follow by small changes of their rate. Before playback continues, all seek to the
 * same place and wait for each other there.
 */
export function createPlayer(options: {
  timeline: Timeline
  elements: ReadonlyMap<string, HTMLMediaElement>
  view: View
  /** Start position, in seconds of the recording. */
  from: number
  speed: number
  volume: number
  isMuted: boolean
}): Player {
  const { timeline, elements } = options
  const changes = createEmitter()
  const broken = new Set<string>()
  const loaded = new Map<HTMLMediaElement, string>()
  /** Seeks repeated since the last cue. */
  const repeated = new Map<HTMLMediaElement, number>()
  const stopped = new AbortController()
  let { view, speed, volume, isMuted } = options
  let phase: Phase = 'moving'
  let intent: 'play' | 'pause' = 'pause'
  let place: Place = placeAt(timeline, options.from)
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
  /** The leader's time is the current time, while all films are in place. */
  function keepTime(): void {
    const leader = scene.leader === null ? undefined : elementOf(scene.leader)
    if (phase === 'steady' && leader !== undefined) place = { ...place, offset: leader.currentTime }
  }

  /** Seeks every film of the scene to its place and pauses all others. */
  function cue(): void {
    phase = 'moving'
    repeated.clear()
    scene = sceneNow()
    for (const element of elements.values()) element.pause()
    for (const { film, element } of playing()) {
      if (loaded.get(element) !== film.id) {
        loaded.set(element, film.id)
        element.preload = 'auto'
        element.src = mediaAddress(film.id)
      }
      seekTo({ film, element }, place.offset)
    }
    settle()
    tell()
  }

  /**
   * Seeks a film again that stands elsewhere. [Note: lost seeks] On a busy machine, Chromium has been seen to finish
   * loading a file at 0 although it was seeked to another time when its metadata arrived.
   */
  function repeatLostSeek(one: Playing): void {
    const times = repeated.get(one.element) ?? 0
    if (!isOffPlace(one, place.offset) || times === MOST_SEEKS) return
    repeated.set(one.element, times + 1)
    seekTo(one, place.offset)
  }

  /** Continues once all films have arrived. */
  function settle(): void {
    if (phase !== 'moving') return
    playing().forEach(repeatLostSeek)
    if (!playing().every(hasArrived)) return
    phase = 'steady'
    const leader = playing().find(({ film }) => film === scene.leader)
    if (leader !== undefined && isAtEnd(leader)) {
      goOn()
      return
    }
    // No film of this part can be played: stays here to show why.
    if (leader === undefined) intent = 'pause'
    tune()
    if (intent === 'play') start()
    tell()
  }

  /** Sets who is heard, the volume, and the rate of all films. */
  function tune(): void {
    for (const { film, element } of playing()) {
      element.muted = isMuted || film !== scene.audible
      element.volume = volume
      element.defaultPlaybackRate = speed
      element.playbackRate = speed
    }
  }

  function start(): void {
    for (const { film, element } of playing()) {
      // Calling play() on one that has ended would restart it.
      if (isAtEnd({ film, element })) continue
      element.play().catch((error: unknown) => {
        // Autoplay is blocked before a user gesture; every other failure arrives as an event.
        if (error instanceof DOMException && error.name === 'NotAllowedError') pause()
      })
    }
  }

  /** One film is buffering: all wait for it at the leader's position. */
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
        // Followers seek to the leader's exact time.
        if (film !== scene.leader) seekTo({ film, element }, place.offset)
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

  /** Paused from outside: by a media key, or by the system for a call. */
  function onPause(element: HTMLMediaElement): void {
    if (phase === 'steady' && intent === 'play' && element.paused && !element.ended) pause()
  }

  for (const element of elements.values()) {
    const on = (name: string, listen: () => void): void =>
      element.addEventListener(name, listen, { signal: stopped.signal })
    on('loadedmetadata', () => {
      const film = scene.playing.find((one) => elementOf(one) === element)
      if (film === undefined) return
      if (phase === 'moving') seekTo({ film, element }, place.offset)
      // A film that loads after all have arrived stands at its start.
      if (phase === 'steady') {
        keepTime()
        cue()
      } else settle()
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
