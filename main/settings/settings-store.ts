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
import type { Log, SettingsAccess } from '../ports.ts'
import { quarantinePath } from '../files/quarantine.ts'

const storedSchema = settingsSchema.extend({
  /** One damaged entry costs that entry alone. */
  trusted: z
    .array(z.unknown())
    .catch([])
    .transform((list) => list.flatMap((item) => trustedCertificateSchema.safeParse(item).data ?? [])),
  /** Where the window was; its own schema is main/shell's. */
  window: z.unknown().optional(),
  /** Names of what the user has been told once. */
  told: z.array(z.string().max(100)).max(100).catch([]),
})

export interface SettingsStore extends SettingsAccess {
  /** Never throws: a full disk is no reason for a window not to move or to close. */
  window: { get(): unknown; set(state: unknown): void }
  /** Is this the first time that the user is told of this? Never throws: what cannot be kept is told again. */
  isFirstTime(name: string): boolean
  /** The damaged file, as it is called now, when there was one. */
  readonly setAside: string | null
}

/**
 * Preferences in `settings.json`. A damaged field heals to its default; a file that is no JSON at all is kept
 * under another name, so that nothing is lost and the app starts. What cannot be written is not set: DISK_FULL or
 * another code of the file system.
 */
export function openSettings(folder: string, log: Log, now: () => Date = () => new Date()): SettingsStore {
  const file = join(folder, 'settings.json')
  const open = (): Store =>
    new Store({ cwd: folder, name: 'settings', configFileMode: 0o600, accessPropertiesByDotNotation: false })

  let setAside: string | null = null
  let store: Store
  try {
    store = open()
  } catch (error) {
    if (!existsSync(file)) throw error
    setAside = quarantinePath(file, 'corrupt', now())
    renameSync(file, setAside)
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
      log.warn(`${what} could not be kept`, { code: toFailure(error).code })
    }
  }
  return {
    setAside,
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
