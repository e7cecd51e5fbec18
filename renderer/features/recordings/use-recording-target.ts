import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { useText } from '../../i18n/text.ts'
import { recordingOfHash, type RecordingTarget, useHash } from '../../navigation.ts'
import type { DayRange } from '../../model/period.ts'
import { showToast } from '../../state/toasts.ts'
import { dayOf } from '../../model/period.ts'

const DAY_MS = 86_400_000

/** The local day a meeting started on and the next: its recording may have started after midnight. */
export function daysOfTarget({ startedAt }: RecordingTarget): DayRange {
  const start = new Date(startedAt)
  return { from: dayOf(start), to: dayOf(new Date(start.getTime() + DAY_MS)) }
}

/** Finds the recording of a meeting: loads its days and opens it; says so if it does not exist. */
export function useRecordingTarget(page: {
  /** The complete answer for the current filters; null while loading. */
  loaded: readonly { confUUID: string }[] | null
  lookAt: (days: DayRange) => void
  open: (confUUID: string) => void
}): void {
  const t = useText()
  const hash = useHash()
  const target = useMemo(() => recordingOfHash(hash), [hash])
  /** The target being searched for, until it is found or known to be missing. */
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

  // An answer is evaluated before a new target is set: it belongs to the previous filters.
  const { loaded } = page
  useEffect(() => {
    if (loaded !== null) conclude(loaded)
  }, [loaded])
  useEffect(() => {
    wanted.current = target
    if (target !== null) look(target)
  }, [target])
}
