import type { DemoFile } from '../../demo/recordings.ts'
import { type PlannedRecording, recordingsAt } from './plan.ts'

/** A pass as it was: `isWhole` if it listed everything and nothing stopped it. */
export interface PassTime {
  at: number
  isWhole: boolean
}

/** What must be true after a year of passes. */
export interface Truth {
  /** Files that could be had in a pass that nothing stopped. */
  saved: Map<string, DemoFile>
  /** Files that could be had only in a pass that was stopped: either is right. */
  perhaps: Set<string>
  /** Recordings that a whole pass listed before they could be had, and that were gone for a later one. */
  gone: Set<string>
  /** Recordings that only a stopped pass listed: naming them is right, and so is not knowing them. */
  perhapsGone: Set<string>
}

export function truthOf(planned: readonly PlannedRecording[], passes: readonly PassTime[]): Truth {
  const truth: Truth = { saved: new Map(), perhaps: new Set(), gone: new Set(), perhapsGone: new Set() }
  const listed = new Set<string>()
  const perhapsListed = new Set<string>()
  const whole = new Set<string>()
  for (const { at, isWhole } of passes) {
    const there = recordingsAt(planned, at)
    for (const { confUUID, readyAt, files } of there) {
      const isReady = readyAt <= at
      ;(isWhole ? listed : perhapsListed).add(confUUID)
      for (const file of isReady ? files : [])
        if (isWhole) truth.saved.set(file.path, file)
        else truth.perhaps.add(file.path)
      if (isReady) whole.add(confUUID)
    }
    if (!isWhole) continue
    const here = new Set(there.map(({ confUUID }) => confUUID))
    for (const { recording } of planned) {
      const id = recording.confUUID
      if (here.has(id)) continue
      const isHad = recording.files.every(({ path }) => truth.saved.has(path))
      if (isHad) continue
      if (listed.has(id) && !whole.has(id)) truth.gone.add(id)
      else if (listed.has(id) || perhapsListed.has(id)) truth.perhapsGone.add(id)
    }
  }
  return truth
}
