import type { MenuItemConstructorOptions } from 'electron'
import type { Language } from './language.ts'

const TEXTS = {
  'en-US': { file: 'File', edit: 'Edit', view: 'View', window: 'Window' },
  'zh-CN': { file: '文件', edit: '编辑', view: '显示', window: '窗口' },
} as const satisfies Record<Language, unknown>

/**
 * The native menu, made of roles: Electron words their items and gives them the keys people know; without the
 * edit roles macOS could not even paste. Developer tools only where the app is not packaged.
 */
export function menuTemplate(order: {
  language: Language
  isMac: boolean
  isPackaged: boolean
}): MenuItemConstructorOptions[] {
  const { language, isMac, isPackaged } = order
  const texts = TEXTS[language]
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    { label: texts.file, submenu: [{ role: isMac ? 'close' : 'quit' }] },
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
      ],
    },
    {
      label: texts.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(isPackaged ? [] : [separator, { role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]),
      ],
    },
    {
      label: texts.window,
      role: 'window',
      submenu: [
        { role: 'minimize' },
        { role: 'zoom' },
        ...(isMac ? [separator, { role: 'front' } as const] : []),
      ],
    },
  ]
}
