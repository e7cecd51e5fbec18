import { prerequisiteOf, type Prerequisite } from '../../contract/error-rules.ts'
import { type Failure, toFailure } from '../../contract/errors.ts'
import { blocksInsteadOfFailing } from './blocked-policy.ts'
import type { DownloadList } from './download-list.ts'
import type { DownloadRequest, RequestsAgain } from './download-requests.ts'
import { IDLE_FIELDS } from './queued-request.ts'

/** Looks up the files of recordings that are in the queue, and puts the files in their place. */
export interface LookUps {
  /** Number of recordings being looked up. */
  readonly active: number
  isLookingUp(id: string): boolean
  /** Starts a lookup, unless one is active. */
  lookUp(id: string): void
  /** Sites whose recordings wait with one that found the service unreachable, or the user signed out. */
  heldSites(): ReadonlySet<string>
}

/** What is missing for one recording alone; everything else is missing for all of its site. */
const OF_ONE_RECORDING: ReadonlySet<Prerequisite> = new Set<Prerequisite>(['preparation', 'later'])

export function createLookUps(deps: {
  list: DownloadList
  requestsAgain: RequestsAgain
  /** Adds files in the place of a recording; resolves with their ids. */
  add: (requests: DownloadRequest[], folder: string, place: { rank: number }) => Promise<{ ids: string[] }>
  act: (action: 'pause' | 'cancel', ids: string[]) => void
  block: (id: string, failure: Failure) => void
  isClosing: () => boolean
  /** Called after each lookup. */
  onDone: () => void
}): LookUps {
  const { list } = deps
  const active = new Set<string>()

  const replaceWithFiles = async (id: string): Promise<void> => {
    const recording = list.get(id)
    if (recording === undefined || recording.awaited === null || recording.source.kind !== 'recording') return
    const { source, awaited, folder, rank, state } = recording
    // Paused, cancelled or removed meanwhile: its files are discarded, and a late failure does not change it either.
    const isOutdated = (): boolean => deps.isClosing() || list.get(id)?.state !== state
    try {
      const requests = await deps.requestsAgain(source.confUUID, awaited, folder, source.site)
      if (isOutdated()) return
      // The recording is removed last: after a crash it is looked up again.
      const { ids } = await deps.add(requests, folder, { rank })
      const now = list.get(id)?.state
      if (now === 'paused') deps.act('pause', ids)
      if (now === 'cancelled' || now === undefined) deps.act('cancel', ids)
      list.remove(id)
    } catch (error) {
      if (isOutdated()) return
      const failure = toFailure(error)
      if (blocksInsteadOfFailing(failure)) deps.block(id, failure)
      else list.change(id, { ...IDLE_FIELDS, state: 'failed', failure })
    }
  }

  return {
    get active() {
      return active.size
    },
    isLookingUp: (id) => active.has(id),
    lookUp: (id) => {
      if (active.has(id)) return
      active.add(id)
      void replaceWithFiles(id).finally(() => {
        active.delete(id)
        deps.onDone()
      })
    },
    heldSites: () => {
      const sites = new Set<string>()
      for (const id of list.index.blocked) {
        const { awaited, failure, source } = list.get(id) ?? {}
        const missing = failure ? prerequisiteOf(failure) : null
        if (awaited && source && missing !== null && !OF_ONE_RECORDING.has(missing)) sites.add(source.site)
      }
      return sites
    },
  }
}
