import type { ProxyConfig, Session } from 'electron'
import type { AppUpdater } from 'electron-updater'
import type { ProxySettings } from '../../contract/proxy.ts'
import { updateFailure } from '../updates/update-failure.ts'
import type { UpdateEngine } from '../updates/updates.ts'

export interface EngineOrder {
  /** https. */
  feed: string
  proxy: () => ProxySettings
  proxyPassword: () => Promise<string | null>
}

/** electron-updater, loaded when it is first needed. It goes through Chromium's network, not through ours. */
export async function loadUpdateEngine(order: EngineOrder): Promise<UpdateEngine> {
  const { autoUpdater } = await import('electron-updater')
  const session: Pick<Session, 'setProxy'> = autoUpdater.netSession
  autoUpdater.on('login', (_authInfo, answer) => {
    void order.proxyPassword().then((password) => answer(order.proxy().username, password ?? ''))
  })
  return updateEngine(autoUpdater, order.feed, () => session.setProxy(proxyConfig(order.proxy())))
}

/** @param prepare is waited for before anything is asked of the network. */
export function updateEngine(updater: AppUpdater, feed: string, prepare: () => Promise<void>): UpdateEngine {
  updater.setFeedURL({ provider: 'generic', url: feed })
  updater.autoDownload = false
  // Once the user has had it fetched, it may come with the next quit as well as with a restart at once.
  updater.autoInstallOnAppQuit = true
  updater.allowDowngrade = false
  updater.disableWebInstaller = true
  // It would send a number of this installation's own with every question.
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
    restart: () => updater.quitAndInstall(),
  }
}

/** The app's proxy as Chromium has it said; user name and password are asked for when they are needed. */
export function proxyConfig({ mode, url }: ProxySettings): ProxyConfig {
  if (mode === 'manual') return { mode: 'fixed_servers', proxyRules: url }
  return { mode: mode === 'none' ? 'direct' : 'system' }
}
