import type { AccountState } from '../contract/account.ts'
import { AppError } from '../contract/errors.ts'
import type { Session } from './cloud/session.ts'
import type { SettingsAccess } from './ports.ts'
import type { DemoAddress } from './service-deps.ts'

/** The demo service of sample meetings, started when it is first tried. */
export interface DemoSession {
  /** Starts the service and signs in to it; NOT_FOUND where there is none. */
  open(): Promise<AccountState>
  /** Ends the service, if it was started. */
  close(): Promise<void>
}

/**
 * Where no meetings server is set, the demo's own is set for as long as it runs; one of the user's is never touched.
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
