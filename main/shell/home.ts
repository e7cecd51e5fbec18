import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { App } from 'electron'
import { resolveLanguage } from '../../i18n/languages.ts'
import { textOf } from '../../i18n/texts.ts'
import { makePrivate, PRIVATE_FOLDER } from '../files/make-folder.ts'
import { systemLocaleOf } from './system-locale.ts'

/** Kinds of start; each has its own state folder. */
export type StartKind = 'usual' | 'demo' | 'self-test'

export interface Home {
  /** State folder. */
  folder: string
  /** Why the app cannot start with it, for a native dialog; null when it can. */
  problem: { title: string; body: string } | null
}

/**
 * Creates the state folder, readable by the user only. The demo has its own, a self-test a temporary one. If
 * it is not writable, Chromium, which has its lock there, would exit silently: it gets a temporary folder
 * until the error has been shown.
 */
export function prepareHome(options: {
  app: Pick<App, 'commandLine' | 'getLocale' | 'getPath' | 'getPreferredSystemLanguages' | 'setPath'>
  kind: StartKind
}): Home {
  const { app, kind } = options
  const folder = folderFor(app, kind)
  try {
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER })
    if (process.env['MEETKEEP_HOME'] === undefined) makePrivate(folder)
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
  // Electron accepts only an existing folder (Electron: app.setPath).
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
