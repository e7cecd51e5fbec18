/** Why the camera shows no picture, as a text key. */
export type CameraProblem = 'none' | 'denied' | 'busy' | 'ended' | 'failed'

/** Maps a getUserMedia rejection (Media Capture and Streams, "getUserMedia()"). */
export function cameraProblem(error: unknown): CameraProblem {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy'
  return 'failed'
}

/** Long side of a decoded frame, in pixels: enough for a code across the room, fast enough to be live. */
const MAX_FRAME_SIDE = 1280

/** The size at which a frame is decoded; never larger than the frame. */
export function frameSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, MAX_FRAME_SIDE / Math.max(width, height, 1))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

export interface CameraDevice {
  id: string
  label: string
}

/** Lists the cameras; labels are available only after permission for one of them. */
export async function listCameras(): Promise<CameraDevice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices
    .filter((device) => device.kind === 'videoinput')
    .map((device) => ({ id: device.deviceId, label: device.label }))
}

/** Opens a camera without sound; rejects as getUserMedia does. The caller stops its tracks. */
export function openCamera(deviceId: string | null): Promise<MediaStream> {
  // Undefined outside a secure context.
  const media = navigator.mediaDevices as MediaDevices | undefined
  if (media === undefined) return Promise.reject(new DOMException('no camera here', 'NotFoundError'))
  return media.getUserMedia({
    audio: false,
    video: {
      width: { ideal: 1920 },
      height: { ideal: 1080 },
      ...(deviceId === null ? { facingMode: 'environment' } : { deviceId: { exact: deviceId } }),
    },
  })
}

/** `torch` of the Image Capture draft: Chromium has it, TypeScript's own types do not. */
interface LightCapabilities extends MediaTrackCapabilities {
  torch?: boolean
}
interface LightConstraints extends MediaTrackConstraintSet {
  torch?: boolean
}

/** Returns a function that switches the camera's light; null if it has none. */
export function lightOf(
  track: Pick<MediaStreamTrack, 'getCapabilities' | 'applyConstraints'>,
): ((isOn: boolean) => Promise<void>) | null {
  const { torch }: LightCapabilities = track.getCapabilities()
  if (torch !== true) return null
  return (isOn) => track.applyConstraints({ advanced: [{ torch: isOn } as LightConstraints] })
}

export function stopCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
