import type { App } from 'electron'

/**
 * Switches of Chromium with which another program of the user could take the app over: a debugger that reads the
 * page and calls main in its name, or a page without its walls. The fuses cover Node's own (electron-builder.yml).
 */
const REFUSED = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-file-access-from-files',
  'allow-running-insecure-content',
  'unsafely-treat-insecure-origin-as-secure',
  'ignore-certificate-errors',
  'load-extension',
  'js-flags',
  'ssl-key-log-file',
  'log-net-log',
]

/**
 * A packaged app ignores them. Before `ready`, because Chromium reads them then; `js-flags` is read for main before any
 * script runs (Electron: javascript_environment.cc), and is kept from pages here.
 */
export function refuseDebugging(app: Pick<App, 'isPackaged' | 'commandLine'>): void {
  if (!app.isPackaged) return
  for (const name of REFUSED) app.commandLine.removeSwitch(name)
}
