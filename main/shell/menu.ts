import type { MenuItemConstructorOptions } from 'electron'
import { type CommandMenu, type CommandName, commandNames, commandOf } from '../../contract/commands.ts'
import type { Language } from './language.ts'

const TEXTS = {
  'en-US': { file: 'File', edit: 'Edit', view: 'View', go: 'Go', window: 'Window', help: 'Help' },
  'zh-CN': { file: '文件', edit: '编辑', view: '显示', go: '前往', window: '窗口', help: '帮助' },
} as const satisfies Record<Language, unknown>

type Item = MenuItemConstructorOptions
const separator: Item = { type: 'separator' }

/**
 * The native menu: the app's own commands, and roles, which Electron words and gives the keys people know; without
 * the edit roles macOS could not even paste. Developer tools only where the app is not packaged.
 */
export function menuTemplate(order: {
  language: Language
  isMac: boolean
  isPackaged: boolean
  /** A command was chosen. */
  onCommand: (name: CommandName) => void
}): Item[] {
  const { language, isMac, isPackaged, onCommand } = order
  const texts = TEXTS[language]

  const item = (name: CommandName): Item => {
    const { keys, text } = commandOf(name)
    const accelerator = keys?.find((one) => one.startsWith('Mod+'))?.replace('Mod', 'CmdOrCtrl')
    return {
      id: name,
      label: text[language],
      click: () => onCommand(name),
      // The page takes the keys itself; macOS wants to know them for its menu bar to answer while a menu is open.
      ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: isMac }),
    }
  }
  const itemsOf = (menu: CommandMenu): Item[] =>
    commandNames.filter((name) => commandOf(name).menu === menu && !isOfApp(name)).map(item)
  /** macOS keeps what is about the app as a whole in the menu that is called by it. */
  const isOfApp = (name: CommandName): boolean => isMac && name === 'go.settings'

  return [
    ...(isMac ? [appMenu(item('go.settings'))] : []),
    { label: texts.file, submenu: [...itemsOf('file'), separator, { role: isMac ? 'close' : 'quit' }] },
    {
      label: texts.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'delete' },
        separator,
        { role: 'selectAll' },
        separator,
        ...itemsOf('edit'),
      ],
    },
    {
      label: texts.view,
      submenu: [
        ...itemsOf('view'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(isPackaged ? [] : [separator, { role: 'toggleDevTools' } satisfies Item]),
      ],
    },
    { label: texts.go, submenu: itemsOf('go') },
    {
      label: texts.window,
      role: 'window',
      submenu: [
        { role: 'minimize' },
        { role: 'zoom' },
        ...(isMac ? [separator, { role: 'front' } as const] : []),
      ],
    },
    { label: texts.help, role: 'help', submenu: itemsOf('help') },
  ]
}

/** As Electron's own `appMenu`, with the settings where macOS has them. */
function appMenu(settings: Item): Item {
  return {
    label: 'Meetkeep',
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
}
