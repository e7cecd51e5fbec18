import type { UpdateStep } from '../../contract/updates.ts'

export type UpdateEvent = 'check' | 'nothing' | 'found' | 'download' | 'downloaded' | 'failed'

/** State transitions. An update that is ready waits for the restart and changes no more. */
const NEXT: Readonly<Record<UpdateStep, Partial<Record<UpdateEvent, UpdateStep>>>> = {
  resting: { check: 'checking' },
  checking: { nothing: 'resting', found: 'found', failed: 'resting' },
  found: { check: 'checking', download: 'downloading' },
  downloading: { downloaded: 'ready', failed: 'found' },
  ready: {},
}

/** The next step; null when the event is not allowed now. */
export function nextStep(step: UpdateStep, event: UpdateEvent): UpdateStep | null {
  return NEXT[step][event] ?? null
}
