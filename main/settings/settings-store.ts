import { X509Certificate } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Store from 'electron-store'
import { z } from 'zod'
import {
  settingsSchema,
  trustedCertificateSchema,
  type Settings,
  type TrustedCertificate,
} from '../../contract/settings.ts'
import { createEmitter } from '../../contract/emitter.ts'
import { toFailure } from '../../contract/errors.ts'
import { toDiskError } from '../files/disk-error.ts'
import type { Log, SettingsAccess } from '../interfaces.ts'
import { quarantinePath } from '../files/quarantine.ts'

/** The fingerprint that is shown must be that of the certificate that is trusted. */
function isConsistent({ pem, fingerprint }: TrustedCertificate): boolean {
  try {
    return new X509Certificate(pem).fingerprint256 === fingerprint
  } catch {
    return false
  }
}

/** Hosts of the stored entries that are not trusted any longer; '?' where even the host is unreadable. */
function hostsNotTrusted(stored: unknown, trusted: readonly TrustedCertificate[]): string[] {
  const list = z.array(z.object({ host: z.string().max(300) }).catch({ host: '?' })).catch([])
  const known = new Set(trusted.map(({ host }) => host))
  return [...new Set(list.parse(stored).map(({ host }) => host))].filter((host) => !known.has(host))
}

const storedSchema = settingsSchema.extend({
  /** An invalid entry drops only that entry. */
  trusted: z
    .array(z.unknown())
    .catch([])
    .transform((list) =>
      list.flatMap((item) => trustedCertificateSchema.safeParse(item).data ?? []).filter(isConsistent),
    ),
  /** Window position; its schema is in main/shell. */
  window: z.unknown().optional(),
  /** Names of one-time notices already shown. */
  told: z.array(z.string().max(100)).max(100).catch([]),
})

export interface SettingsStore extends SettingsAccess {
  /** Never throws: a full disk must not prevent moving or closing a window. */
  window: { get(): unknown; set(state: unknown): void }
  /** Whether this one-time notice is due. Never throws: if that cannot be stored, it is shown again. */
  isFirstTime(name: string): boolean
  /** New path of a quarantined file, when there was one. */
  readonly quarantined: string | null
  /** Hosts whose stored certificate was dropped at this start: damaged, or not the one of its fingerprint. */
  readonly untrusted: readonly string[]
}

/**
 * Opens the preferences in `settings.json`. An invalid field falls back to its default; a file that is not
 * JSON is quarantined, so that nothing is lost and the app starts. A setting that cannot be written is not
 * changed: DISK_FULL or another file system error.
 */
export function openSettings(folder: string, log: Log, now: () => Date = () => new Date()): SettingsStore {
  const file = join(folder, 'settings.json')
  const open = (): Store =>
    new Store({ cwd: folder, name: 'settings', configFileMode: 0o600, accessPropertiesByDotNotation: false })

  let quarantined: string | null = null
  let store: Store
  try {
    store = open()
  } catch (error) {
    if (!existsSync(file)) throw error
    quarantined = quarantinePath(file, 'corrupt', now())
    renameSync(file, quarantined)
    store = open()
  }

  const changes = createEmitter()
  let current = storedSchema.parse(store.store)
  const keep = (next: typeof current): void => {
    try {
      store.store = { ...next }
    } catch (error) {
      throw toDiskError(error, file)
    }
  }
  const keepQuietly = (next: typeof current, what: string): void => {
    current = next
    try {
      keep(current)
    } catch (error) {
      log.warn(`${what} could not be stored`, { code: toFailure(error).code })
    }
  }
  const untrusted = hostsNotTrusted(store.store['trusted'], current.trusted)
  // Once: the next start must not report them again.
  if (untrusted.length > 0) keepQuietly(current, 'the list of trusted certificates')
  return {
    quarantined,
    untrusted,
    get: () => {
      const { window: _window, told: _told, ...settings } = current
      return settings
    },
    set: (patch: Partial<Settings & { trusted: TrustedCertificate[] }>) => {
      const next = storedSchema.parse({ ...current, ...patch })
      keep(next)
      current = next
      changes.emit()
    },
    onChange: changes.on,
    window: {
      get: () => current.window,
      set: (state) => keepQuietly({ ...current, window: state }, 'the place of the window'),
    },
    isFirstTime: (name) => {
      if (current.told.includes(name)) return false
      keepQuietly({ ...current, told: [...current.told, name] }, 'what was told once')
      return true
    },
  }
}
