import type { LibraryStorage } from '../../contract/library.ts'
import { breather } from '../breathe.ts'
import { freeBytes } from '../files/disk-space.ts'
import type { KnownDisks } from '../files/known-disks.ts'
import { diskByPath } from '../files/disk-by-path.ts'
import { withLimit } from '../with-limit.ts'
import { readPlace } from './index-line.ts'
import type { Items } from './items.ts'
import type { Look } from './look.ts'
import { createTally, monthsLeftOf } from './storage.ts'

/** A share that does not answer within this has an unknown size. */
const SILENT_MS = 2000

/**
 * What the library takes by year, scheduler and disk; in small steps. An item counts on the disk of its first file.
 *
 * @param folder where new recordings are saved to; null before one was chosen
 */
export async function readStorage(
  items: Items,
  folder: string | null,
  deps: { disks: Pick<KnownDisks, 'mountPoints'>; look: Pick<Look, 'missingDisks'>; now: () => Date },
): Promise<LibraryStorage> {
  const breathe = breather()
  const missing = await deps.look.missingDisks()
  const mountPoints = await deps.disks.mountPoints().catch(() => [])
  const tally = createTally()
  /** A folder on each disk. */
  const folders = new Map<string, string>()
  for (const item of [...items.all()]) {
    const place = readPlace(item)
    if (place === null) continue
    const disk = diskByPath(place.folder, mountPoints)
    if (!folders.has(disk)) folders.set(disk, place.folder)
    tally.add({ start: item.start, bytes: item.sum, scheduler: place.meeting?.scheduler ?? '', disk })
    await breathe()
  }
  const { disks, ...sums } = tally.sums(deps.now())
  const target = folder === null ? null : diskByPath(folder, mountPoints)
  if (target !== null && folder !== null && !folders.has(target)) {
    folders.set(target, folder)
    disks.push({ path: target, items: 0, bytes: 0 })
  }
  const known = await Promise.all(
    disks.map(async (disk) => {
      const isConnected = !missing.has(disk.path)
      return {
        ...disk,
        isConnected,
        isTarget: disk.path === target,
        freeBytes: isConnected ? await freeOn(disk.path, folders.get(disk.path) ?? disk.path) : null,
      }
    }),
  )
  const free = known.find(({ isTarget }) => isTarget)?.freeBytes ?? null
  return { ...sums, disks: known, monthsLeft: monthsLeftOf(free, sums.bytesPerMonth) }
}

/** Of the folder's file system, or of the disk if the folder is gone; null if unknown. */
async function freeOn(disk: string, folder: string): Promise<number | null> {
  const outcome = await withLimit(
    freeBytes(folder).then((free) => free ?? freeBytes(disk)),
    SILENT_MS,
  )
  return outcome.status === 'done' ? outcome.value : null
}
