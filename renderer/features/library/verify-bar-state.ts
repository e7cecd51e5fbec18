import type { VerifyState } from '../../../contract/verify.ts'

/** What the bar says of a verification. */
export function barOf({
  phase,
  startedAt,
  isStopped,
  files,
  outcomes,
}: Pick<VerifyState, 'phase' | 'startedAt' | 'isStopped' | 'files' | 'outcomes'>):
  | 'none'
  | 'running'
  | 'paused'
  | 'waiting'
  | 'stopped'
  | 'problems'
  | 'ok' {
  if (phase !== 'idle') return phase
  if (startedAt === null) return 'none'
  if (files.done > outcomes.verified) return 'problems'
  return isStopped ? 'stopped' : 'ok'
}
