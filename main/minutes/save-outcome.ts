import { isConnectionFailure, wasRefusedBeforeActing } from '../../contract/error-rules.ts'
import type { Failure } from '../../contract/errors.ts'
import type { Save } from './save-log.ts'

/**
 * [Note: saving once] What becomes of a save that failed. The call has no key by which the service could tell a
 * repetition, so it is made again by itself only when it provably was not made: nothing of it left this machine
 * (params.neverSent), or, for one that waits anyway, the service refused it before acting. Where the connection was
 * cut or silent it may have been made, and only its user can look: SAVE_UNKNOWN.
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

/** What a restart finds: a save that was on its way when the app ended may have been made. */
export function afterRestart(save: Save): Save {
  if (save.step !== 'sending') return save
  const detail = 'the app ended while it was on its way'
  return { ...save, step: 'ended', failure: { code: 'SAVE_UNKNOWN', detail } }
}
