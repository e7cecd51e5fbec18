import type { Shell } from 'electron'
import { AppError } from '../../contract/errors.ts'
import { withLimit } from '../with-limit.ts'

/** A system that says nothing by then has taken the file, or never says anything. */
const LONGEST_MS = 3000

/**
 * Hands a file to the program the system opens it with. DISK_ERROR with the system's words when it tells of a problem.
 *
 * On Linux Electron's promise never settles: xdg-open is started and not waited for, and the answer is forgotten
 * (Electron: platform_util_linux.cc, XDGUtil; ente#12818). Without a limit the page would wait for good.
 */
export async function openPath(
  shell: Pick<Shell, 'openPath'>,
  path: string,
  longestMs = LONGEST_MS,
): Promise<void> {
  const opened = await withLimit(shell.openPath(path), longestMs)
  if (opened.status === 'failed') throw opened.error
  // An empty text means it was opened (Electron: shell.openPath).
  if (opened.status === 'done' && opened.value !== '')
    throw new AppError('DISK_ERROR', { detail: opened.value })
}
