/** The effect of a key in the list. `withShift`: the rows in between are selected. */
export type ListMove =
  | { kind: 'go'; to: number; withShift: boolean }
  | { kind: 'turn'; withShift: boolean }
  | { kind: 'open' | 'all' | 'leave' }

export interface Key {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/**
 * The keys of a list, as in file managers; null for any other. `at`: the active row, from 0; `perPage`: rows
 * in view.
 */
export function listMove(pressed: Key, at: number, count: number, perPage: number): ListMove | null {
  const { key, shiftKey: withShift } = pressed
  const isCommand = pressed.ctrlKey || pressed.metaKey
  if (pressed.altKey) return null
  if (isCommand) return key.toLowerCase() === 'a' && !withShift ? { kind: 'all' } : null
  const go = (to: number): ListMove => ({
    kind: 'go',
    to: Math.max(0, Math.min(count - 1, to)),
    withShift,
  })
  switch (key) {
    case 'ArrowDown':
      return go(at + 1)
    case 'ArrowUp':
      return go(at - 1)
    case 'PageDown':
      return go(at + Math.max(1, perPage - 1))
    case 'PageUp':
      return go(at - Math.max(1, perPage - 1))
    case 'Home':
      return go(0)
    case 'End':
      return go(count - 1)
    case ' ':
      return { kind: 'turn', withShift }
    case 'Enter':
      return { kind: 'open' }
    case 'Escape':
      return { kind: 'leave' }
    default:
      return null
  }
}
