import { isActive } from '../../contract/download-states.ts'
import { freeBytes, lackOfRoom, SPARE_BYTES } from '../files/disk-space.ts'
import type { DownloadList } from './download-list.ts'
import type { Queued } from './queued.ts'

/**
 * Why the remaining bytes of the folder's running files, including this one, do not fit on its disk; null if
 * they do, as far as known. Another file that does not fit even alone is not counted: it is stopped itself, and
 * a server may announce any size.
 */
export async function outgrowsDisk(
  list: DownloadList,
  id: string,
): Promise<'DISK_FULL' | 'NO_INODES' | null> {
  const download = list.get(id)
  if (download === undefined || download.totalBytes === null) return null
  const free = (await freeBytes(download.folder)) ?? Infinity
  const stillToCome = [...list.index.running]
    .flatMap((other) => list.get(other) ?? [])
    .filter((other) => other.folder === download.folder)
    .filter((other) => other.id === id || toCome(other) <= free - SPARE_BYTES)
    .reduce((sum, other) => sum + toCome(other), 0)
  return await lackOfRoom(download.folder, stillToCome)
}

/**
 * The folder's waiting files for which no space remains after all files before them in the queue: determined
 * before any of them starts, if sizes are known. In queue order.
 */
export async function waitingWithoutRoom(list: DownloadList, folder: string): Promise<string[]> {
  const free = await freeBytes(folder)
  return free === null
    ? []
    : beyondRoom(
        [...list.index.running, ...[...list.index.files].map(({ id }) => id)]
          .flatMap((id) => list.get(id) ?? [])
          .filter((one) => one.folder === folder)
          .toSorted((a, b) => a.rank - b.rank),
        free - SPARE_BYTES,
      )
}

/** Pure part of {@link waitingWithoutRoom}. A file that fits proceeds even when a larger one before it does not. */
export function beyondRoom(
  queue: Pick<Queued, 'id' | 'state' | 'totalBytes' | 'receivedBytes'>[],
  room: number,
): string[] {
  let left = room
  const without: string[] = []
  for (const one of queue.filter(isActive)) {
    if (one.state === 'waiting' && toCome(one) > left) without.push(one.id)
    else left -= toCome(one)
  }
  return without
}

function toCome({ totalBytes, receivedBytes }: Pick<Queued, 'totalBytes' | 'receivedBytes'>): number {
  return Math.max(0, (totalBytes ?? 0) - receivedBytes)
}
