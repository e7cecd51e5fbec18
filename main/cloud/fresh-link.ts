import type { Source } from '../../contract/download.ts'
import type { Link } from '../interfaces.ts'
import type { OwnMinutesOfService } from './own-minutes.ts'
import type { Programs } from './programs.ts'
import type { Recordings } from './recordings.ts'

/**
 * Requests a link to a file, for one attempt. A queue may contain files of another site than the one signed
 * in to: the session rejects each call for them with AUTH_REQUIRED.
 */
export function createFreshLink(deps: {
  recordings: Pick<Recordings, 'freshLink'>
  programs: Pick<Programs, 'freshLink'>
  ownMinutes: Pick<OwnMinutesOfService, 'freshLink'>
}): (source: Source) => Promise<Link> {
  const { recordings, programs, ownMinutes } = deps
  return async (source) => {
    switch (source.kind) {
      case 'recording':
        return await recordings.freshLink(source)
      case 'material':
        return await programs.freshLink(source)
      case 'minutes':
        return await ownMinutes.freshLink(source)
    }
  }
}
