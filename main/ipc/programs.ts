import { dataUrlOf } from '../cloud/picture.ts'
import type { Backstage } from './host.ts'
import type { Handlers } from './registrar.ts'

export function programsCalls({ services: { programs } }: Backstage) {
  return {
    'programs.list': ({ search }) => programs.list(search),
    'programs.get': ({ id }) => programs.get(id),
    'programs.picture': async (material) => dataUrlOf(await programs.picture(material)),
  } satisfies Partial<Handlers>
}
