import { type CommandName, commandNames, commandOf } from '../contract/commands.ts'

export interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  /** An input method is composing a character: its keys are its own. */
  isComposing: boolean
}

/** Is this what was pressed? `keys` as in the table of commands. */
export function isPressed(keys: string, press: KeyPress, isMac: boolean): boolean {
  const { wantsMod, key } = partsOf(keys)
  const mod = isMac ? press.metaKey : press.ctrlKey
  const other = isMac ? press.ctrlKey : press.metaKey
  if (press.isComposing || mod !== wantsMod || other || press.altKey) return false
  // A sign may need Shift on this keyboard and not on that; a letter or digit with Shift is another command.
  if (press.shiftKey && /^[a-z0-9]$/i.test(key)) return false
  return press.key.toLowerCase() === key.toLowerCase()
}

/** The command a press asks for; where text is typed, keys without Mod are text. */
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

/** The caps to draw, e.g. ['Ctrl', 'K'] or ['⌘', 'K']. */
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
