import { isConnectionFailure, wasRefusedBeforeActing } from '../../contract/error-rules.ts'
import type { Failure } from '../../contract/errors.ts'
import type { Save } from './save-log.ts'

/**
 * [Note: saving once] Decides what happens to a failed save. The call has no idempotency key, so it is
 * retried automatically only when it was provably not made: nothing of it left this machine
 * (params.neverSent), or, for a waiting save, the service rejected it before acting. When the connection was
 * cut or timed out it may have been made, and only the user can check: SAVE_UNKNOWN.
 */
export function afterFailure(
  save: Save,
  failure: Failure,
  how: { canWait: boolean; isAgain: boolean },
): Save {
  const isOfNetwork = isConnectionFailure(failure)
  const wasNotMade =
    (isOfNetwork && failure.params?.['neverSent'] === true) ||
    (how.isAgain && wasRefusedBeforeActing(failure))
  const requestId = failure.requestId ?? ''
  if (wasNotMade) return { ...save, requestId, failure, step: how.canWait ? 'waiting' : 'ended' }
  if (!isOfNetwork) return { ...save, requestId, failure, step: 'ended' }
  const { detail = failure.code } = failure
  return { ...save, requestId, failure: { ...failure, code: 'SAVE_UNKNOWN', detail }, step: 'ended' }
}

/** After a restart: a save that was being sent when the app ended may have been made. */
export function afterRestart(save: Save): Save {
  if (save.step !== 'sending') return save
  const detail = 'the app ended while it was being sent'
  return { ...save, step: 'ended', failure: { code: 'SAVE_UNKNOWN', detail } }
}
