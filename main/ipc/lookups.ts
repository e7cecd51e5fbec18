import { dataUrlOf } from '../cloud/picture.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

/** Meetings and programs: what is only looked up. */
export function lookupCalls({ services: { meetings, programs } }: HandlerContext) {
  return {
    'meetings.onServer': () => meetings.onServer(),
    'meetings.inCloud': (query) => meetings.inCloud(query),
    'programs.list': ({ search }) => programs.list(search),
    'programs.get': ({ id }) => programs.get(id),
    'programs.picture': async (material) => dataUrlOf(await programs.picture(material)),
  } satisfies Partial<Handlers>
}
