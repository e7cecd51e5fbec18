import type { App } from 'electron'

/**
 * Puts every page into the sandbox, before the app is ready. false: the app was started with `--no-sandbox` on Linux, and
 * stays without.
 *
 * [Note: sandbox] `app.enableSandbox()` takes that switch back, but only for processes that start later. On Linux the
 * zygote, which all pages come from, has begun without its namespaces by then (Chromium: ZygoteHostImpl::Init): half a
 * sandbox that looks like a whole one. The switch is given where a sandbox cannot work, so it is heeded and told. Windows
 * and macOS have no zygote: there every page gets the whole sandbox despite the switch.
 */
export function enableSandbox(
  app: Pick<App, 'commandLine' | 'enableSandbox'>,
  platform: NodeJS.Platform,
): boolean {
  if (platform === 'linux' && app.commandLine.hasSwitch('no-sandbox')) return false
  app.enableSandbox()
  return true
}
