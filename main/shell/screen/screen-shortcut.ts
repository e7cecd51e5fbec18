import type { GlobalShortcut } from 'electron'
import type { ScreenShortcut, ShortcutState } from '../../../contract/screen.ts'
import type { SettingsAccess } from '../../ports.ts'

/**
 * Keeps the system's shortcut as the settings want it; `onTaken` at the start alone, later the settings ask.
 *
 * On a Wayland desktop Electron asks the portal and says true before it has answered, for keys that it refuses as well
 * (electron#52218). It never gives such keys back: `unregister` does not know them, and after `unregisterAll` it still
 * hears them and ends the app, because it finds nothing to call (electron_api_global_shortcut.cc: Unregister,
 * UnregisterAllInternal, ExecuteCommand). So they are asked for once, `unregister` alone is called, which frees them
 * everywhere else, and a press of keys that are not wanted any more does nothing. What is still registered goes with
 * the app (Dispose).
 */
export function watchShortcut(order: {
  globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'>
  settings: Pick<SettingsAccess, 'get' | 'onChange'>
  isWayland: boolean
  onPress: () => void
  onTaken: (keys: string) => void
}): () => ShortcutState {
  const { globalShortcut, settings, isWayland, onPress, onTaken } = order
  const registered = new Set<ScreenShortcut>()
  let wanted: ScreenShortcut = 'off'

  const apply = (): void => {
    const { screenShortcut } = settings.get()
    if (screenShortcut === wanted) return
    if (registered.has(wanted)) {
      globalShortcut.unregister(wanted)
      if (!isWayland) registered.delete(wanted)
    }
    wanted = screenShortcut
    if (wanted === 'off' || registered.has(wanted)) return
    const keys = wanted
    const press = (): void => {
      if (keys === wanted) onPress()
    }
    if (globalShortcut.register(keys, press)) registered.add(keys)
  }
  const state = (): ShortcutState => {
    if (wanted === 'off') return registered.size > 0 ? 'held-by-desktop' : 'off'
    if (registered.has(wanted)) return isWayland ? 'desktop-decides' : 'ready'
    return isWayland ? 'unsupported' : 'taken'
  }
  apply()
  if (state() === 'taken') onTaken(wanted)
  settings.onChange(apply)
  return state
}
