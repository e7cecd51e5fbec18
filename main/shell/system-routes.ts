import type { Session } from 'electron'
import { AppError } from '../../contract/errors.ts'
import { type ProxyRoute, readPacAnswer } from '../network/proxy.ts'
import { withinLimit } from '../with-limit.ts'

/** A proxy script on a host that does not answer must not block a call indefinitely. */
const LONGEST_LOOKUP_MS = 20_000

/**
 * Resolves the system's proxy routes to a server: its settings, a proxy script, or an administrator's policy
 * (Electron: session.resolveProxy). It has no passwords; a proxy that requires one is configured manually.
 * TIMEOUT when the system does not answer.
 */
export function systemRoutes(
  session: Pick<Session, 'resolveProxy'>,
): (origin: string) => Promise<ProxyRoute[]> {
  const tooLate = (): AppError =>
    new AppError('TIMEOUT', { detail: 'the system did not return a proxy route' })
  return async (origin) =>
    readPacAnswer(await withinLimit(session.resolveProxy(origin), LONGEST_LOOKUP_MS, tooLate))
}
