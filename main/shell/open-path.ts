import type { Shell } from 'electron'
import { AppError } from '../../contract/errors.ts'
import { withLimit } from '../with-limit.ts'

/** A system that has not answered by then has opened the file, or never answers. */
const LONGEST_MS = 3000

/**
 * Opens a file with the system's default program. DISK_ERROR with the system's message when it reports an
 * error.
 *
 * On Linux Electron's promise never settles: xdg-open is started and not waited for, and the result is
 * dropped (Electron: platform_util_linux.cc, XDGUtil; ente#12818). Hence the timeout.
 */
export async function openPath(
  shell: Pick<Shell, 'openPath'>,
  path: string,
  longestMs = LONGEST_MS,
): Promise<void> {
  const opened = await withLimit(shell.openPath(path), longestMs)
  if (opened.status === 'failed') throw opened.error
  // An empty string means success (Electron: shell.openPath).
  if (opened.status === 'done' && opened.value !== '')
    throw new AppError('DISK_ERROR', { detail: opened.value })
}
