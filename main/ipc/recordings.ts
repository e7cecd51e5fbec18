import { AppError } from '../../contract/errors.ts'
import type { Backstage } from './host.ts'
import type { Handlers } from './registrar.ts'

export function recordingsCalls({ services, host }: Backstage) {
  const { recordings } = services
  return {
    'recordings.list': (query) => recordings.list(query),
    'recordings.get': ({ confUUID }) => recordings.get(confUUID),
    'recordings.files': ({ confUUID }) => recordings.files(confUUID),
    // The address comes from the service once more, never from the page.
    'recordings.openPlayback': async ({ confUUID, index }) => {
      const { playbackUrls } = await recordings.get(confUUID)
      const url = playbackUrls[index]
      if (url === undefined) throw new AppError('NOT_FOUND')
      await host.openExternal(url)
    },
    'library.savedFiles': ({ confUUIDs }) =>
      services.library
        .ofRecordings(services.session.baseUrl(), confUUIDs)
        .flatMap(({ source, path }) =>
          source.kind === 'recording'
            ? [{ confUUID: source.confUUID, fileType: source.fileType, part: source.part, path }]
            : [],
        ),
  } satisfies Partial<Handlers>
}
