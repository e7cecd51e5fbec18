import { type CommandName, commandNames, commandOf } from '../contract/commands.ts'

export interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  /** An input method is composing a character and handles the keys itself. */
  isComposing: boolean
}

/** Whether a key press matches. `keys` as in the table of commands. */
export function isPressed(keys: string, press: KeyPress, isMac: boolean): boolean {
  const { wantsMod, key } = partsOf(keys)
  const mod = isMac ? press.metaKey : press.ctrlKey
  const other = isMac ? press.ctrlKey : press.metaKey
  if (press.isComposing || mod !== wantsMod || other || press.altKey) return false
  // A symbol may need Shift on some keyboards; a letter or digit with Shift is another command.
  if (press.shiftKey && /^[a-z0-9]$/i.test(key)) return false
  return press.key.toLowerCase() === key.toLowerCase()
}

/** The command of a key press; in a text field, keys without Mod are text. */
export function commandOfPress(press: KeyPress, isMac: boolean, isTyping: boolean): CommandName | null {
  const means = (name: CommandName): boolean =>
    (commandOf(name).keys ?? []).some(
      (keys) => (partsOf(keys).wantsMod || !isTyping || isFunctionKey(keys)) && isPressed(keys, press, isMac),
    )
  return commandNames.find(means) ?? null
}

const ARROWS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

/** The key caps to show, e.g. ['Ctrl', 'K'] or ['⌘', 'K']. */
export function capsOf(keys: string, isMac: boolean): string[] {
  const names: Record<string, string> = isMac
    ? { Mod: '⌘', Shift: '⇧', Alt: '⌥', Escape: 'esc', Delete: '⌫' }
    : { Mod: 'Ctrl', Escape: 'Esc', Delete: 'Del' }
  return keys.split('+').map((key) => names[key] ?? ARROWS[key] ?? key)
}

function partsOf(keys: string): { wantsMod: boolean; key: string } {
  const wantsMod = keys.startsWith('Mod+')
  return { wantsMod, key: wantsMod ? keys.slice('Mod+'.length) : keys }
}

const isFunctionKey = (keys: string): boolean => /^F\d+$/.test(keys)
