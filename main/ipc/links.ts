import type { Backstage } from './host.ts'
import type { Handlers } from './registrar.ts'

export function linksCalls({ links }: Backstage) {
  return {
    'links.get': () => links.list(),
    'links.set': ({ scheme, isOn }) => links.set(scheme, isOn),
  } satisfies Partial<Handlers>
}
