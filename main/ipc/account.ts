import { withLimit } from '../with-limit.ts'
import { consentFor } from './consent.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

/**
 * A remembered session is usually restored sooner; a keychain that waits for a password must not block the
 * page.
 */
const LONGEST_START_MS = 1000

export function accountCalls({ services, settings, whenStarted, askConsent }: HandlerContext) {
  const consent = consentFor(askConsent, settings)
  return {
    // Avoids flashing the welcome page before a remembered session is restored.
    'account.get': async () => {
      await withLimit(whenStarted(), LONGEST_START_MS)
      return services.session.state()
    },
    'account.signIn': async (request) => {
      await consent.toSite(request.site)
      const state = await services.session.signIn(request)
      // The next sign-in defaults to the last site that worked.
      settings.set({ site: request.site })
      return state
    },
    'account.tryDemo': () => services.tryDemo(),
    'account.signOut': () => services.session.signOut(),
  } satisfies Partial<Handlers>
}
