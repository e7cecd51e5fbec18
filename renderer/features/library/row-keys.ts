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
  const page = Math.max(1, perPage - 1)
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  }[pressed.key]
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to))
}
