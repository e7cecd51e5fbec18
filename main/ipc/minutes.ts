import { dataUrlOf } from '../cloud/picture.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

export function minutesCalls({ services: { minutes, ownMinutes } }: HandlerContext) {
  return {
    'minutes.preview': ({ text }) => minutes.preview(text),
    'minutes.save': ({ text }) => minutes.save(text),
    'minutes.history': () => minutes.history(),
    'minutes.cancelSave': ({ id }) => minutes.cancel(id),
    'minutes.sendWaiting': () => minutes.sendWaiting(),
    'minutes.list': (query) => ownMinutes.page(query),
    'minutes.thumbnail': async ({ fileCode }) => {
      const picture = await ownMinutes.thumbnail(fileCode)
      return picture === null ? null : dataUrlOf(picture)
    },
  } satisfies Partial<Handlers>
}
