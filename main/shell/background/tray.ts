import type { Menu as ElectronMenu, MenuItemConstructorOptions, Tray as ElectronTray } from 'electron'
import type { Language } from '../../../i18n/languages.ts'
import type { Log } from '../../interfaces.ts'
import { type TrayAction, type TrayItem, trayMenu, trayTooltip } from './tray-menu.ts'
import type { TrayState } from './tray-state.ts'

/** An open menu closes on Linux when it is replaced, so it changes rarely, and only if its texts do. */
const UPDATE_MS = 2000

export interface TrayIcon {
  /** The state or the language changed: updates the menu soon. */
  refresh(): void
  /** Whether the system took the icon; on Linux also true if the desktop shows none. */
  isShown(): boolean
}

/**
 * The icon of a system: an ICO on Windows; on macOS a template, which the menu bar draws in its own colour, by its
 * name; a PNG on Linux (Electron: Tray).
 */
export function trayImage(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'tray.ico'
  return platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'
}

/**
 * Shows the icon with its menu, for the life of the app.
 *
 * [Note: tray on Linux] Electron shows it over D-Bus (StatusNotifierItem), else as a GtkStatusIcon, and says nothing
 * when neither is shown, as on GNOME without an extension (Electron: tray_icon_linux.cc, OnImplInitializationFailed).
 * So nothing may be reachable by the icon alone: a second start shows the window.
 */
export function showTray(deps: {
  Tray: new (image: string) => Pick<ElectronTray, 'on' | 'setContextMenu' | 'setToolTip'>
  Menu: Pick<typeof ElectronMenu, 'buildFromTemplate'>
  /** Path of a picture, see {@link trayImage}. */
  image: string
  platform: NodeJS.Platform
  state: () => TrayState
  language: () => Language
  onAction: (action: TrayAction) => void
  onFile: (id: string) => void
  log: Log
}): TrayIcon {
  const { Tray, Menu, image, platform, state, language, onAction, onFile, log } = deps
  let tray: Pick<ElectronTray, 'on' | 'setContextMenu' | 'setToolTip'>
  try {
    tray = new Tray(image)
  } catch (error) {
    // The app works without it, and can be opened by a second start.
    log.warn('there is no tray icon', { detail: String(error) })
    return { refresh: () => undefined, isShown: () => false }
  }
  // On macOS a click opens the menu.
  if (platform !== 'darwin') tray.on('click', () => onAction('open'))

  let shown = ''
  let timer: NodeJS.Timeout | null = null
  const update = (): void => {
    timer = null
    const now = state()
    const items = trayMenu(now, language())
    const text = JSON.stringify(items)
    if (text === shown) return
    shown = text
    tray.setToolTip(trayTooltip(now, language()))
    tray.setContextMenu(Menu.buildFromTemplate(items.map((item) => toElectron(item, onAction, onFile))))
  }
  update()
  return {
    refresh: () => void (timer ??= setTimeout(update, UPDATE_MS)),
    isShown: () => true,
  }
}

function toElectron(
  item: TrayItem,
  onAction: (action: TrayAction) => void,
  onFile: (id: string) => void,
): MenuItemConstructorOptions {
  if (item.kind === 'separator') return { type: 'separator' }
  // A single & marks the key of an item.
  const label = item.label.replaceAll('&', '&&')
  if (item.kind === 'text') return { label, enabled: false }
  if (item.kind === 'file') return { label, click: () => onFile(item.id) }
  return { label, enabled: item.isEnabled, click: () => onAction(item.action) }
}
