import type { App } from 'electron'

/**
 * Enables the sandbox for every page, before the app is ready. false: the app was started with `--no-sandbox`
 * on Linux, and stays without.
 *
 * [Note: sandbox] `app.enableSandbox()` reverts that switch, but only for processes that start later. On
 * Linux the zygote, from which all pages are forked, has already started without its namespaces (Chromium:
 * ZygoteHostImpl::Init): half a sandbox that looks complete. The switch is used where a sandbox cannot work,
 * so it is respected and reported. Windows and macOS have no zygote: there every page gets the full sandbox
 * despite the switch.
 */
export function enableSandbox(
  app: Pick<App, 'commandLine' | 'enableSandbox'>,
  platform: NodeJS.Platform,
): boolean {
  if (platform === 'linux' && app.commandLine.hasSwitch('no-sandbox')) return false
  app.enableSandbox()
  return true
}
