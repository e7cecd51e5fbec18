import { type Failure, fromFailure, toFailure } from '../contract/errors.ts'
import type { Session } from './cloud/session.ts'
import type { DownloadsLifecycle } from './downloads/downloads.ts'
import type { Library } from './library/library.ts'
import type { MinutesService, MinutesLifecycle } from './minutes/minutes-service.ts'
import type { ConfiguredNetwork } from './network/configured-network.ts'
import type { Log, SecretStore, SettingsAccess } from './interfaces.ts'
import { withLimit } from './with-limit.ts'

/** Longest delay of session-dependent downloads while the session is restored. */
const LONGEST_RESTORE_MS = 2000

/**
 * Starts the services in dependency order: the network, then the library and the minutes, the session, and
 * last the downloads. A failed step does not stop later ones; the first failure is thrown at the end.
 *
 * @param restoreLimitMs how long the downloads wait for the session: a keychain may wait for a person
 */
export async function startServices(
  deps: {
    network: Pick<ConfiguredNetwork, 'apply'>
    library: Pick<Library, 'load'>
    minutes: Pick<MinutesService, 'sendWaiting'> & Pick<MinutesLifecycle, 'load'>
    session: Pick<Session, 'restore' | 'onChange'>
    downloads: Pick<DownloadsLifecycle, 'load' | 'resumeWaiting'>
    settings: Pick<SettingsAccess, 'onChange'>
    secrets: Pick<SecretStore, 'onLateKeychain'>
    log: Log
    /** False: the library, the minutes and the queue are not loaded. */
    usesState?: boolean
  },
  restoreLimitMs = LONGEST_RESTORE_MS,
): Promise<void> {
  const { network, library, minutes, session, downloads, settings, secrets, log, usesState = true } = deps
  const failures: Failure[] = []
  const attempt = async (step: () => Promise<unknown>): Promise<void> => {
    await step().catch((error: unknown) => failures.push(toFailure(error)))
  }

  await attempt(network.apply)
  settings.onChange(() => {
    network
      .apply()
      .catch((error: unknown) => log.warn('the CA file could not be read', { code: toFailure(error).code }))
  })
  session.onChange((state) => {
    if (state.account === null) return
    downloads.resumeWaiting()
    void minutes.sendWaiting()
  })
  if (usesState) await Promise.all([attempt(library.load), attempt(minutes.load)])
  secrets.onLateKeychain(() => void session.restore())
  // The download list does not wait for a keychain that waits for a person.
  await withLimit(attempt(session.restore), restoreLimitMs)
  if (usesState) await attempt(downloads.load)

  const [first] = failures
  if (first !== undefined) throw fromFailure(first)
}
