import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { useText } from '../../i18n/text.ts'
import { recordingOfHash, type RecordingTarget, useHash } from '../../navigation.ts'
import type { DayRange } from '../../model/period.ts'
import { showToast } from '../../state/toasts.ts'
import { dayOf } from '../../model/period.ts'

const DAY_MS = 86_400_000

/** The local day a meeting began on and the next one: its recording may have begun after midnight. */
export function daysOfTarget({ startedAt }: RecordingTarget): DayRange {
  const start = new Date(startedAt)
  return { from: dayOf(start), to: dayOf(new Date(start.getTime() + DAY_MS)) }
}

/** The way from a meeting to its recording: its days are looked through, and it is opened; says when it is not there. */
export function useRecordingTarget(page: {
  /** Whole answer for the filters as they are; null while it is under way. */
  loaded: readonly { confUUID: string }[] | null
  lookAt: (days: DayRange) => void
  open: (confUUID: string) => void
}): void {
  const t = useText()
  const hash = useHash()
  const target = useMemo(() => recordingOfHash(hash), [hash])
  /** The target that is being looked for, until it was found or is known to be missing. */
  const wanted = useRef<RecordingTarget | null>(null)

  const look = useEffectEvent((found: RecordingTarget) => {
    page.lookAt(daysOfTarget(found))
    page.open(found.confUUID)
  })
  const conclude = useEffectEvent((rows: readonly { confUUID: string }[]) => {
    const looked = wanted.current
    wanted.current = null
    if (looked === null || rows.some(({ confUUID }) => confUUID === looked.confUUID)) return
    showToast({ kind: 'info', title: t('recordings.notThere'), description: t('recordings.notThereHint') })
  })

  // An answer is judged before a new target is taken up: it was for the filters as they were.
  const { loaded } = page
  useEffect(() => {
    if (loaded !== null) conclude(loaded)
  }, [loaded])
  useEffect(() => {
    wanted.current = target
    if (target !== null) look(target)
  }, [target])
}
