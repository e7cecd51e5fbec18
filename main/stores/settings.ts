import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Store from 'electron-store'
import { z } from 'zod'
import {
  defaultSettings,
  settingsSchema,
  trustedCertificateSchema,
  type Settings,
  type TrustedCertificate,
} from '../../contract/settings.ts'
import type { SettingsPort } from '../ports.ts'

const storedSchema = settingsSchema.extend({
  /** One damaged entry costs that entry alone. */
  trusted: z
    .array(z.unknown())
    .catch([])
    .transform((list) => list.flatMap((item) => trustedCertificateSchema.safeParse(item).data ?? [])),
  /** Where the window was; its own schema is main/shell's. */
  window: z.unknown().optional(),
})

export interface SettingsStore extends SettingsPort {
  window: { get(): unknown; set(state: unknown): void }
  /** The damaged file, as it is called now, when there was one. */
  readonly setAside: string | null
}

/**
 * Preferences in `settings.json`. A damaged field heals to its default; a file that is no JSON at all is kept
 * under another name, so that nothing is lost and the app starts.
 */
export function openSettings(folder: string, now: () => Date = () => new Date()): SettingsStore {
  const file = join(folder, 'settings.json')
  const open = (): Store =>
    new Store({ cwd: folder, name: 'settings', configFileMode: 0o600, accessPropertiesByDotNotation: false })

  let setAside: string | null = null
  let store: Store
  try {
    store = open()
  } catch (error) {
    if (!existsSync(file)) throw error
    setAside = `${file}.corrupt-${now().toISOString().replaceAll(':', '-')}`
    renameSync(file, setAside)
    store = open()
  }

  const listeners = new Set<() => void>()
  let current = storedSchema.parse({ ...defaultSettings, ...store.store })
  return {
    setAside,
    get: () => {
      const { window: _window, ...settings } = current
      return settings
    },
    set: (patch: Partial<Settings & { trusted: TrustedCertificate[] }>) => {
      current = storedSchema.parse({ ...current, ...patch })
      store.store = { ...current }
      for (const listen of listeners) listen()
    },
    onChange: (listen) => {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
    window: {
      get: () => current.window,
      set: (state) => {
        current = { ...current, window: state }
        store.store = { ...current }
      },
    },
  }
}
