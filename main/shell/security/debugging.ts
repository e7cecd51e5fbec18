import type { App } from 'electron'

/**
 * Chromium switches that another program of the user could use to control the app: a debugger that reads the
 * page and calls main in its name, or a page without isolation. The fuses cover Node's own
 * (electron-builder.yml).
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
 * Removes these switches in a packaged app. Before `ready`, when Chromium reads them; `js-flags` applies to
 * main before any script runs (Electron: javascript_environment.cc), and is removed for pages here.
 */
export function refuseDebugging(app: Pick<App, 'isPackaged' | 'commandLine'>): void {
  if (!app.isPackaged) return
  for (const name of REFUSED) app.commandLine.removeSwitch(name)
}
