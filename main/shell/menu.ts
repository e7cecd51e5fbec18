import type { MenuItemConstructorOptions } from 'electron'
import { type CommandMenu, type CommandName, commandNames, commandOf } from '../../contract/commands.ts'
import type { Language } from './language.ts'

const TEXTS = {
  'en-US': { file: 'File', edit: 'Edit', view: 'View', go: 'Go', window: 'Window', help: 'Help' },
  'zh-CN': { file: '文件', edit: '编辑', view: '显示', go: '前往', window: '窗口', help: '帮助' },
} as const satisfies Record<Language, unknown>

/** Electron's own labels are English, and name the app by its package (Electron: lib/browser/api/menu-item-roles.ts). */
const ROLES = {
  'en-US': {
    about: 'About Meetkeep',
    close: 'Close Window',
    copy: 'Copy',
    cut: 'Cut',
    delete: 'Delete',
    front: 'Bring All to Front',
    hide: 'Hide Meetkeep',
    hideOthers: 'Hide Others',
    minimize: 'Minimize',
    paste: 'Paste',
    quit: 'Quit Meetkeep',
    redo: 'Redo',
    resetZoom: 'Actual Size',
    selectAll: 'Select All',
    services: 'Services',
    toggleDevTools: 'Toggle Developer Tools',
    togglefullscreen: 'Toggle Full Screen',
    undo: 'Undo',
    unhide: 'Show All',
    zoom: 'Zoom',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
  },
  'zh-CN': {
    about: '关于 Meetkeep',
    close: '关闭窗口',
    copy: '复制',
    cut: '剪切',
    delete: '删除',
    front: '前置全部窗口',
    hide: '隐藏 Meetkeep',
    hideOthers: '隐藏其他',
    minimize: '最小化',
    paste: '粘贴',
    quit: '退出 Meetkeep',
    redo: '重做',
    resetZoom: '实际大小',
    selectAll: '全选',
    services: '服务',
    toggleDevTools: '切换开发者工具',
    togglefullscreen: '切换全屏',
    undo: '撤销',
    unhide: '全部显示',
    zoom: '缩放',
    zoomIn: '放大',
    zoomOut: '缩小',
  },
} as const satisfies Record<Language, unknown>
type Role = keyof (typeof ROLES)['en-US']

type Item = MenuItemConstructorOptions
const separator: Item = { type: 'separator' }

/**
 * The native menu: the app's own commands, and roles, to which Electron gives the keys people know; without the edit
 * roles macOS could not even paste. Developer tools only where the app is not packaged.
 */
export function menuTemplate(options: {
  language: Language
  isMac: boolean
  isPackaged: boolean
  /** A command was chosen. */
  onCommand: (name: CommandName) => void
}): Item[] {
  const { language, isMac, isPackaged, onCommand } = options
  const texts = TEXTS[language]
  const ofRole = (role: Role): Item => ({ role, label: ROLES[language][role] })

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
    ...(isMac ? [appMenu(item('go.settings'), ofRole)] : []),
    { label: texts.file, submenu: [...itemsOf('file'), separator, ofRole(isMac ? 'close' : 'quit')] },
    {
      label: texts.edit,
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
      label: texts.view,
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
    { label: texts.go, submenu: itemsOf('go') },
    {
      label: texts.window,
      role: 'window',
      // The other two do nothing outside macOS.
      submenu: [ofRole('minimize'), ...(isMac ? [ofRole('zoom'), separator, ofRole('front')] : [])],
    },
    { label: texts.help, role: 'help', submenu: itemsOf('help') },
  ]
}

/** As Electron's own `appMenu`, with the settings where macOS has them. */
function appMenu(settings: Item, ofRole: (role: Role) => Item): Item {
  return {
    label: 'Meetkeep',
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
