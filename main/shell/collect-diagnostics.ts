import { homedir, release } from 'node:os'
import type { App } from 'electron'
import { diagnosticsText } from '../diagnostics/diagnostics-text.ts'
import { lastLines } from '../log/log-file.ts'
import type { SettingsAccess } from '../interfaces.ts'
import type { Services } from '../services.ts'
import type { OpenedSecrets } from './security/secrets.ts'

/** Enough for a day of problems, and short enough to be reviewed before it is shared. */
const LOG_BYTES = 100_000

/** Collects the diagnostics of this app and computer. */
export function collectDiagnostics(order: {
  app: Pick<App, 'getVersion'>
  settings: SettingsAccess
  secrets: Pick<OpenedSecrets, 'keychain' | 'finding'>
  services: Pick<Services, 'downloads'>
  logFile: string
  systemLocale: () => string
}): () => Promise<string> {
  const { app, settings, secrets, services, logFile, systemLocale } = order
  return async () => {
    // Undefined in plain Node, despite Electron's types.
    const runtime: NodeJS.Dict<string> = process.versions
    return diagnosticsText({
      at: new Date(),
      versions: {
        Meetkeep: app.getVersion(),
        Electron: runtime['electron'] ?? 'none (stand-in)',
        Chromium: runtime['chrome'] ?? 'the browser',
        Node: process.versions.node,
        system: `${process.platform} ${release()} ${process.arch}`,
        language: systemLocale(),
      },
      settings: settings.get(),
      keychain: await keychainOf(secrets),
      downloads: services.downloads.list(),
      log: await lastLines(logFile, LOG_BYTES),
      folders: { [homedir()]: '~' },
    })
  }
}

async function keychainOf(secrets: Pick<OpenedSecrets, 'keychain' | 'finding'>): Promise<string> {
  return `${await secrets.keychain()} (${(await secrets.finding()).why})`
}
