import { lstat, realpath } from 'node:fs/promises'
import { withDiskErrors } from '../files/disk-error.ts'
import { quarantine } from '../files/quarantine.ts'
import type { LibraryEntry } from './entry.ts'
import type { Library } from './library.ts'
import { moveDescription } from './move-description.ts'
import { removeFromDescription } from './remove-files.ts'

/** Whether a saved file was set aside by {@link setAside}. */
export const isSetAside = (path: string): boolean => /\.set-aside-[^/\\]+$/.test(path)

/**
 * Gives a damaged or changed file another name in its folder, so that a new download gets its own. Library and
 * description follow: if the cloud has the recording no longer, this is still the copy there is. Nothing happens if
 * it is missing, or set aside already. Rejects with an AppError of the disk.
 */
export async function setAside(
  library: Pick<Library, 'update'>,
  { source, path, damagedAt }: LibraryEntry,
  now: Date,
): Promise<void> {
  const there = await lstat(path).catch(() => null)
  if (there?.isFile() !== true || isSetAside(path)) return
  const moved = await withDiskErrors(path, () => quarantine(path, 'set-aside', now))
  await library.update(source, {
    ...{ path: moved, realPath: await realpath(moved) },
    // It does not count as saved at any size.
    damagedAt: damagedAt ?? now.toISOString(),
  })
  await moveDescription(path, moved).catch(() => undefined)
}

/** Once a whole file has been saved in its place, the one that was set aside goes to the trash. */
export async function discardSetAside(path: string, trash: (path: string) => Promise<void>): Promise<void> {
  await trash(path)
  await removeFromDescription(path, trash)
}
