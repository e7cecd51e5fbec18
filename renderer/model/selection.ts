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
 * Toggles a row; with Shift, every row from the anchor to this one takes its new state. `rowIds`: ids in page
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

/** Whether there are rows, and all are selected. */
export const isAllSelected = ({ ids }: Selection, rowIds: readonly string[]): boolean =>
  rowIds.length > 0 && rowIds.every((id) => ids.has(id))

/** Selects every row in view, or deselects them if all were selected. What is not in view stays selected. */
export function toggleAll(selection: Selection, rowIds: readonly string[]): Selection {
  if (!isAllSelected(selection, rowIds)) return withAll(selection, rowIds)
  const ids = new Set(selection.ids)
  for (const id of rowIds) ids.delete(id)
  return { ids, anchor: null }
}

/** Adds all rows to the selection. */
export const withAll = (selection: Selection, rowIds: readonly string[]): Selection => ({
  ids: new Set([...selection.ids, ...rowIds]),
  anchor: null,
})
