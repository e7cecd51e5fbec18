import { lstat } from 'node:fs/promises'
import type { Shell } from 'electron'
import { AppError } from '../../contract/errors.ts'
import { withLimit } from '../with-limit.ts'

/** Within a disk a file is only renamed; into the trash of another disk KDE copies it. */
const LONGEST_MS = 120_000

/**
 * Moves a file to the system's trash. DISK_ERROR if the system refuses, does not answer in time, or leaves the
 * file where it is.
 *
 * On Linux Electron runs `gio trash` (on KDE 4 and 5 `kioclient5`, which may ask its user) and waits for it
 * without a limit. Windows and macOS refuse a file that their trash cannot hold, as on many network drives;
 * no system deletes it instead (Electron: platform_util_linux.cc, platform_util_win.cc and
 * platform_util_mac.mm, PlatformTrashItem).
 */
export async function trashItem(
  shell: Pick<Shell, 'trashItem'>,
  path: string,
  longestMs = LONGEST_MS,
): Promise<void> {
  const ended = await withLimit(shell.trashItem(path), longestMs)
  if (ended.status === 'timed-out')
    throw new AppError('DISK_ERROR', { detail: 'the trash did not answer in time' })
  if (ended.status === 'failed') throw new AppError('DISK_ERROR', { detail: String(ended.error) })
  const isStillThere = await lstat(path).then(
    () => true,
    () => false,
  )
  if (isStillThere) throw new AppError('DISK_ERROR', { detail: 'the file was not moved to the trash' })
}
