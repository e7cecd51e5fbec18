import { CameraOff, Flashlight, FlashlightOff, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useErrorToast } from '../../state/use-action.ts'
import styles from './camera.module.css'
import { type FoundCode, judge, type Reading } from './codes.ts'
import { RefusedCode } from './refused-code.tsx'
import { useCamera } from './use-camera.ts'
import type { SeenCodes } from './watch-camera.ts'

/** How long the outline of a found code is shown before the picture closes, in ms. */
const SHOW_FOUND_MS = 450

export interface CameraPanelProps {
  /** A usable result: one minutes code, or several codes to choose from. */
  onFound: (reading: Reading) => void
  onClose: () => void
}

/** The live picture with outlines of its codes; closing it switches the camera off. */
export function CameraPanel({ onFound, onClose }: CameraPanelProps) {
  const t = useText()
  const [refused, setRefused] = useState<Extract<Reading, { kind: 'refused' }> | null>(null)
  const [video, setVideo] = useState<HTMLVideoElement | null>(null)
  const found = useRef(new Map<string, FoundCode>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const camera = useCamera(video, ({ codes }: SeenCodes) => {
    // From the first useful frame on, codes add up: each frame may show only some of those in view. So do parts.
    if (timer.current === undefined)
      for (const [key, { part }] of found.current) if (part === undefined) found.current.delete(key)
    for (const code of codes)
      found.current.set(`${code.text} ${code.part?.index ?? ''}`, { ...code, picture: '' })
    const reading = judge([...found.current.values()])
    const isUseful =
      reading.kind === 'minutes' || (reading.kind === 'several' && reading.codes.some((code) => code.link.ok))
    if (isUseful) {
      timer.current ??= setTimeout(() => onFound(judge([...found.current.values()])), SHOW_FOUND_MS)
    } else if (reading.kind === 'refused') {
      setRefused((was) => (was?.text === reading.text ? was : reading))
    }
  })

  return (
    <section className={styles['panel']} aria-label={t('minutes.camera.title')}>
      <div className={styles['bar']}>
        <h2 className={styles['title']}>{t('minutes.camera.title')}</h2>
        {camera.devices.length > 1 && camera.live?.deviceId ? (
          <SelectField
            label={t('minutes.camera.device')}
            isLabelHidden
            value={camera.live.deviceId}
            onChange={camera.choose}
            options={camera.devices.map((device, index) => ({
              value: device.id,
              label: device.label || t('minutes.camera.unnamed', { number: index + 1 }),
            }))}
          />
        ) : null}
        {camera.live?.setLight ? <Light key={camera.live.deviceId} set={camera.live.setLight} /> : null}
        <IconButton label={t('minutes.camera.close')} icon={<X aria-hidden="true" />} onClick={onClose} />
      </div>
      <div
        className={classNames(styles['picture'], camera.live?.isMirrored === true && styles['mirrored'])}
        hidden={camera.problem !== null}
      >
        <video
          ref={setVideo}
          className={styles['video']}
          muted
          playsInline
          aria-label={t('minutes.camera.live')}
        />
        {camera.seen === null ? null : <Outlines seen={camera.seen} />}
        {camera.live === null ? (
          <p className={styles['starting']} role="status">
            <Spinner /> {t('minutes.camera.starting')}
          </p>
        ) : null}
      </div>
      {camera.problem === null ? null : (
        <EmptyState
          icon={<CameraOff />}
          title={t(`minutes.camera.problems.${camera.problem}.title`)}
          actions={<Button onClick={camera.retry}>{t('common.actions.retry')}</Button>}
        >
          {t(`minutes.camera.problems.${camera.problem}.hint`)}
        </EmptyState>
      )}
      {refused === null ? (
        camera.live !== null ? (
          <p className={styles['hint']}>{t('minutes.camera.hint')}</p>
        ) : null
      ) : (
        <div className={styles['refused']}>
          <RefusedCode text={refused.text} failure={refused.failure} onDismiss={() => setRefused(null)} />
        </div>
      )}
    </section>
  )
}

/** The camera's light; it is switched off with the camera. */
function Light({ set }: { set: (isOn: boolean) => Promise<void> }) {
  const t = useText()
  const report = useErrorToast()
  const [isOn, setIsOn] = useState(false)
  return (
    <Button
      size="small"
      icon={isOn ? <Flashlight aria-hidden="true" /> : <FlashlightOff aria-hidden="true" />}
      aria-pressed={isOn}
      onClick={() => report(set(!isOn).then(() => setIsOn(!isOn)))}
    >
      {t('minutes.camera.light')}
    </Button>
  )
}

/** Drawn over the video with the same fit, so the corners match the codes. */
function Outlines({ seen }: { seen: SeenCodes }) {
  return (
    <svg
      className={styles['outlines']}
      viewBox={`0 0 ${seen.width} ${seen.height}`}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden="true"
    >
      {seen.codes.map((code) => (
        <polygon
          key={code.text}
          className={styles['outline']}
          points={code.corners.map(({ x, y }) => `${x},${y}`).join(' ')}
        />
      ))}
    </svg>
  )
}
