import type { BrowserWindow, Dialog } from 'electron'
import type { Download } from '../../contract/download.ts'
import { occupiesSlot } from '../../contract/download-states.ts'
import type { SettingsPort } from '../ports.ts'
import { showBox } from './box-parent.ts'
import type { Language } from './language.ts'
import type { QuitPurpose } from './quit.ts'

const TEXTS = {
  'en-US': {
    message: (files: number) =>
      files === 1 ? 'A file is being downloaded' : `${files} files are being downloaded`,
    detail: 'What has arrived is kept: the downloads go on when Meetkeep is opened the next time.',
    quit: 'Quit, go on next time',
    install: 'Restart and install',
    stay: 'Stay',
    never: 'Do not ask again',
  },
  'zh-CN': {
    message: (files: number) => `正在下载 ${files} 个文件`,
    detail: '已下载的部分会保留，下次打开 Meetkeep 时继续下载。',
    quit: '退出，下次继续',
    install: '重启并安装',
    stay: '留下',
    never: '不再询问',
  },
} as const satisfies Record<Language, unknown>

/** Files that the end of the app would interrupt. */
export function interruptedBy(downloads: readonly Download[]): number {
  return downloads.filter(occupiesSlot).length
}

/** Asks before the app ends while files come in, unless the user will not be asked; true: it may end. */
export async function askBeforeQuit(options: {
  purpose: QuitPurpose
  downloads: readonly Download[]
  settings: Pick<SettingsPort, 'get' | 'set'>
  dialog: Pick<Dialog, 'showMessageBox'>
  window: BrowserWindow | null
  language: Language
}): Promise<boolean> {
  const { purpose, downloads, settings, dialog, window, language } = options
  const files = interruptedBy(downloads)
  if (files === 0 || !settings.get().asksBeforeQuit) return true
  const texts = TEXTS[language]
  const question = {
    type: 'question' as const,
    message: texts.message(files),
    detail: texts.detail,
    buttons: [texts[purpose], texts.stay],
    defaultId: 0,
    cancelId: 1,
    checkboxLabel: texts.never,
    noLink: true,
  }
  const { response, checkboxChecked } = await showBox(dialog, window, question)
  // "Do not ask again" means: end; with "stay" one would never know what it did.
  if (response === 0 && checkboxChecked) settings.set({ asksBeforeQuit: false })
  return response === 0
}
