import type { App } from 'electron'

/**
 * Is this a Wayland desktop, where the screen and global shortcuts are available only through its portal?
 * Electron runs on Wayland itself where XDG_SESSION_TYPE says so or `--ozone-platform=wayland` does
 * (Chromium: ui/linux/display_server_utils.cc). Under XWayland (`--ozone-platform=x11`) it grabs keys that it
 * receives only while an X11 window is focused, and still needs the portal for the screen.
 */
export function isWaylandDesktop(start: {
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  /** The switch `ozone-platform`; '' when absent. */
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

/** The same for this process. */
export function isOnWayland(app: Pick<App, 'commandLine'>): boolean {
  const ozonePlatform = app.commandLine.getSwitchValue('ozone-platform')
  return isWaylandDesktop({ platform: process.platform, env: process.env, ozonePlatform })
}
