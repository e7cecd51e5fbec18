import type { App } from 'electron'

/**
 * Puts every page into the sandbox, before the app is ready. false: the app was started with `--no-sandbox`, and stays
 * without.
 *
 * [Note: sandbox] `app.enableSandbox()` takes that switch back, but only for processes that start later: on Linux the
 * zygote, which all pages come from, has begun without its namespaces by then (Chromium: ZygoteHostImpl::Init). That is
 * half a sandbox that looks like a whole one. The switch is given where a sandbox cannot work, so it is heeded and told.
 */
export function enableSandbox(app: Pick<App, 'commandLine' | 'enableSandbox'>): boolean {
  if (app.commandLine.hasSwitch('no-sandbox')) return false
  app.enableSandbox()
  return true
}
