/** Why there is no picture from a camera, in a word the texts know. */
export type CameraProblem = 'none' | 'denied' | 'busy' | 'ended' | 'failed'

/** What getUserMedia's refusal means to the user (Media Capture and Streams, "getUserMedia()"). */
export function cameraProblem(error: unknown): CameraProblem {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy'
  return 'failed'
}

/** Long side of a frame that is looked at, in pixels: enough for a code across the room, quick enough to be live. */
const MAX_FRAME_SIDE = 1280

/** The size at which a frame is looked at; never larger than it is. */
export function frameSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, MAX_FRAME_SIDE / Math.max(width, height, 1))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

export interface CameraDevice {
  id: string
  label: string
}

/** The cameras there are; labels are known only once one of them has been allowed. */
export async function listCameras(): Promise<CameraDevice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices
    .filter((device) => device.kind === 'videoinput')
    .map((device) => ({ id: device.deviceId, label: device.label }))
}

/** Opens a camera, picture only; rejects as getUserMedia does. The caller stops its tracks. */
export function openCamera(deviceId: string | null): Promise<MediaStream> {
  // Missing where the page is not a secure context.
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

/** What switches the light of a camera; null where it has none. */
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
