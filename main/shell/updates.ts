import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { App } from 'electron'
import type { Log, SecretStore, SettingsAccess } from '../interfaces.ts'
import { readUpdateBuild, updateMode } from '../updates/update-build.ts'
import { createUpdates, type UpdateEngine, type Updates } from '../updates/updates.ts'
import type { Quit } from './quit.ts'
import { loadUpdateEngine } from './update-engine.ts'

/** Creates the updates for this build and system. `packageJson` is the app's own. */
export function openUpdates(options: {
  app: Pick<App, 'isPackaged'>
  packageJson: string
  settings: SettingsAccess
  secrets: SecretStore
  quit: Pick<Quit, 'toInstall' | 'onSystemEnd'>
  log: Log
}): Updates {
  const { app, packageJson, settings, secrets, quit, log } = options
  const build = readUpdateBuild(readFileSync(packageJson, 'utf8'))
  const mode = updateMode({
    build,
    isPackaged: app.isPackaged,
    platform: process.platform,
    isInstalled: existsSync(join(dirname(process.execPath), 'Uninstall Meetkeep.exe')),
  })
  let engine: Promise<UpdateEngine> | undefined
  return createUpdates({
    mode,
    page: build?.page ?? null,
    engine: () =>
      (engine ??= loadUpdateEngine({
        feed: build?.feed ?? '',
        proxy: () => settings.get().proxy,
        proxyPassword: () => secrets.read('proxy-password'),
        quit,
      })),
    isAutomatic: () => settings.get().checkForUpdates,
    log,
  })
}
