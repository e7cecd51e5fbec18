import { AppError } from '../../contract/errors.ts'
import { isOpenable } from '../downloads/openable.ts'
import { pathOfSaved } from '../library/open-saved.ts'
import { verifySaved } from '../library/verify-saved.ts'
import { watchableOf } from '../library/watchable.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

export function libraryCalls({ services: { library, thumbnails }, host }: HandlerContext) {
  /** Ends the verification under way; reading a whole archive twice at once only slows both down. */
  let verifying = new AbortController()
  const pathOf = async (id: string): Promise<string> => {
    const entry = library.byId(id)
    if (entry === null) throw new AppError('NOT_FOUND')
    return await pathOfSaved(entry)
  }
  return {
    'library.verify': async ({ ids }) => {
      verifying.abort()
      const { signal } = (verifying = new AbortController())
      try {
        return await verifySaved(library, ids, () => new Date(), signal)
      } catch (error) {
        throw signal.aborted ? new AppError('CANCELLED') : error
      }
    },
    'library.stopVerifying': () => verifying.abort(),
    'library.search': (query) => library.search(query),
    'library.look': () => library.look(),
    'library.watchable': ({ site, confUUID }) => watchableOf(library, site, confUUID),
    'library.revealFile': async ({ id }) => host.reveal(await pathOf(id)),
    'library.thumbnail': ({ id }) => thumbnails.read(id),
    'library.saveThumbnail': ({ id, picture }) => thumbnails.save(id, picture),
    'library.open': async ({ id }) => {
      const path = await pathOf(id)
      if (isOpenable(path)) await host.open(path)
      else host.reveal(path)
    },
  } satisfies Partial<Handlers>
}
