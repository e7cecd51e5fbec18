import { withLimit } from '../with-limit.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

/** A remembered session is there sooner as a rule; a keychain that waits for a password does not keep the page waiting. */
const LONGEST_START_MS = 1000

export function accountCalls({ services, settings, whenStarted }: HandlerContext) {
  return {
    // The welcome page should not flash by before a remembered session.
    'account.get': async () => {
      await withLimit(whenStarted(), LONGEST_START_MS)
      return services.session.state()
    },
    'account.signIn': async (order) => {
      const state = await services.session.signIn(order)
      // The next sign-in starts from the site that worked last.
      settings.set({ site: order.site })
      return state
    },
    'account.tryDemo': () => services.tryDemo(),
    'account.signOut': () => services.session.signOut(),
  } satisfies Partial<Handlers>
}
