import { AppError } from '../../contract/errors.ts'
import { isOpenable } from '../downloads/openable.ts'
import { freeBytes } from '../files/disk-space.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

export function downloadsCalls({ services, settings, host }: HandlerContext) {
  const { downloads } = services
  /** The folder the user chose in main's own dialog; the page never supplies a path. */
  const folder = (): string => {
    const chosen = settings.get().folder
    if (chosen === null) throw new AppError('NO_FOLDER')
    return chosen
  }
  return {
    'downloads.list': () => downloads.list(),
    'downloads.room': async () => {
      const chosen = settings.get().folder
      return { freeBytes: chosen === null ? null : await freeBytes(chosen) }
    },
    'orders.list': () => downloads.orders.list(),
    'orders.place': (request) => downloads.orders.place({ ...request, folder: folder() }),
    'orders.act': ({ id, action }) => downloads.orders.act(id, action),
    'orders.undoClear': () => downloads.orders.undoClear(),
    'downloads.addMaterials': (request) => downloads.addMaterials({ ...request, folder: folder() }),
    'downloads.addMinutes': (request) => downloads.addMinutes({ ...request, folder: folder() }),
    'downloads.pause': ({ ids }) => downloads.pause(ids),
    'downloads.resume': ({ ids }) => downloads.resume(ids),
    'downloads.cancel': ({ ids }) => downloads.cancel(ids),
    'downloads.retry': ({ ids }) => downloads.retry(ids),
    'downloads.moveToTop': ({ ids }) => downloads.moveToTop(ids),
    'downloads.clear': ({ ids }) => downloads.clear(ids),
    'downloads.reveal': async ({ id }) => host.reveal(await downloads.savedPath(id)),
    'downloads.open': async ({ id }) => {
      const path = await downloads.savedPath(id)
      if (isOpenable(path)) await host.open(path)
      else host.reveal(path)
    },
  } satisfies Partial<Handlers>
}
