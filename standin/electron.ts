import { EventEmitter } from 'node:events'
import { mkdir, rename, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join } from 'node:path'
import type {
  Dialog,
  Display,
  MessageBoxOptions,
  nativeImage as ElectronImage,
  NativeImage,
  NativeTheme,
  NotificationConstructorOptions,
  OpenDialogOptions,
  PowerMonitor,
  PowerSaveBlocker,
  SafeStorage,
  SaveDialogOptions,
  Screen,
  Shell,
} from 'electron'
import { app, signals } from './app.ts'
import { Menu, showNotification, Tray } from './desktop.ts'
import { desktopCapturer, globalShortcut, systemPreferences } from './screen.ts'
import { ask, askWithButtons, BrowserWindow, ipcMain, protocol, session, tell } from './window.ts'

/**
 * The subset of Electron that Meetkeep's main process uses, for machines without the Electron binary: the
 * built bundles run unchanged in plain Node, and the page in any browser on the same machine. It cannot
 * replace process isolation, Chromium's sandbox, the keychain or fuses.
 */
const dialog = {
  async showOpenDialog(...given: unknown[]) {
    const { title = '', defaultPath = '', properties = [] } = given.at(-1) as OpenDialogOptions
    const wantsFolder = properties.includes('openDirectory')
    let problem = ''
    for (let start = defaultPath; ;) {
      const path = await ask({ title, start, problem })
      if (path === null) return { canceled: true, filePaths: [] }
      const found = isAbsolute(path) ? await stat(path).catch(() => null) : null
      if (found !== null && (wantsFolder ? found.isDirectory() : found.isFile())) {
        return { canceled: false, filePaths: [path] }
      }
      problem = wantsFolder
        ? 'There is no such folder. 没有这个文件夹。'
        : 'There is no such file. 没有这个文件。'
      start = path
    }
  },
  async showSaveDialog(...given: unknown[]) {
    const { title = '', defaultPath = '' } = given.at(-1) as SaveDialogOptions
    let problem = ''
    for (let start = defaultPath; ;) {
      const path = await ask({ title, start, problem })
      if (path === null) return { canceled: true, filePath: '' }
      const folder = isAbsolute(path) ? await stat(dirname(path)).catch(() => null) : null
      if (folder?.isDirectory() === true) return { canceled: false, filePath: path }
      problem = 'There is no such folder. 没有这个文件夹。'
      start = path
    }
  },
  showErrorBox: (title, content) => console.error(`${title}\n${content}`),
  async showMessageBox(...given: unknown[]) {
    const {
      message,
      detail = '',
      buttons = ['OK'],
      cancelId = 0,
      checkboxLabel = '',
    } = given.at(-1) as MessageBoxOptions
    console.log(`${message} (Ctrl+C again ends at once.)`)
    const pressed = await askWithButtons({
      message,
      detail,
      buttons,
      cancel: cancelId,
      checkbox: checkboxLabel,
    })
    signals.firstAt = Infinity
    return { response: pressed?.button ?? 0, checkboxChecked: pressed?.isChecked ?? false }
  },
} satisfies Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showErrorBox' | 'showMessageBox'>

/**
 * Pages can show notifications if the browser's user permits them; here it is a line at the bottom of the
 * page, and a button on that of the desktop.
 */
class Notification extends EventEmitter {
  static isSupported = (): boolean => true
  readonly #options: NotificationConstructorOptions
  constructor(options: NotificationConstructorOptions = {}) {
    super()
    this.#options = options
  }
  show(): void {
    const { title = '', body = '' } = this.#options
    tell(`${title}: ${body}`)
    showNotification(this.#options, (event) => void this.emit(event))
  }
}

const shell = {
  openExternal: async (url) => tell(url),
  async openPath(path) {
    tell(path)
    return ''
  },
  showItemInFolder: tell,
  // A folder of the state folder is its trash.
  async trashItem(path) {
    const trash = join(app.getPath('userData'), 'trash')
    await mkdir(trash, { recursive: true })
    await rename(path, join(trash, basename(path)))
  },
} satisfies Pick<Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'trashItem'>

/** Or one that never answers, like a broken D-Bus: for a test. */
const noKeychain = (): Promise<never> =>
  process.env['MEETKEEP_STAND_IN_KEYCHAIN'] === 'silent'
    ? new Promise(() => undefined)
    : Promise.reject(new Error('The stand-in has no keychain'))
const safeStorage = {
  encryptStringAsync: noKeychain,
  decryptStringAsync: noKeychain,
} satisfies Pick<SafeStorage, 'encryptStringAsync' | 'decryptStringAsync'>

// The browser provides its own theme, displays and power handling.
const nativeTheme = Object.assign(new EventEmitter(), {
  themeSource: 'system',
  shouldUseDarkColors: false,
} satisfies Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'>)
const DISPLAY = { workArea: { x: 0, y: 0, width: 1280, height: 800 } } as Display
const screen = {
  getAllDisplays: () => [],
  getPrimaryDisplay: () => DISPLAY,
} satisfies Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>
const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleTime: () => 0,
} satisfies Pick<PowerMonitor, 'getSystemIdleTime'>)
// The browser draws the pictures.
const nativeImage = {
  createFromPath: () => null as unknown as NativeImage,
} satisfies Pick<typeof ElectronImage, 'createFromPath'>
const powerSaveBlocker = {
  start: () => 1,
  stop: () => true,
} satisfies Pick<PowerSaveBlocker, 'start' | 'stop'>

export {
  app,
  BrowserWindow,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
}
// electron-store uses the module's default export.
export default {
  app,
  BrowserWindow,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
}
