import { AppError } from '../../contract/errors.ts'
import { isOpenable } from '../downloads/openable.ts'
import { pathOfSaved } from '../library/open-saved.ts'
import { watchableOf } from '../library/watchable.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

export function watchingCalls({ services: { library, thumbnails }, host }: HandlerContext) {
  return {
    'library.search': (query) => library.search(query),
    'library.look': () => library.look(),
    'library.watchable': ({ site, confUUID }) => watchableOf(library, site, confUUID),
    'library.revealFile': async ({ id }) => {
      const entry = library.byId(id)
      if (entry === null) throw new AppError('NOT_FOUND')
      host.reveal(await pathOfSaved(entry))
    },
    'library.thumbnail': ({ id }) => thumbnails.read(id),
    'library.saveThumbnail': ({ id, picture }) => thumbnails.save(id, picture),
    'library.open': async ({ id }) => {
      const entry = library.byId(id)
      if (entry === null) throw new AppError('NOT_FOUND')
      const path = await pathOfSaved(entry)
      if (isOpenable(path)) await host.open(path)
      else host.reveal(path)
    },
  } satisfies Partial<Handlers>
}
