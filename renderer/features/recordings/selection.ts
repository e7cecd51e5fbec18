/** Rows chosen by id, and the row from which Shift reaches. */
export interface Selection {
  ids: ReadonlySet<string>
  anchor: string | null
}

export const noSelection: Selection = { ids: new Set(), anchor: null }

/**
 * A press on a row: alone it turns that row; with Shift every row between the last one pressed and this one takes
 * the state that this one takes. `order`: ids as they stand on the page.
 */
export function press(
  selection: Selection,
  order: readonly string[],
  id: string,
  withShift: boolean,
): Selection {
  const ids = new Set(selection.ids)
  const isOn = !ids.has(id)
  const here = order.indexOf(id)
  const there = withShift && selection.anchor !== null ? order.indexOf(selection.anchor) : here
  const [first, last] = there === -1 ? [here, here] : [Math.min(here, there), Math.max(here, there)]
  for (const one of order.slice(first, last + 1)) {
    if (isOn) ids.add(one)
    else ids.delete(one)
  }
  return { ids, anchor: id }
}

/** Every row, or none when every row was chosen already. */
export function pressAll(selection: Selection, order: readonly string[]): Selection {
  return order.length > 0 && order.every((id) => selection.ids.has(id))
    ? noSelection
    : { ids: new Set(order), anchor: null }
}

/** Only what is still on the page: nothing unseen is ever downloaded. */
export function kept(selection: Selection, order: readonly string[]): Selection {
  if (selection.ids.size === 0) return selection
  const ids = new Set(order.filter((id) => selection.ids.has(id)))
  return ids.size === selection.ids.size ? selection : { ids, anchor: selection.anchor }
}
