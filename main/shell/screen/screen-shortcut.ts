import type { GlobalShortcut } from 'electron'
import type { ScreenShortcut, ShortcutState } from '../../../contract/screen.ts'
import type { SettingsAccess } from '../../interfaces.ts'

/**
 * Keeps the global shortcut in sync with the settings; `onTaken` is called at start only, later the settings
 * page queries the state.
 *
 * On a Wayland desktop Electron asks the portal and returns true before it has answered, even for shortcuts
 * that it rejects (electron#52218). It never releases them: `unregister` does not know them, and after
 * `unregisterAll` it still receives them and crashes the app, because there is no callback
 * (electron_api_global_shortcut.cc: Unregister, UnregisterAllInternal, ExecuteCommand). So each is registered
 * once, only `unregister` is called, which releases them everywhere else, and a press of a shortcut that is
 * no longer set is ignored. The rest is released when the app exits (Dispose).
 */
export function watchShortcut(options: {
  globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'>
  settings: Pick<SettingsAccess, 'get' | 'onChange'>
  isWayland: boolean
  onPress: () => void
  onTaken: (keys: string) => void
}): () => ShortcutState {
  const { globalShortcut, settings, isWayland, onPress, onTaken } = options
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
