import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { App } from 'electron'

/** The folder of the app's state, made for the user alone. The demo keeps its own apart from theirs. */
export function prepareHome(app: Pick<App, 'getPath' | 'setPath'>, isDemo: boolean): string {
  const name = isDemo ? 'Meetkeep Demo' : 'Meetkeep'
  const home = resolve(process.env['MEETKEEP_HOME'] ?? join(app.getPath('appData'), name))
  // Electron takes only a folder that is there (Electron: app.setPath).
  mkdirSync(home, { recursive: true, mode: 0o700 })
  app.setPath('userData', home)
  return home
}
