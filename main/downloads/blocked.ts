import { isActive, occupiesSlot } from '../../contract/download-states.ts'
import type { Failure } from '../../contract/errors.ts'
import { diskFacts, sameDisk, SPARE_BYTES } from '../files/disk-space.ts'
import { isConnected } from '../files/mount-point.ts'
import type { DownloadList } from './download-list.ts'
import type { Queued } from './queued.ts'
import { IDLE_FIELDS } from './queued-request.ts'
import { recheckReason, nextAttemptAt, TRY_AGAIN_MS } from './blocked-policy.ts'

/** Handles downloads with an unmet prerequisite: disk space, network, a sign-in, a finished recording. */
export interface Blocked {
  /** Blocks a download until its prerequisite is met. */
  block(id: string, failure: Failure): void
  /** Blocks every download that writes to a full disk. */
  blockDisk(folder: string, failure: Failure): Promise<void>
  /** Resumes downloads that are no longer blocked; call periodically. */
  recheck(): Promise<void>
}

const ids = (ranked: Iterable<{ id: string }>): string[] => [...ranked].map(({ id }) => id)

export function createBlocked(deps: {
  list: DownloadList
  stop: (id: string) => void
  resume: (id: string) => void
}): Blocked {
  const { list } = deps

  /** When each download was blocked last. */
  const blockedAt = new Map<string, number>()

  const block = (id: string, failure: Failure): void => {
    blockedAt.set(id, performance.now())
    list.change(id, {
      ...IDLE_FIELDS,
      state: 'blocked',
      failure,
      resumesAt: nextAttemptAt(failure, Date.now()),
    })
  }

  const hasRoomAgain = async ({
    id,
    folder,
    failure,
    totalBytes,
    receivedBytes,
  }: Queued): Promise<boolean> => {
    const { freeBytes, hasInodes } = await diskFacts(folder)
    if (!hasInodes) return false
    // Only another try can tell, and each spends a link: a quota, or a disk that does not say.
    if (freeBytes === null || failure?.params?.['errno'] === 'EDQUOT')
      return performance.now() - (blockedAt.get(id) ?? -TRY_AGAIN_MS) >= TRY_AGAIN_MS
    return freeBytes >= Math.max(0, (totalBytes ?? 0) - receivedBytes) + SPARE_BYTES
  }

  return {
    block,
    blockDisk: async (folder, failure) => {
      for (const id of [...list.index.running, ...ids(list.index.files)]) {
        const other = list.get(id)
        if (other === undefined) continue
        if (!(await sameDisk(other.folder, folder))) continue
        // Read again: it may have been saved or cancelled during the disk check.
        const current = list.get(other.id)
        if (current === undefined || !isActive(current)) continue
        if (occupiesSlot(current)) deps.stop(other.id)
        // Under its own path: the failure names the file that found the disk full.
        block(other.id, { code: failure.code, params: { ...failure.params, path: other.folder } })
      }
    },
    recheck: async () => {
      for (const id of [...list.index.blocked]) {
        const download = list.get(id)
        if (download === undefined) continue
        const due = recheckReason(download, Date.now())
        const isReady =
          due === 'another-try' ||
          (due === 'room' && (await hasRoomAgain(download))) ||
          (due === 'disk' && (await isConnected(download.folder, download.mountPoint)))
        // Unless the user paused or cancelled it meanwhile.
        if (isReady && list.get(download.id)?.state === 'blocked') deps.resume(download.id)
      }
    },
  }
}
