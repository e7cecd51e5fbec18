/** State of our window before it is hidden. */
export interface WindowBefore {
  isVisible: boolean
  isMinimized: boolean
  isFocused: boolean
  isMaximized: boolean
  isFullScreen: boolean
}

/**
 * Whether to hide our window for a capture. `alone`: it fills the only display and cannot be hidden, so there
 * is nothing to capture. A full-screen window on macOS has its own space: hidden, it leaves that space black,
 * and the programs behind it are in another space (electron#6033, electron#20263, electron#39572).
 */
export function hidingFor(
  before: WindowBefore,
  system: { platform: NodeJS.Platform; displays: number },
): 'hide' | 'stay' | 'alone' {
  if (!before.isVisible || before.isMinimized) return 'stay'
  if (system.platform !== 'darwin' || !before.isFullScreen) return 'hide'
  return system.displays > 1 ? 'stay' : 'alone'
}

/** Steps that restore the window; the last two only when that state was lost. */
export type RestoreStep = 'show' | 'showInactive' | 'focus' | 'maximize' | 'fillScreen'

/**
 * The steps that restore a hidden window's state. Chromium remembers maximized and full screen, but an X11
 * window manager forgets both when a window is withdrawn (EWMH: _NET_WM_STATE).
 */
export function restoreSteps(before: WindowBefore, isWayland: boolean): RestoreStep[] {
  const steps: RestoreStep[] = []
  if (before.isFocused) steps.push('show', 'focus')
  // Electron: showInactive is not supported on Wayland, where a window does not take the focus by itself
  // either.
  else steps.push(isWayland ? 'show' : 'showInactive')
  if (before.isMaximized) steps.push('maximize')
  if (before.isFullScreen) steps.push('fillScreen')
  return steps
}
