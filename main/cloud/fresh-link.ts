import type { Source } from '../../contract/download.ts'
import type { FilePlace } from '../../contract/recording.ts'
import type { FileContent, Link } from '../interfaces.ts'
import type { OwnMinutesOfService } from './own-minutes.ts'
import type { Programs } from './programs.ts'
import { isSameType } from './recording-files.ts'
import type { Recordings } from './recordings.ts'

/**
 * Requests a link to a file, for one attempt. A queue may contain files of another site than the one signed
 * in to: the session rejects each call for them with AUTH_REQUIRED. `place`: the link of this file of the same
 * recording instead.
 */
export function createFreshLink(deps: {
  recordings: Pick<Recordings, 'freshLink'>
  programs: Pick<Programs, 'freshLink'>
  ownMinutes: Pick<OwnMinutesOfService, 'freshLink'>
}): (source: Source, place?: FilePlace) => Promise<Link> {
  const { recordings, programs, ownMinutes } = deps
  return async (source, place) => {
    switch (source.kind) {
      case 'recording':
        return await recordings.freshLink({ ...source, ...place })
      case 'material':
        return await programs.freshLink(source)
      case 'minutes':
        return await ownMinutes.freshLink(source)
    }
  }
}

/**
 * The other files of a recording that have this content, by the service's SHA-256 or, where the content has
 * not been hashed, by its size. Rejects with the service's error.
 */
export function createPlacesOf(deps: {
  recordings: Pick<Recordings, 'files'>
}): (source: Source, content: FileContent) => Promise<FilePlace[]> {
  return async (source, { bytes, sha256 }) => {
    if (source.kind !== 'recording') return []
    const files = await deps.recordings.files(source.confUUID, source.site)
    return files
      .filter((file) => (sha256 === null ? file.bytes === bytes : file.sha256 === sha256.toLowerCase()))
      .filter((file) => file.part !== source.part || !isSameType(file.fileType, source.fileType))
      .map(({ fileType, part }) => ({ fileType, part }))
  }
}
