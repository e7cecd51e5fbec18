import { AppError } from '../../contract/errors.ts'
import type { MinutesEntries } from '../../contract/minutes.ts'
import { isWebPage } from './service-error.ts'
import type { Session } from './session.ts'

/**
 * Saves the minutes a code refers to into the signed-in user's personal space. The body is every key and
 * value of the code except `action`, as strings; the answer has no body. Source: the API page "Saving Meeting
 * Minutes to eMeetings", POST /v1/usg/sss/meeting-files/save-to-personal-space.
 */
export async function saveMinutes(session: Session, entries: MinutesEntries): Promise<{ requestId: string }> {
  // fromEntries defines own properties, so __proto__ is an ordinary key.
  const body: unknown = Object.fromEntries(entries)
  const { requestId, body: answered } = await session.call({
    method: 'POST',
    path: '/v1/usg/sss/meeting-files/save-to-personal-space',
    body,
  })
  // There is no proof that anything was saved.
  if (isWebPage(answered))
    throw new AppError('BAD_ANSWER', { requestId, detail: 'a web page was received instead of an answer' })
  return { requestId }
}
