import { z } from 'zod'
import type { TextLanguage } from './error-words.ts'

/** Where a command stands: a heading of the palette and the cheat sheet. */
export const COMMAND_GROUPS = ['go', 'page', 'downloads', 'look', 'app'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

/** Menus of the native menu bar that hold commands. */
export type CommandMenu = 'file' | 'edit' | 'view' | 'go' | 'help'

export interface Command {
  group: CommandGroup
  /**
   * Keys, the one shown first: 'Mod' is Cmd on macOS and Ctrl elsewhere, the rest as KeyboardEvent.key says it. Keys
   * without Mod count only where no text is typed.
   */
  keys?: readonly [string, ...string[]]
  menu?: CommandMenu
  text: Readonly<Record<TextLanguage, string>>
}

const both = (en: string, zh: string): Command['text'] => ({ 'en-US': en, 'zh-CN': zh })

/**
 * Everything that can be asked for by name. Menu bar, palette, keys and cheat sheet are all made of this table. Doing
 * any of them twice is doing it once: where the menu bar takes a key too, both it and the page may answer.
 */
export const COMMANDS = {
  'go.recordings': { group: 'go', keys: ['Mod+1'], menu: 'go', text: both('Recordings', '录制') },
  'go.meetings': { group: 'go', keys: ['Mod+2'], menu: 'go', text: both('Meetings', '会议') },
  'go.minutes': { group: 'go', keys: ['Mod+3'], menu: 'go', text: both('Minutes', '会议纪要') },
  'go.programs': { group: 'go', keys: ['Mod+4'], menu: 'go', text: both('Programs', '节目') },
  'go.downloads': { group: 'go', keys: ['Mod+5'], menu: 'go', text: both('Downloads', '下载') },
  'go.settings': { group: 'go', keys: ['Mod+,'], menu: 'file', text: both('Settings', '设置') },
  'page.search': {
    group: 'page',
    keys: ['Mod+F', '/'],
    menu: 'edit',
    text: both('Search on this page', '在当前页面搜索'),
  },
  'page.refresh': {
    group: 'page',
    keys: ['Mod+R', 'F5'],
    menu: 'view',
    text: both('Refresh this page', '刷新当前页面'),
  },
  'downloads.pauseAll': { group: 'downloads', text: both('Pause all downloads', '暂停全部下载') },
  'downloads.resumeAll': { group: 'downloads', text: both('Resume all downloads', '继续全部下载') },
  'downloads.retryAll': {
    group: 'downloads',
    text: both('Try failed downloads again', '重试失败的下载'),
  },
  'downloads.chooseFolder': {
    group: 'downloads',
    menu: 'file',
    text: both('Choose the folder to save to…', '选择保存文件夹…'),
  },
  'look.light': { group: 'look', text: both('Theme: light', '主题：浅色') },
  'look.dark': { group: 'look', text: both('Theme: dark', '主题：深色') },
  'look.system': { group: 'look', text: both('Theme: as the system', '主题：跟随系统') },
  // Each in itself, as in the settings: whoever is lost finds the way back.
  'look.chinese': { group: 'look', text: both('语言：简体中文 (Chinese)', '语言：简体中文') },
  'look.english': { group: 'look', text: both('Language: English', 'Language: English (英语)') },
  'minutes.readScreen': {
    group: 'app',
    menu: 'file',
    text: both('Read a minutes code off the screen', '读取屏幕上的纪要二维码'),
  },
  'app.commands': {
    group: 'app',
    keys: ['Mod+K'],
    menu: 'help',
    text: both('All commands…', '所有命令…'),
  },
  'app.keys': {
    group: 'app',
    keys: ['Mod+/', '?'],
    menu: 'help',
    text: both('Keyboard shortcuts', '键盘快捷键'),
  },
  'app.licenses': { group: 'app', menu: 'help', text: both('Licenses', '许可证') },
  'app.signIn': { group: 'app', text: both('Sign in…', '登录…') },
} as const satisfies Record<string, Command>

export type CommandName = keyof typeof COMMANDS
export const commandNames = Object.keys(COMMANDS) as CommandName[]
export const commandNameSchema = z.enum(commandNames as [CommandName, ...CommandName[]])

/** The command as the table's own type, with the fields that only some have. */
export const commandOf = (name: CommandName): Command => COMMANDS[name]
