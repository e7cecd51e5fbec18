import type { Backstage } from './host.ts'
import type { Handlers } from './registrar.ts'

export function programsCalls({ services: { programs } }: Backstage) {
  return {
    'programs.list': ({ search }) => programs.list(search),
    'programs.get': ({ id }) => programs.get(id),
    'programs.picture': async (material) => {
      const { type, bytes } = await programs.picture(material)
      return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
    },
  } satisfies Partial<Handlers>
}
