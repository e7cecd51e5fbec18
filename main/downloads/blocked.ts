import type { Source } from '../../contract/download.ts'
import { isActive, occupiesSlot } from '../../contract/download-states.ts'
import { type Failure, toFailure } from '../../contract/errors.ts'
import { hasRoom, sameDisk } from '../files/disk-space.ts'
import type { DownloadList } from './download-list.ts'
import type { DownloadRequest } from './download-requests.ts'
import { IDLE_FIELDS } from './queued-request.ts'
import { dueFor, blocksInsteadOfFailing, nextAttemptAt } from './blocked-policy.ts'

/** What becomes of downloads that lack something which is not theirs: room, network, a sign-in, a finished recording. */
export interface Blocked {
  /** Leaves a download alone until what it lacks is there. */
  block(id: string, failure: Failure): void
  /** A full disk stops everything that writes to it. */
  blockDisk(folder: string, failure: Failure): Promise<void>
  /** Exchanges a recording that was still being prepared for its files, when it has them. */
  takeUp(id: string, source: Source, fileTypes: string[], folder: string): Promise<void>
  /** Takes up again what need not be blocked any more; to be called every so often. */
  tend(): Promise<void>
}

export function createBlocked(ports: {
  list: DownloadList
  stop: (id: string) => void
  resume: (id: string) => void
  orderAgain: (
    confUUID: string,
    fileTypes: string[],
    folder: string,
    site: string,
  ) => Promise<DownloadRequest[]>
  add: (orders: DownloadRequest[], folder: string) => Promise<unknown>
}): Blocked {
  const { list } = ports

  const block = (id: string, failure: Failure): void =>
    list.change(id, {
      ...IDLE_FIELDS,
      state: 'blocked',
      failure,
      resumesAt: nextAttemptAt(failure, Date.now()),
    })

  return {
    block,
    blockDisk: async (folder, failure) => {
      for (const other of list.all()) {
        if (!(await sameDisk(other.folder, folder))) continue
        // As it is now: saved or cancelled, while the disk was looked at, is no matter of the disk any more.
        const current = list.get(other.id)
        if (current === undefined || !isActive(current)) continue
        if (occupiesSlot(current)) ports.stop(other.id)
        block(other.id, failure)
      }
    },
    takeUp: async (id, source, fileTypes, folder) => {
      if (source.kind !== 'recording') return
      block(id, { code: 'NOT_TRANSCODED' })
      try {
        const orders = await ports.orderAgain(source.confUUID, fileTypes, folder, source.site)
        // Paused, cancelled or cleared meanwhile: the files change nothing then.
        if (list.get(id)?.state !== 'blocked') return
        list.remove(id)
        await ports.add(orders, folder)
      } catch (error) {
        // Neither does a failure that comes too late.
        if (list.get(id)?.state !== 'blocked') return
        const failure = toFailure(error)
        if (blocksInsteadOfFailing(failure)) block(id, failure)
        else list.change(id, { ...IDLE_FIELDS, state: 'failed', failure })
      }
    },
    tend: async () => {
      for (const download of list.all()) {
        const due = dueFor(download, Date.now())
        const missing = Math.max(0, (download.totalBytes ?? 0) - download.receivedBytes)
        const isReady = due === 'another-try' || (due === 'room' && (await hasRoom(download.folder, missing)))
        // Unless its user has paused or cancelled it meanwhile.
        if (isReady && list.get(download.id)?.state === 'blocked') ports.resume(download.id)
      }
    },
  }
}
