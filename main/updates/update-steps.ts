import type { UpdateStep } from '../../contract/updates.ts'

export type UpdateEvent = 'check' | 'nothing' | 'found' | 'download' | 'downloaded' | 'failed'

/** What may follow what. A version that is ready waits for the restart: nothing else happens to it. */
const NEXT: Readonly<Record<UpdateStep, Partial<Record<UpdateEvent, UpdateStep>>>> = {
  resting: { check: 'checking' },
  checking: { nothing: 'resting', found: 'found', failed: 'resting' },
  found: { check: 'checking', download: 'downloading' },
  downloading: { downloaded: 'ready', failed: 'found' },
  ready: {},
}

/** The next step; null when the event may not come now. */
export function nextStep(step: UpdateStep, event: UpdateEvent): UpdateStep | null {
  return NEXT[step][event] ?? null
}
