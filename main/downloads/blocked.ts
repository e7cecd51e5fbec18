import type { Source } from '../../contract/download.ts'
import { isActive, occupiesSlot } from '../../contract/download-states.ts'
import { type Failure, toFailure } from '../../contract/errors.ts'
import { hasRoom, sameDisk } from '../files/disk-space.ts'
import type { DownloadList } from './download-list.ts'
import type { DownloadRequest, LookUpAgain } from './download-requests.ts'
import { IDLE_FIELDS } from './queued-request.ts'
import { dueFor, blocksInsteadOfFailing, nextAttemptAt } from './blocked-policy.ts'

/** Handles downloads with an unmet prerequisite: disk space, network, a sign-in, a finished recording. */
export interface Blocked {
  /** Blocks a download until its prerequisite is met. */
  block(id: string, failure: Failure): void
  /** Blocks every download that writes to a full disk. */
  blockDisk(folder: string, failure: Failure): Promise<void>
  /** Replaces a recording that was still being prepared with its files, once it has them. */
  takeUp(id: string, source: Source, fileTypes: string[], folder: string): Promise<void>
  /** Resumes downloads that are no longer blocked; call periodically. */
  tend(): Promise<void>
}

export function createBlocked(ports: {
  list: DownloadList
  stop: (id: string) => void
  resume: (id: string) => void
  orderAgain: LookUpAgain
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
        // Read again: it may have been saved or cancelled during the disk check.
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
        // Paused, cancelled or removed meanwhile: discard the files.
        const placeholder = list.get(id)
        if (placeholder?.state !== 'blocked') return
        list.remove(id)
        await ports.add(orders, folder).catch((error: unknown) => {
          // Otherwise the recording would vanish from the list without a reason.
          list.put(placeholder)
          throw error
        })
      } catch (error) {
        // Nor does a late failure change it.
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
        // Unless the user paused or cancelled it meanwhile.
        if (isReady && list.get(download.id)?.state === 'blocked') ports.resume(download.id)
      }
    },
  }
}
