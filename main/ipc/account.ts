import type { Backstage } from './host.ts'
import type { Handlers } from './registrar.ts'

export function accountCalls({ services, settings }: Backstage) {
  return {
    'account.get': () => services.session.state(),
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
