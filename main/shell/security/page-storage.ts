import type { Session } from 'electron'
import type { Log } from '../../interfaces.ts'

/**
 * Removes what an earlier page stored, except localStorage, which has the positions of the player and is small. Our
 * page uses no other storage; a page under foreign control could fill the disk with it, up to Chromium's quota.
 */
export async function clearPageStorage(
  session: Pick<Session, 'clearStorageData'>,
  log: Pick<Log, 'warn'>,
): Promise<void> {
  await session
    .clearStorageData({ storages: ['cookies', 'filesystem', 'indexdb', 'serviceworkers', 'cachestorage'] })
    .catch((error: unknown) => log.warn('what the page stored was not removed', { detail: String(error) }))
}
