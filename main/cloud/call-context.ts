import type { Account } from '../../contract/account.ts'
import { isRequestRefused } from '../../contract/error-rules.ts'
import { AppError, fromFailure } from '../../contract/errors.ts'

/** Calls whose refusal needs words of its own: `params.call` of the failure. */
const NAMES: Readonly<Record<string, string>> = {
  '/v1/mmc/management/record/downloadurls': 'download-links',
  '/v1/usg/sss/meeting-files/save-to-personal-space': 'minutes-save',
}

/**
 * Adds to a refusal what its text is chosen by: the `call`, if its refusal needs words of its own, and for whom it
 * is: `reader`, admin or user, with the
 * `enterpriseId` that sales and support ask for. Other errors are returned unchanged.
 */
export function withCallContext(
  error: unknown,
  path: string,
  { isAdmin, enterpriseId = '' }: Pick<Account, 'isAdmin' | 'enterpriseId'>,
): unknown {
  const call = NAMES[path]
  if (!(error instanceof AppError) || !isRequestRefused(error)) return error
  const { params, ...failure } = error.failure
  const reader = isAdmin === null ? {} : { reader: isAdmin ? 'admin' : 'user' }
  const enterprise = enterpriseId === '' ? {} : { enterpriseId }
  if (call === undefined && isAdmin === null) return error
  const named = call === undefined ? {} : { call }
  return fromFailure({ ...failure, params: { ...params, ...named, ...reader, ...enterprise } }, error)
}
