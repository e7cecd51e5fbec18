import type { Backstage } from './host.ts'
import type { Handlers } from './registrar.ts'

export function programsCalls({ services: { programs } }: Backstage) {
  return { 'programs.get': ({ id }) => programs.get(id) } satisfies Partial<Handlers>
}
