import type { Code } from '../../../qr/decode.ts'
import { type CameraProblem, cameraProblem, frameSize, lightOf, openCamera, stopCamera } from './camera.ts'
import { decoder } from './decoder.ts'
import { createPixelReader } from './pixels.ts'

export interface SeenCodes {
  codes: Code[]
  /** Size of the frame that their corners are measured in. */
  width: number
  height: number
}

export interface LiveCamera {
  deviceId: string | null
  /** Facing its user: shown as in a mirror, so that aiming feels right. */
  isMirrored: boolean
  /** Switches its light; null where it has none. */
  setLight: ((isOn: boolean) => Promise<void>) | null
}

export interface CameraWatcher {
  onLive: (camera: LiveCamera) => void
  /** What a look has found; null once the code is gone. */
  onSeen: (seen: SeenCodes | null) => void
  /** It is over, and the camera is off. */
  onProblem: (problem: CameraProblem) => void
}

/** Time between two looks, in ms: steady outlines without keeping the machine busy. */
const LOOK_EVERY_MS = 90
/** So many looks without a code, and it is gone from the picture. */
const MISSES_SHOWN = 3

/**
 * Shows a camera in `video` and looks for codes in it, until the returned function is called.
 * [Note: camera] It is on from here to that call and never else: a problem switches it off as well.
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

  const look = async (frame: number): Promise<void> => {
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0) {
      const { width, height } = frameSize(video.videoWidth, video.videoHeight)
      const codes = await decoder.lookAtFrame(readPixels(video, width, height), frame)
      if (isOver) return
      misses = codes.length === 0 ? misses + 1 : 0
      // The looks take turns and not each of them sees every code: an outline stays for a miss or two.
      if (misses === 0) watcher.onSeen({ codes, width, height })
      else if (misses === MISSES_SHOWN) watcher.onSeen(null)
    }
    timer = setTimeout(() => {
      look(frame + 1).catch((error: unknown) => fail(cameraProblem(error)))
    }, LOOK_EVERY_MS)
  }

  const start = async (): Promise<void> => {
    const opened = await openCamera(deviceId)
    // Closed while the user was being asked.
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
    await look(0)
  }

  start().catch((error: unknown) => fail(cameraProblem(error)))
  return stop
}
