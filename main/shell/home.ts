import { accessSync, constants, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { App, Dialog } from 'electron'
import { type Language, languageOf, systemLocaleOf } from './language.ts'

const TEXTS = {
  'en-US': {
    title: 'Meetkeep cannot start',
    body: 'It may not write to the folder it keeps its settings and its list of downloads in. Check that this is a folder, that it is yours and that you may write there:',
  },
  'zh-CN': {
    title: 'Meetkeep 无法启动',
    body: '无法写入保存设置和下载列表的文件夹。请确认它是一个文件夹、属于您，并且您有写入权限：',
  },
} as const satisfies Record<Language, unknown>

/**
 * The folder of the app's state, made for the user alone. The demo keeps its own apart from theirs. Where it cannot be
 * written to the app ends, and says so: Chromium, which keeps its lock there, would end without a word.
 */
export function prepareHome(order: {
  app: Pick<App, 'commandLine' | 'exit' | 'getLocale' | 'getPath' | 'getPreferredSystemLanguages' | 'setPath'>
  dialog: Pick<Dialog, 'showErrorBox'>
  isDemo: boolean
}): string {
  const { app, dialog, isDemo } = order
  const name = isDemo ? 'Meetkeep Demo' : 'Meetkeep'
  const home = resolve(process.env['MEETKEEP_HOME'] ?? join(app.getPath('appData'), name))
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    accessSync(home, constants.W_OK | constants.X_OK)
  } catch {
    const { title, body } = TEXTS[languageOf('system', systemLocaleOf(app))]
    dialog.showErrorBox(title, `${body}\n${home}`)
    app.exit(1)
    return home
  }
  // Electron takes only a folder that is there (Electron: app.setPath).
  app.setPath('userData', home)
  return home
}
