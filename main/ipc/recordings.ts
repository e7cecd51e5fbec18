import { AppError } from '../../contract/errors.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

export function recordingsCalls({ services, host }: HandlerContext) {
  const { recordings, storage, pace } = services
  return {
    'recordings.page': ({ query, index }) => recordings.page(query, index),
    'recordings.leave': ({ query }) => recordings.leave(query),
    'recordings.counts': ({ query, spans }) => recordings.counts(query, spans),
    'recordings.storage': () => storage.read(),
    'pace.waits': () => pace.waits(),
    'recordings.get': ({ confUUID }) => recordings.get(confUUID),
    'recordings.files': ({ confUUID }) => recordings.files(confUUID),
    // The address is requested from the service again, never taken from the page.
    'recordings.openPlayback': async ({ confUUID, index }) => {
      const { playbackUrls } = await recordings.get(confUUID)
      const url = playbackUrls[index]
      if (url === undefined) throw new AppError('NOT_FOUND')
      await host.openExternal(url)
    },
    'library.savedFiles': ({ site, confUUIDs }) => services.library.savedFiles(site, confUUIDs),
  } satisfies Partial<Handlers>
}
