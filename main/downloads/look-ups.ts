import { prerequisiteOf, type Prerequisite } from '../../contract/error-rules.ts'
import { type Failure, toFailure } from '../../contract/errors.ts'
import type { QueuePlace } from './add-to-queue.ts'
import { blocksInsteadOfFailing } from './blocked-policy.ts'
import { MAX_LOOKUPS } from './next-work.ts'
import type { DownloadList } from './download-list.ts'
import type { DownloadRequest, RequestFiles } from './download-requests.ts'
import type { Queued } from './queued.ts'
import { IDLE_FIELDS } from './queued-request.ts'

/** Looks up the files of recordings that are in the queue, and puts the files in their place. */
export interface LookUps {
  /** Ids of the recordings being looked up. */
  readonly active: ReadonlySet<string>
  /** Recordings that may be looked up, in queue order. */
  waiting(): Iterable<{ id: string; rank: number }>
  /** Starts a lookup, unless one is active. */
  lookUp(id: string): void
  /** The same for a blocked recording; if too many are active, the next check of blocked downloads does it. */
  lookUpAgain(id: string): void
}

/** Smaller files may still fit; but on a full disk a long order is not looked up for nothing. */
const MOST_WITHOUT_ROOM = 2 * MAX_LOOKUPS

function requestsTheSame(one: Queued, other: Queued): boolean {
  return one.folder === other.folder && one.awaited?.join() === other.awaited?.join()
}

/** What is missing for one recording alone; everything else is missing for all of its site. */
const OF_ONE_RECORDING: ReadonlySet<Prerequisite> = new Set<Prerequisite>(['preparation', 'later'])

export function createLookUps(deps: {
  list: DownloadList
  requestFiles: RequestFiles
  /** Adds files in the place of a recording; resolves with their ids. */
  add: (requests: DownloadRequest[], folder: string, place: QueuePlace) => Promise<{ ids: string[] }>
  act: (action: 'pause' | 'cancel', ids: string[]) => void
  block: (id: string, failure: Failure) => void
  /** Whether a waiting recording may be looked up now. */
  isDue: (recording: Queued) => boolean
  /** Puts it back among the waiting ones if the failure is a shortage that others can end; true if so. */
  requeueOnShortage: (id: string, failure: Failure) => boolean
  isClosing: () => boolean
  /** Called after each lookup. */
  onDone: () => void
}): LookUps {
  const { list } = deps
  const active = new Set<string>()

  const replaceWithFiles = async (id: string): Promise<void> => {
    const recording = list.get(id)
    if (recording === undefined || recording.awaited === null || recording.source.kind !== 'recording') return
    const { source, awaited, folder, state } = recording
    // Paused, cancelled or removed meanwhile: its files are discarded, and a late failure does not change it either.
    const isOutdated = (): boolean => deps.isClosing() || list.get(id)?.state !== state
    try {
      const requests = await deps.requestFiles(source.confUUID, awaited, folder, source.site)
      const taken = list.get(id)
      // In another order by now, which requests more: it is looked up again.
      if (isOutdated() || taken === undefined || !requestsTheSame(taken, recording)) return
      // The recording is removed last: after a crash it is looked up again.
      const { ids } = await deps.add(requests, folder, taken)
      const now = list.get(id)
      if (now?.state === 'paused') deps.act('pause', ids)
      if (now?.state === 'cancelled' || now === undefined) deps.act('cancel', ids)
      // Its files join the other order when they are looked up again.
      const hasJoined = now !== undefined && (now.orderId !== taken.orderId || !requestsTheSame(now, taken))
      if (!hasJoined) list.remove(id)
    } catch (error) {
      if (isOutdated()) return
      const failure = toFailure(error)
      if (deps.requeueOnShortage(id, failure)) return
      if (blocksInsteadOfFailing(failure)) deps.block(id, failure)
      else list.change(id, { ...IDLE_FIELDS, state: 'failed', failure })
    }
  }

  /**
   * Sites whose recordings wait with one that found the service unreachable, or the user signed out; and folders whose
   * recordings wait with files for room, or for the disk.
   */
  const held = (): { sites: ReadonlySet<string>; folders: ReadonlyMap<string, number> } => {
    const sites = new Set<string>()
    const folders = new Map<string, number>()
    for (const id of list.index.blocked) {
      const { awaited, failure, source, folder = '' } = list.get(id) ?? {}
      const missing = failure ? prerequisiteOf(failure) : null
      if (awaited && source && missing !== null && !OF_ONE_RECORDING.has(missing)) sites.add(source.site)
      if (missing === 'room' || missing === 'disk') folders.set(folder, (folders.get(folder) ?? 0) + 1)
    }
    return { sites, folders }
  }

  const lookUp = (id: string): void => {
    if (active.has(id)) return
    active.add(id)
    void replaceWithFiles(id).finally(() => {
      active.delete(id)
      deps.onDone()
    })
  }

  return {
    active,
    *waiting() {
      if (list.index.recordings.size === 0) return
      const { sites, folders } = held()
      for (const one of list.index.recordings) {
        const recording = list.get(one.id)
        if (recording === undefined || active.has(one.id) || !deps.isDue(recording)) continue
        const { source, folder } = recording
        const isHeld = sites.has(source.site) || (folders.get(folder) ?? 0) >= MOST_WITHOUT_ROOM
        if (!isHeld) yield one
      }
    },
    lookUp,
    lookUpAgain: (id) => {
      if (active.size < MAX_LOOKUPS) lookUp(id)
    },
  }
}
