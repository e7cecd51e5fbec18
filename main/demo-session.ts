import type { AccountState } from '../contract/account.ts'
import { AppError } from '../contract/errors.ts'
import type { Session } from './cloud/session.ts'
import type { SettingsAccess } from './ports.ts'
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
  let demo: DemoAddress | null = null
  return {
    open: async () => {
      if (startDemo === undefined)
        throw new AppError('NOT_FOUND', { detail: 'there is no demo service here' })
      demo ??= await startDemo()
      const { url, meetingsUrl, appId, appKey, userId } = demo
      const state = await session.signIn({
        site: url,
        credentials: { kind: 'appId', appId, appKey, userId },
        remember: false,
        isDemo: true,
      })
      if (settings.get().meetingsUrl === '') settings.set({ meetingsUrl })
      return state
    },
    close: async () => {
      if (demo === null) return
      if (settings.get().meetingsUrl === demo.meetingsUrl) settings.set({ meetingsUrl: '' })
      await demo.close()
    },
  }
}
