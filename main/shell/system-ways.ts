import type { Session } from 'electron'
import { AppError } from '../../contract/errors.ts'
import { type Way, readPacAnswer } from '../network/proxy.ts'
import { withLimit } from '../with-limit.ts'

/** A proxy script on a host that does not answer must not hold a call for ever. */
const LONGEST_LOOKUP_MS = 20_000

/**
 * How this system reaches a server: its settings, a proxy script, or what its administrator rolled out (Electron:
 * session.resolveProxy). It knows no passwords; a proxy that wants one is set by hand. TIMEOUT when the system does not say.
 */
export function systemWays(session: Pick<Session, 'resolveProxy'>): (origin: string) => Promise<Way[]> {
  return async (origin) => {
    const answer = await withLimit(session.resolveProxy(origin), LONGEST_LOOKUP_MS)
    if (answer.status === 'done') return readPacAnswer(answer.value)
    if (answer.status === 'failed') throw answer.error
    throw new AppError('TIMEOUT', { detail: 'the system did not say how to reach the server' })
  }
}
