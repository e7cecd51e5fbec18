import type { ProxyConfig, Session } from 'electron'
import type { AppUpdater } from 'electron-updater'
import type { ProxySettings } from '../../contract/proxy.ts'
import { updateFailure } from '../updates/update-failure.ts'
import type { UpdateEngine } from '../updates/updates.ts'
import type { Quit } from './quit.ts'

export interface EngineOptions {
  /** https. */
  feed: string
  proxy: () => ProxySettings
  proxyPassword: () => Promise<string | null>
  quit: Pick<Quit, 'toInstall' | 'onSystemEnd'>
}

/** Loads electron-updater on first use. It uses Chromium's network, not ours. */
export async function loadUpdateEngine(options: EngineOptions): Promise<UpdateEngine> {
  const { autoUpdater } = await import('electron-updater')
  const session: Pick<Session, 'setProxy'> = autoUpdater.netSession
  autoUpdater.on('login', (_authInfo, answer) => {
    void options.proxyPassword().then((password) => answer(options.proxy().username, password ?? ''))
  })
  return updateEngine({
    updater: autoUpdater,
    feed: options.feed,
    prepare: () => session.setProxy(proxyConfig(options.proxy())),
    quit: options.quit,
  })
}

/**
 * @param options `prepare` is awaited before any request; `quit` asks and closes before an installer starts:
 *   on Windows a started installer kills the app within seconds.
 */
export function updateEngine(options: {
  updater: AppUpdater
  feed: string
  prepare: () => Promise<void>
  quit: Pick<Quit, 'toInstall' | 'onSystemEnd'>
}): UpdateEngine {
  const { updater, feed, prepare, quit } = options
  updater.setFeedURL({ provider: 'generic', url: feed })
  updater.autoDownload = false
  // Once the user has downloaded it, it is installed on the next quit or by an immediate restart.
  updater.autoInstallOnAppQuit = true
  // A shutdown leaves an installer no time, and would leave half an installation.
  quit.onSystemEnd(() => (updater.autoInstallOnAppQuit = false))
  updater.allowDowngrade = false
  updater.disableWebInstaller = true
  // It would send an id of this installation with every request.
  updater.requestHeaders = { 'x-user-staging-id': 'none' }
  updater.logger = null

  const named = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      await prepare()
      return await work()
    } catch (error) {
      throw updateFailure(error)
    }
  }
  return {
    check: () =>
      named(async () => {
        const result = await updater.checkForUpdates()
        if (result?.isUpdateAvailable !== true) return null
        const { version, releaseNotes } = result.updateInfo
        return { version, notes: typeof releaseNotes === 'string' ? releaseNotes : '' }
      }),
    download: (onProgress) =>
      named(async () => {
        const tell = ({ percent }: { percent: number }): void => onProgress(percent / 100)
        updater.on('download-progress', tell)
        try {
          await updater.downloadUpdate()
        } finally {
          updater.off('download-progress', tell)
        }
      }),
    restart: () => quit.toInstall(() => updater.quitAndInstall()),
  }
}

/** The app's proxy settings in Chromium's format; user name and password are provided on demand. */
export function proxyConfig({ mode, url }: ProxySettings): ProxyConfig {
  if (mode === 'manual') return { mode: 'fixed_servers', proxyRules: url }
  return { mode: mode === 'none' ? 'direct' : 'system' }
}
