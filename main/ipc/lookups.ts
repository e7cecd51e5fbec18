import { dataUrlOf } from '../cloud/picture.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

/** Handlers of the read-only lookups: meetings and programs. */
export function lookupCalls({ services: { meetings, programs } }: HandlerContext) {
  return {
    'meetings.onServer': () => meetings.onServer(),
    'meetings.inCloud': (query) => meetings.inCloud(query),
    'programs.list': ({ search }) => programs.list(search),
    'programs.get': ({ id }) => programs.get(id),
    'programs.picture': async (material) => dataUrlOf(await programs.picture(material)),
  } satisfies Partial<Handlers>
}
