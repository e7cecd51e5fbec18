import { readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { App } from 'electron'
import { writeFile } from 'atomically'
import type { LoginItem } from '../../../contract/background.ts'
import { toDiskError, withDiskErrors } from '../../files/disk-error.ts'
import { makeFolder } from '../../files/make-folder.ts'
import type { LoginItems } from '../../ipc/handler-context.ts'
import { APP_ID } from '../identity.ts'
import { AT_LOGIN, autostartEntry, entryState } from './autostart-entry.ts'

/** An entry is a few hundred bytes: a longer file is not ours. */
const LARGEST_ENTRY = 100_000

/**
 * Windows has a registry value and macOS a login item, through Electron; Linux has a file, which Electron does not
 * write (Electron: browser_linux.cc). macOS tells the app itself that it was started at login, the other two pass
 * {@link AT_LOGIN}: an app that opens hidden is a matter of its own (Electron removed `openAsHidden`).
 *
 * @param options `appImage`: path of the AppImage that runs, from its runtime; null for none
 */
export function createLoginItems(options: {
  app: Pick<App, 'getLoginItemSettings' | 'getPath' | 'isPackaged' | 'setLoginItemSettings'>
  platform: NodeJS.Platform
  program: string
  appImage: string | null
}): LoginItems {
  const { app, platform, program, appImage } = options
  if (!app.isPackaged) return unavailable
  if (platform === 'linux')
    return autostartFile(join(app.getPath('appData'), 'autostart', `${APP_ID}.desktop`), appImage ?? program)
  const isMac = platform === 'darwin'
  const own = isMac ? {} : { path: program, args: [AT_LOGIN] }
  const get = (): LoginItem => {
    const found = app.getLoginItemSettings(own)
    if (isMac) return found.status === 'requires-approval' ? 'blocked' : found.openAtLogin ? 'on' : 'off'
    if (!found.openAtLogin) return 'off'
    return found.executableWillLaunchAtLogin ? 'on' : 'blocked'
  }
  return {
    get: async () => get(),
    set: async (isOn) => {
      app.setLoginItemSettings({ openAtLogin: isOn, ...own })
      return get()
    },
  }
}

const unavailable: LoginItems = {
  get: async () => 'unavailable',
  set: async () => 'unavailable',
}

function autostartFile(file: string, program: string): LoginItems {
  const entry = autostartEntry(program)
  if (entry === null) return unavailable
  const get = async (): Promise<LoginItem> => {
    let text: string | null = null
    try {
      text = await readFile(file, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw toDiskError(error, file)
    }
    return entryState(text === null ? null : text.slice(0, LARGEST_ENTRY), program)
  }
  return {
    get,
    async set(isOn) {
      await withDiskErrors(file, async () => {
        if (!isOn) return await rm(file, { force: true })
        await makeFolder(dirname(file))
        await writeFile(file, entry, { mode: 0o644 })
      })
      return await get()
    },
  }
}

/** Whether the system started the app when its user signed in. */
export function isStartedAtLogin(
  app: Pick<App, 'getLoginItemSettings'>,
  platform: NodeJS.Platform,
  argv: readonly string[],
): boolean {
  if (platform === 'darwin') return app.getLoginItemSettings().wasOpenedAtLogin
  return argv.includes(AT_LOGIN)
}
