import { useEffect, useEffectEvent, useState } from 'react'
import { useSessionState } from '../../state/session-state.tsx'
import { type CameraDevice, type CameraProblem, listCameras } from './camera.ts'
import { type LiveCamera, type SeenCodes, watchCamera } from './watch-camera.ts'

export interface Camera {
  /** null while it starts, and after an error. */
  live: LiveCamera | null
  problem: CameraProblem | null
  devices: CameraDevice[]
  choose: (deviceId: string) => void
  /** After an error: opens any available camera. */
  retry: () => void
  /** The codes in the latest frame; null if it shows none. */
  seen: SeenCodes | null
}

/** Watches a camera while `video` is mounted. */
export function useCamera(video: HTMLVideoElement | null, onSeen: (seen: SeenCodes) => void): Camera {
  const tellSeen = useEffectEvent(onSeen)
  const [chosen, setChosen] = useSessionState<string | null>('minutes-camera', () => null)
  const [wanted, setWanted] = useState({ deviceId: chosen })
  const [live, setLive] = useState<LiveCamera | null>(null)
  const [problem, setProblem] = useState<CameraProblem | null>(null)
  const [devices, setDevices] = useState<CameraDevice[]>([])
  const [seen, setSeen] = useState<SeenCodes | null>(null)

  useEffect(() => {
    if (video === null) return
    let isOver = false
    const forget = () => {
      setLive(null)
      setSeen(null)
    }
    const stop = watchCamera(video, wanted.deviceId, {
      onLive: (camera) => {
        setLive(camera)
        // Without the list the open camera still works.
        listCameras().then(
          (found) => !isOver && setDevices(found),
          () => undefined,
        )
      },
      onSeen: (found) => {
        setSeen(found)
        if (found !== null) tellSeen(found)
      },
      onProblem: (found) => {
        forget()
        setProblem(found)
      },
    })
    return () => {
      isOver = true
      stop()
      forget()
      setProblem(null)
    }
  }, [video, wanted])

  return {
    live,
    problem,
    devices,
    choose: (deviceId) => {
      setChosen(deviceId)
      setWanted({ deviceId })
    },
    retry: () => setWanted({ deviceId: null }),
    seen,
  }
}
