import type { Backstage } from './host.ts'
import type { Handlers } from './registrar.ts'

export function appCalls({ host }: Backstage) {
  return {
    'app.info': () => host.info(),
    'app.licenses': () => host.licenses(),
  } satisfies Partial<Handlers>
}
