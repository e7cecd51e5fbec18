/** Selected ids, and the anchor of a Shift selection. */
export interface Selection {
  ids: ReadonlySet<string>
  anchor: string | null
}

export const noSelection: Selection = { ids: new Set(), anchor: null }

const between = (rowIds: readonly string[], from: string, to: string): readonly string[] => {
  const [here, there] = [rowIds.indexOf(to), rowIds.indexOf(from)]
  if (here === -1) return []
  if (there === -1) return [to]
  return rowIds.slice(Math.min(here, there), Math.max(here, there) + 1)
}

/**
 * Toggles a row; with Shift, every row from the anchor to this one takes its new state. `order`: ids in page
 * order.
 */
export function toggle(
  selection: Selection,
  rowIds: readonly string[],
  id: string,
  withShift: boolean,
): Selection {
  const ids = new Set(selection.ids)
  const isOn = !ids.has(id)
  for (const one of between(rowIds, withShift ? (selection.anchor ?? id) : id, id)) {
    if (isOn) ids.add(one)
    else ids.delete(one)
  }
  return { ids, anchor: id }
}

/**
 * Shift and an arrow: selects the rows from the anchor to `to`, and deselects those between the anchor and
 * `from`.
 */
export function extendTo(
  selection: Selection,
  rowIds: readonly string[],
  from: string,
  to: string,
): Selection {
  const anchor = selection.anchor !== null && selection.ids.has(selection.anchor) ? selection.anchor : from
  const ids = new Set(selection.ids)
  for (const one of between(rowIds, anchor, from)) ids.delete(one)
  for (const one of between(rowIds, anchor, to)) ids.add(one)
  return { ids, anchor }
}

/** Selects every row, or none if all were selected. */
export function toggleAll(selection: Selection, rowIds: readonly string[]): Selection {
  return rowIds.length > 0 && rowIds.every((id) => selection.ids.has(id)) ? noSelection : all(rowIds)
}

export const all = (rowIds: readonly string[]): Selection => ({ ids: new Set(rowIds), anchor: null })

/** Keeps only rows that are still on the page: nothing hidden is ever downloaded. */
export function withoutHidden(selection: Selection, rowIds: readonly string[]): Selection {
  if (selection.ids.size === 0) return selection
  const ids = new Set(rowIds.filter((id) => selection.ids.has(id)))
  return ids.size === selection.ids.size ? selection : { ids, anchor: selection.anchor }
}
