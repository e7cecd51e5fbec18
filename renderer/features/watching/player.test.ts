import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPlayer, type Player } from './player.ts'
import { type Film, makeTimeline } from './timeline.ts'

const READY = { HAVE_METADATA: 1, HAVE_CURRENT_DATA: 2, HAVE_FUTURE_DATA: 3 }

/** A media element whose loads and seeks end when the test says so; seeks of `lost` end where they began. */
class FakeElement extends EventTarget {
  readyState = 0
  seeking = false
  paused = true
  ended = false
  muted = false
  volume = 1
  playbackRate = 1
  defaultPlaybackRate = 1
  preload = ''
  /** Seeks that will be lost. */
  lost = 0
  seeks: number[] = []
  #time = 0
  #target: number | null = null
  #src = ''

  get src(): string {
    return this.#src
  }
  set src(address: string) {
    this.#src = address
    this.readyState = 0
    this.seeking = false
    this.#time = 0
    this.#target = null
  }
  get currentTime(): number {
    return this.#target ?? this.#time
  }
  set currentTime(time: number) {
    this.seeks.push(time)
    if (this.lost > 0) {
      this.lost -= 1
      return
    }
    this.#target = time
    this.seeking = true
  }
  play(): Promise<void> {
    this.paused = false
    return Promise.resolve()
  }
  pause(): void {
    this.paused = true
  }
  load(): void {}
  removeAttribute(): void {}

  tell(name: string): void {
    this.dispatchEvent(new Event(name))
  }
  loadMetadata(): void {
    this.readyState = 1
    this.tell('loadedmetadata')
  }
  loadData(): void {
    this.readyState = 4
    for (const name of ['loadeddata', 'canplay', 'canplaythrough']) this.tell(name)
  }
  arrive(): void {
    if (this.#target === null) return
    this.#time = this.#target
    this.#target = null
    this.seeking = false
    this.tell('seeked')
  }
}

const film = (fileType: string, part: number): Film => ({
  id: `${fileType}${part}`.padEnd(32, '0'),
  fileType,
  part,
  seconds: 6,
  hasPicture: true,
  hasSound: true,
})

let hd: FakeElement
let aux: FakeElement
let player: Player

beforeEach(() => {
  vi.stubGlobal('HTMLMediaElement', READY)
  vi.useFakeTimers()
  hd = new FakeElement()
  aux = new FakeElement()
  const elements = new Map<string, HTMLMediaElement>(
    Object.entries({ Hd: hd, Aux: aux }) as unknown as [string, HTMLMediaElement][],
  )
  const timeline = makeTimeline([film('Hd', 1), film('Aux', 1), film('Hd', 2), film('Aux', 2)])
  player = createPlayer({ timeline, elements, view: 'both', from: 0, speed: 1, volume: 1, isMuted: false })
})
afterEach(() => {
  player.close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Both films load and arrive at their place. */
function loadBoth(): void {
  for (const element of [hd, aux]) {
    element.loadMetadata()
    element.loadData()
    element.arrive()
  }
}

test('a seek that is lost while a file loads is repeated', () => {
  loadBoth()
  player.seek(10)
  aux.lost = 1
  loadBoth()
  expect([hd.currentTime, aux.currentTime]).toEqual([4, 4])
  player.play()
  expect(player.state().status).toBe('playing')
})

test('a film that never arrives does not keep the others waiting', () => {
  loadBoth()
  player.seek(10)
  aux.lost = Infinity
  aux.seeks = []
  loadBoth()
  for (let n = 0; n < 10; n += 1) aux.loadData()
  player.play()
  expect(player.state().status).toBe('playing')
  expect(aux.seeks.length).toBeLessThan(10)
})

test('a film that loads after the others have arrived is brought to their place', () => {
  loadBoth()
  player.seek(4)
  hd.arrive()
  aux.arrive()
  // The browser loads the file again, e.g. after its process was ended in the background.
  aux.src = `${aux.src}#again`
  aux.loadMetadata()
  expect(aux.currentTime).toBe(4)
})

test('films in place are not seeked again', () => {
  loadBoth()
  player.seek(4)
  hd.arrive()
  aux.arrive()
  hd.seeks = []
  aux.seeks = []
  for (const element of [hd, aux]) element.loadData()
  player.play()
  expect([hd.seeks, aux.seeks]).toEqual([[], []])
})
