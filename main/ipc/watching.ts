import { AppError } from '../../contract/errors.ts'
import { isOpenable } from '../downloads/saved-file.ts'
import { openSaved } from '../library/open-saved.ts'
import { watchableOf } from '../library/watchable.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

export function watchingCalls({ services: { library }, host }: HandlerContext) {
  return {
    'library.search': (query) => library.search(query),
    'library.watchable': ({ site, confUUID }) => watchableOf(library, site, confUUID),
    'library.open': async ({ id }) => {
      const entry = library.byId(id)
      if (entry === null) throw new AppError('NOT_FOUND')
      const file = await openSaved(entry)
      if (typeof file === 'string') throw new AppError('NOT_FOUND', { detail: `the file is ${file}` })
      await file.close()
      if (isOpenable(entry.path)) await host.open(entry.path)
      else host.reveal(entry.path)
    },
  } satisfies Partial<Handlers>
}
