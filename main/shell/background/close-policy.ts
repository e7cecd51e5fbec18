import { isActive } from '../../../contract/download-states.ts'
import type { Download } from '../../../contract/download.ts'
import type { OnClose } from '../../../contract/settings-bounds.ts'
import { isAtWork, type RuleSource } from './rule-source.ts'

/** Whether the app has something to do without its window: downloads, a pass of a rule, or a rule that is on. */
export function isWorking(
  downloads: readonly Pick<Download, 'state'>[],
  { rules, states }: ReturnType<RuleSource['list']>,
): boolean {
  return downloads.some(isActive) || rules.some(({ isOn }) => isOn) || states.some(isAtWork)
}

/**
 * What happens when the window is closed. `close`: nothing else; on macOS an app without windows stays, and once
 * quitting is decided the windows close. `hide`: the app works on, in the tray. The window is hidden instead of closed
 * because on Windows only a window learns that the session ends (system-shutdown.ts).
 */
export function whenClosed(options: {
  platform: NodeJS.Platform
  isQuitDecided: boolean
  isWorking: boolean
  onClose: OnClose
}): 'close' | 'hide' | 'ask' | 'quit' {
  if (options.platform === 'darwin' || options.isQuitDecided) return 'close'
  if (!options.isWorking) return 'quit'
  return options.onClose === 'keep' ? 'hide' : options.onClose
}
