const MAC: Readonly<Record<string, string>> = { CommandOrControl: '⌘', Shift: '⇧', Alt: '⌥' }
/** The modifier order of macOS. */
const MAC_ORDER = ['⌥', '⇧', '⌘']

/** Formats an Electron accelerator as the system's own menus do: `Ctrl+Shift+Y`, `⇧⌘Y`. */
export function shownKeys(accelerator: string, isMac: boolean): string {
  const keys = accelerator.split('+')
  if (!isMac) return keys.map((key) => (key === 'CommandOrControl' ? 'Ctrl' : key)).join('+')
  const shown = keys.map((key) => MAC[key] ?? key)
  const rank = (key: string): number => (MAC_ORDER.includes(key) ? MAC_ORDER.indexOf(key) : MAC_ORDER.length)
  return shown.toSorted((a, b) => rank(a) - rank(b)).join('')
}
