import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { App } from 'electron'
import { resolveLanguage } from '../../i18n/languages.ts'
import { textOf } from '../../i18n/texts.ts'
import { systemLocaleOf } from './system-locale.ts'

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
    const t = textOf(resolveLanguage('system', systemLocaleOf(app)))
    const refuge = temporaryFolder()
    app.setPath('userData', refuge)
    return {
      folder: refuge,
      problem: { title: t('native.home.title'), body: `${t('native.home.body')}\n${folder}` },
    }
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
