import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { App } from 'electron'
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

/** What this start of the app is for; each has a state folder of its own. */
export type StartKind = 'usual' | 'demo' | 'self-test'

export interface Home {
  /** Where the state is. */
  folder: string
  /** Why the app cannot start with it, for a native box; null when it can. */
  problem: { title: string; body: string } | null
}

/**
 * The folder of the app's state, made for the user alone. The demo keeps its own apart from theirs, a self-test has a
 * temporary one. Where it cannot be written to, Chromium, which keeps its lock there, would end without a word: it gets
 * a temporary folder for as long as it takes to say so.
 */
export function prepareHome(options: {
  app: Pick<App, 'commandLine' | 'getLocale' | 'getPath' | 'getPreferredSystemLanguages' | 'setPath'>
  kind: StartKind
}): Home {
  const { app, kind } = options
  const folder = folderFor(app, kind)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch {
    const { title, body } = TEXTS[languageOf('system', systemLocaleOf(app))]
    const refuge = temporaryFolder()
    app.setPath('userData', refuge)
    return { folder: refuge, problem: { title, body: `${body}\n${folder}` } }
  }
  // Electron takes only a folder that is there (Electron: app.setPath).
  app.setPath('userData', folder)
  return { folder, problem: null }
}

function folderFor(app: Pick<App, 'getPath'>, kind: StartKind): string {
  if (kind === 'self-test') return temporaryFolder()
  const name = kind === 'demo' ? 'Meetkeep Demo' : 'Meetkeep'
  return resolve(process.env['MEETKEEP_HOME'] ?? join(app.getPath('appData'), name))
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'meetkeep-'))
}
