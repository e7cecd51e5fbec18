import type { App } from 'electron'

/**
 * Is this a Wayland desktop, which shows the screen and gives keys away through its portal alone? Electron runs on
 * Wayland itself where XDG_SESSION_TYPE says so or `--ozone-platform=wayland` does (Chromium:
 * ui/linux/display_server_utils.cc). Under XWayland (`--ozone-platform=x11`) it grabs keys that it hears only while a
 * window of X11 is in front, and still has to ask the portal for the screen.
 */
export function isWaylandDesktop(start: {
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  /** The switch `ozone-platform`; '' where the start had none. */
  ozonePlatform: string
}): boolean {
  const { platform, env, ozonePlatform } = start
  if (platform !== 'linux') return false
  return (
    ozonePlatform === 'wayland' ||
    env['XDG_SESSION_TYPE'] === 'wayland' ||
    (env['WAYLAND_DISPLAY'] ?? '') !== ''
  )
}

/** The same of this start of the app. */
export function isOnWayland(app: Pick<App, 'commandLine'>): boolean {
  const ozonePlatform = app.commandLine.getSwitchValue('ozone-platform')
  return isWaylandDesktop({ platform: process.platform, env: process.env, ozonePlatform })
}
