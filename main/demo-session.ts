import type { AccountState } from '../contract/account.ts'
import { AppError } from '../contract/errors.ts'
import type { Session } from './cloud/session.ts'
import type { SettingsAccess } from './interfaces.ts'
import type { DemoAddress } from './service-deps.ts'

/** The demo service with sample meetings, started on first use. */
export interface DemoSession {
  /** Starts the service and signs in; NOT_FOUND where there is none. */
  open(): Promise<AccountState>
  /** Stops the service, if it was started. */
  close(): Promise<void>
}

/**
 * If no meetings server is configured, sets the demo's own while it runs; the user's setting is never
 * changed.
 */
export function createDemoSession(deps: {
  startDemo: (() => Promise<DemoAddress>) | undefined
  session: Pick<Session, 'signIn'>
  settings: Pick<SettingsAccess, 'get' | 'set'>
}): DemoSession {
  const { startDemo, session, settings } = deps
  let starting: Promise<DemoAddress> | null = null
  let isClosed = false
  return {
    open: async () => {
      if (startDemo === undefined)
        throw new AppError('NOT_FOUND', { detail: 'there is no demo service here' })
      // The promise, so that two requests at once start one service.
      starting ??= startDemo().catch((error: unknown) => {
        starting = null
        throw error
      })
      const { url, meetingsUrl, appId, appKey, userId } = await starting
      if (isClosed) throw new AppError('CANCELLED')
      const state = await session.signIn({
        site: url,
        credentials: { kind: 'appId', appId, appKey, userId },
        remember: false,
        isDemo: true,
      })
      if (!isClosed && settings.get().meetingsUrl === '') settings.set({ meetingsUrl })
      return state
    },
    close: async () => {
      isClosed = true
      const demo = await starting?.catch(() => null)
      if (demo === null || demo === undefined) return
      if (settings.get().meetingsUrl === demo.meetingsUrl) settings.set({ meetingsUrl: '' })
      await demo.close()
    },
  }
}
