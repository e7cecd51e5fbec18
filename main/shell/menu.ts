import type { MenuItemConstructorOptions } from 'electron'
import { type CommandMenu, type CommandName, commandNames, commandOf } from '../../contract/commands.ts'
import type { SourceCatalogue } from '../../i18n/catalogue.ts'
import { commandText } from '../../i18n/command-text.ts'
import type { Language } from '../../i18n/languages.ts'
import { textOf } from '../../i18n/texts.ts'

type Role = keyof SourceCatalogue['native']['roles']

type Item = MenuItemConstructorOptions
const separator: Item = { type: 'separator' }

/**
 * Template of the native menu: the app's commands, and Electron's roles with their standard shortcuts;
 * without the edit roles macOS could not even paste. Developer tools only in an unpackaged app.
 */
export function menuTemplate(options: {
  language: Language
  isMac: boolean
  isPackaged: boolean
  /** A command was chosen. */
  onCommand: (name: CommandName) => void
}): Item[] {
  const { language, isMac, isPackaged, onCommand } = options
  const t = textOf(language)
  const ofRole = (role: Role): Item => ({ role, label: t(`native.roles.${role}`) })

  const item = (name: CommandName): Item => {
    const { keys } = commandOf(name)
    const accelerator = keys?.find((one) => one.startsWith('Mod+'))?.replace('Mod', 'CmdOrCtrl')
    return {
      id: name,
      label: commandText(name, language),
      click: () => onCommand(name),
      // The page handles the shortcuts itself; macOS needs them registered so that they work while a menu is
      // open.
      ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: isMac }),
    }
  }
  const itemsOf = (menu: CommandMenu): Item[] =>
    commandNames.filter((name) => commandOf(name).menu === menu && !isOfApp(name)).map(item)
  /** macOS has app-wide commands in the menu named after the app. */
  const isOfApp = (name: CommandName): boolean => isMac && name === 'go.settings'

  return [
    ...(isMac ? [appMenu(t('native.menus.app'), item('go.settings'), ofRole)] : []),
    {
      label: t('native.menus.file'),
      submenu: [...itemsOf('file'), separator, ofRole(isMac ? 'close' : 'quit')],
    },
    {
      label: t('native.menus.edit'),
      submenu: [
        ofRole('undo'),
        ofRole('redo'),
        separator,
        ofRole('cut'),
        ofRole('copy'),
        ofRole('paste'),
        ofRole('delete'),
        separator,
        ofRole('selectAll'),
        separator,
        ...itemsOf('edit'),
      ],
    },
    {
      label: t('native.menus.view'),
      submenu: [
        ...itemsOf('view'),
        separator,
        ofRole('resetZoom'),
        ofRole('zoomIn'),
        ofRole('zoomOut'),
        separator,
        ofRole('togglefullscreen'),
        ...(isPackaged ? [] : [separator, ofRole('toggleDevTools')]),
      ],
    },
    { label: t('native.menus.go'), submenu: itemsOf('go') },
    {
      label: t('native.menus.window'),
      role: 'window',
      // The other two do nothing outside macOS.
      submenu: [ofRole('minimize'), ...(isMac ? [ofRole('zoom'), separator, ofRole('front')] : [])],
    },
    { label: t('native.menus.help'), role: 'help', submenu: itemsOf('help') },
  ]
}

/** Same as Electron's `appMenu`, plus the settings where macOS has them. */
function appMenu(label: string, settings: Item, ofRole: (role: Role) => Item): Item {
  return {
    label,
    submenu: [
      ofRole('about'),
      separator,
      settings,
      separator,
      ofRole('services'),
      separator,
      ofRole('hide'),
      ofRole('hideOthers'),
      ofRole('unhide'),
      separator,
      ofRole('quit'),
    ],
  }
}
