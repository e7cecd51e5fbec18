import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Code } from '../../../qr/decode.ts'
import { type Deferred, deferred } from '../../testing/fake-main.ts'
import { decoder } from './decoder.ts'
import { type CameraWatcher, watchCamera } from './watch-camera.ts'

/** The stream of a canvas: as real as a camera's, and available on every machine. */
function canvasStream(): MediaStream {
  const canvas = document.createElement('canvas')
  canvas.getContext('2d')?.fillRect(0, 0, 10, 10)
  return canvas.captureStream(30)
}

const isOn = (stream: MediaStream): boolean =>
  stream.getTracks().some(({ readyState }) => readyState === 'live')

let video: HTMLVideoElement
let opened: Deferred<MediaStream>
let readings: Deferred<Code[]>[]
const watcher = { onLive: vi.fn(), onSeen: vi.fn(), onProblem: vi.fn() } satisfies CameraWatcher

beforeEach(() => {
  vi.clearAllMocks()
  video = document.createElement('video')
  video.muted = true
  document.body.append(video)
  opened = deferred()
  readings = []
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(() => opened.promise)
  vi.spyOn(decoder, 'lookAtFrame').mockImplementation(() => {
    const reading = deferred<Code[]>()
    readings.push(reading)
    return reading.promise
  })
})
afterEach(() => {
  video.remove()
  vi.restoreAllMocks()
})

const code: Code = {
  text: 'a',
  corners: [0, 1, 2, 3].map((x) => ({ x, y: x })) as unknown as Code['corners'],
}

test('a camera granted after the panel was closed is turned off at once', async () => {
  const stop = watchCamera(video, null, watcher)
  stop()
  const stream = canvasStream()
  opened.resolve(stream)
  await expect.poll(() => isOn(stream)).toBe(false)
  expect(video.srcObject).toBeNull()
  expect(watcher.onLive).not.toHaveBeenCalled()
})

test('a refusal after the panel was closed is not shown', async () => {
  const stop = watchCamera(video, null, watcher)
  stop()
  opened.reject(new DOMException('no', 'NotAllowedError'))
  await opened.promise.catch(() => undefined)
  await Promise.resolve()
  expect(watcher.onProblem).not.toHaveBeenCalled()
})

test('closing while the picture starts reports nothing, and turns the camera off', async () => {
  const playing = deferred<void>()
  vi.spyOn(video, 'play').mockImplementation(() => playing.promise)
  const stop = watchCamera(video, null, watcher)
  const stream = canvasStream()
  opened.resolve(stream)
  await expect.poll(() => video.srcObject).toBe(stream)
  stop()
  playing.resolve()
  await playing.promise
  await Promise.resolve()
  expect(watcher.onLive).not.toHaveBeenCalled()
  expect(isOn(stream)).toBe(false)
})

test('codes of a frame that was read when the panel closed are not reported', async () => {
  const stop = watchCamera(video, null, watcher)
  opened.resolve(canvasStream())
  await expect.poll(() => readings).toHaveLength(1)
  expect(watcher.onLive).toHaveBeenCalledOnce()
  readings[0]?.resolve([code])
  await expect.poll(() => readings).toHaveLength(2)
  expect(watcher.onSeen).toHaveBeenCalledOnce()
  stop()
  readings[1]?.resolve([code])
  await readings[1]?.promise
  await Promise.resolve()
  expect(watcher.onSeen).toHaveBeenCalledOnce()
})

test('an unplugged camera is reported once and turned off', async () => {
  watchCamera(video, null, watcher)
  const stream = canvasStream()
  opened.resolve(stream)
  await expect.poll(() => readings).toHaveLength(1)
  stream.getVideoTracks()[0]?.dispatchEvent(new Event('ended'))
  readings[0]?.reject(new Error('no frame'))
  await readings[0]?.promise.catch(() => undefined)
  await Promise.resolve()
  expect(watcher.onProblem.mock.calls).toEqual([['ended']])
  expect(isOn(stream)).toBe(false)
})
