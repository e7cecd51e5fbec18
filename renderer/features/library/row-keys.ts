interface Key {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/** The row that a key moves to; null for any other key. `at`: the active row; `perPage`: rows in view. */
export function moveOfKey(pressed: Key, at: number, count: number, perPage: number): number | null {
  if (pressed.altKey || pressed.ctrlKey || pressed.metaKey || pressed.shiftKey) return null
  return targetOf(pressed.key, at, count, perPage)
}

/** What a key does to the selection. `extend`: selects the rows from the first selected one to `to`. */
export type SelectionKey = { kind: 'extend'; to: number } | { kind: 'toggle' | 'all' | 'clear' }

/** As in file managers, where Space also selects: here it shows the files. null for any other key. */
export function selectionOfKey(
  pressed: Key,
  at: number,
  count: number,
  perPage: number,
): SelectionKey | null {
  const { key, altKey, shiftKey } = pressed
  if (altKey) return null
  if (pressed.ctrlKey || pressed.metaKey)
    return key.toLowerCase() === 'a' && !shiftKey ? { kind: 'all' } : null
  if (shiftKey) {
    const to = targetOf(key, at, count, perPage)
    return to === null ? null : { kind: 'extend', to }
  }
  if (key === 'Escape') return { kind: 'clear' }
  return key.toLowerCase() === 'x' ? { kind: 'toggle' } : null
}

function targetOf(key: string, at: number, count: number, perPage: number): number | null {
  const page = Math.max(1, perPage - 1)
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  }[key]
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to))
}
