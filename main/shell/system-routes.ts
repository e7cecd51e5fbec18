import type { Session } from 'electron'
import { AppError } from '../../contract/errors.ts'
import { type ProxyRoute, readPacAnswer } from '../network/proxy.ts'
import { withinLimit } from '../with-limit.ts'

/** A proxy script on a host that does not answer must not hold a call for ever. */
const LONGEST_LOOKUP_MS = 20_000

/**
 * How this system reaches a server: its settings, a proxy script, or what its administrator rolled out (Electron:
 * session.resolveProxy). It knows no passwords; a proxy that wants one is set by hand. TIMEOUT when the system does not say.
 */
export function systemRoutes(
  session: Pick<Session, 'resolveProxy'>,
): (origin: string) => Promise<ProxyRoute[]> {
  const tooLate = (): AppError =>
    new AppError('TIMEOUT', { detail: 'the system did not say how to reach the server' })
  return async (origin) =>
    readPacAnswer(await withinLimit(session.resolveProxy(origin), LONGEST_LOOKUP_MS, tooLate))
}
