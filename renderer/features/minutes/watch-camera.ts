import type { Code } from '../../../qr/decode.ts'
import { type CameraProblem, cameraProblem, frameSize, lightOf, openCamera, stopCamera } from './camera.ts'
import { decoder } from './decoder.ts'
import { createPixelReader } from './pixels.ts'

export interface SeenCodes {
  codes: Code[]
  /** Size of the frame in which the corners are measured. */
  width: number
  height: number
}

export interface LiveCamera {
  deviceId: string | null
  /** Faces its user: mirrored, so that aiming feels natural. */
  isMirrored: boolean
  /** Switches its light; null if it has none. */
  setLight: ((isOn: boolean) => Promise<void>) | null
}

export interface CameraWatcher {
  onLive: (camera: LiveCamera) => void
  /** The codes found in a frame; null once they are gone. */
  onSeen: (seen: SeenCodes | null) => void
  /** The camera has failed and is off. */
  onProblem: (problem: CameraProblem) => void
}

/** Interval between two frames decoded, in ms: steady outlines at a low CPU load. */
const LOOK_EVERY_MS = 90
/** After so many frames without a code it is considered gone. */
const MISSES_SHOWN = 3

/**
 * Shows a camera in `video` and looks for codes in it, until the returned function is called. [Note: camera]
 * The camera is on only between these two calls; an error switches it off as well.
 */
export function watchCamera(
  video: HTMLVideoElement,
  deviceId: string | null,
  watcher: CameraWatcher,
): () => void {
  const readPixels = createPixelReader()
  let isOver = false
  let stream: MediaStream | null = null
  let misses = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const stop = () => {
    isOver = true
    clearTimeout(timer)
    if (stream !== null) stopCamera(stream)
    video.srcObject = null
  }
  const fail = (problem: CameraProblem) => {
    if (isOver) return
    stop()
    watcher.onProblem(problem)
  }

  const readFrame = async (frame: number): Promise<void> => {
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0) {
      const { width, height } = frameSize(video.videoWidth, video.videoHeight)
      const codes = await decoder.lookAtFrame(readPixels(video, width, height), frame)
      if (isOver) return
      misses = codes.length === 0 ? misses + 1 : 0
      // Each frame is decoded by one of several methods in turn, and not each finds every code: an outline
      // survives a miss or two.
      if (misses === 0) watcher.onSeen({ codes, width, height })
      else if (misses === MISSES_SHOWN) watcher.onSeen(null)
    }
    timer = setTimeout(() => {
      readFrame(frame + 1).catch((error: unknown) => fail(cameraProblem(error)))
    }, LOOK_EVERY_MS)
  }

  const start = async (): Promise<void> => {
    const opened = await openCamera(deviceId)
    // Closed while the permission prompt was open.
    if (isOver) return stopCamera(opened)
    stream = opened
    const track = opened.getVideoTracks()[0]
    track?.addEventListener('ended', () => fail('ended'))
    video.srcObject = opened
    await video.play()
    if (isOver) return
    const settings = track?.getSettings()
    watcher.onLive({
      deviceId: settings?.deviceId ?? null,
      isMirrored: settings?.facingMode !== 'environment',
      setLight: track === undefined ? null : lightOf(track),
    })
    await readFrame(0)
  }

  start().catch((error: unknown) => fail(cameraProblem(error)))
  return stop
}
