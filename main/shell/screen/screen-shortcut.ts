import type { GlobalShortcut } from 'electron'
import type { ScreenShortcut } from '../../../contract/screen.ts'
import type { SettingsPort } from '../../ports.ts'

export interface ShortcutState {
  /** Wanted, but another program has these keys. */
  isTaken: boolean
}

/** Keeps the system's shortcut as the settings want it; `onTaken` at the start alone, later the settings ask. */
export function followShortcut(order: {
  globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'>
  settings: Pick<SettingsPort, 'get' | 'onChange'>
  onPress: () => void
  onTaken: (keys: string) => void
}): () => ShortcutState {
  const { globalShortcut, settings, onPress, onTaken } = order
  let wanted: ScreenShortcut = 'off'
  let isTaken = false

  const apply = (): void => {
    const { screenShortcut } = settings.get()
    if (screenShortcut === wanted) return
    if (wanted !== 'off' && !isTaken) globalShortcut.unregister(wanted)
    wanted = screenShortcut
    isTaken = wanted !== 'off' && !globalShortcut.register(wanted, onPress)
  }
  apply()
  if (isTaken) onTaken(wanted)
  settings.onChange(apply)
  return () => ({ isTaken })
}
