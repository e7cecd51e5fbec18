import { withLimit } from '../with-limit.ts'
import type { CallInput } from '../../contract/ipc.ts'
import { MAX_ACCOUNTS } from '../../contract/settings.ts'
import { accountKey, consentFor } from './consent.ts'
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
      const before = services.session.state().account
      await consent.toSignIn(request, before !== null && !before.isDemo)
      const state = await services.session.signIn(request)
      // The next sign-in defaults to the last site that worked.
      settings.set({ site: request.site, accounts: withAccount(settings.get().accounts, request) })
      return state
    },
    'account.tryDemo': () => services.tryDemo(),
    'account.signOut': () => services.session.signOut(),
  } satisfies Partial<Handlers>
}

/** The newest first; a token is used for hours, and is not remembered as an account. */
function withAccount(known: string[], { site, credentials }: CallInput<'account.signIn'>): string[] {
  if (credentials.kind === 'token' && known.length > 0) return known
  const key = accountKey(site, credentials)
  return [key, ...known.filter((other) => other !== key)].slice(0, MAX_ACCOUNTS)
}
