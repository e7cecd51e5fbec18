import type { Session } from 'electron'
import { type Way, readPacAnswer } from '../network/proxy.ts'

/**
 * How this system reaches a server: its settings, a proxy script, or what its administrator rolled out (Electron:
 * session.resolveProxy). It knows no passwords; a proxy that wants one is set by hand.
 */
export function systemWays(session: Pick<Session, 'resolveProxy'>): (origin: string) => Promise<Way[]> {
  return async (origin) => readPacAnswer(await session.resolveProxy(origin))
}
