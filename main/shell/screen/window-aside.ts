/** What is known of our window before it steps aside. */
export interface WindowBefore {
  isVisible: boolean
  isMinimized: boolean
  isFocused: boolean
  isMaximized: boolean
  isFullScreen: boolean
}

/**
 * Whether our window hides for a look. `alone`: it fills the only display and cannot step aside, so that there is
 * nothing to be seen. A full-screen window of macOS lives in a space of its own: hidden, it leaves that space behind
 * in black, and the programs that it should reveal are in another one (electron#6033, electron#20263, electron#39572).
 */
export function asideFor(
  before: WindowBefore,
  system: { platform: NodeJS.Platform; displays: number },
): 'hide' | 'stay' | 'alone' {
  if (!before.isVisible || before.isMinimized) return 'stay'
  if (system.platform !== 'darwin' || !before.isFullScreen) return 'hide'
  return system.displays > 1 ? 'stay' : 'alone'
}

/** What brings the window back; the last two only where that state was lost on the way. */
export type WayBack = 'show' | 'showInactive' | 'focus' | 'maximize' | 'fillScreen'

/**
 * The steps that leave a hidden window as it was. Chromium keeps what it knows of being maximized or full screen, but
 * an X11 window manager forgets both when a window is withdrawn (EWMH: _NET_WM_STATE).
 */
export function wayBack(before: WindowBefore, isWayland: boolean): WayBack[] {
  const steps: WayBack[] = []
  if (before.isFocused) steps.push('show', 'focus')
  // Electron: showInactive is not supported on Wayland, where no window takes the focus by itself either.
  else steps.push(isWayland ? 'show' : 'showInactive')
  if (before.isMaximized) steps.push('maximize')
  if (before.isFullScreen) steps.push('fillScreen')
  return steps
}
