import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isAllSelected,
  withAll,
  noSelection,
  toggle,
  toggleAll,
  type Selection,
  extendTo,
} from './selection.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const ids = (selection: Selection) => [...selection.ids].toSorted()

describe('a click', () => {
  test('toggles its row', () => {
    const on = toggle(noSelection, order, 'b', false)
    expect(ids(on)).toEqual(['b'])
    expect(ids(toggle(on, order, 'b', false))).toEqual([])
  })

  test('with Shift selects every row from the last one clicked, in either direction', () => {
    expect(ids(toggle(toggle(noSelection, order, 'b', false), order, 'd', true))).toEqual(['b', 'c', 'd'])
    expect(ids(toggle(toggle(noSelection, order, 'd', false), order, 'b', true))).toEqual(['b', 'c', 'd'])
  })

  test('with Shift on a selected row deselects the whole range', () => {
    const all = toggleAll(noSelection, order)
    const one = toggle(all, order, 'b', false)
    expect(ids(toggle(one, order, 'd', true))).toEqual(['a', 'e'])
  })

  test('with Shift and no earlier click toggles only its row', () =>
    expect(ids(toggle(noSelection, order, 'c', true))).toEqual(['c']))

  test('with Shift after a row that has disappeared toggles only its row', () =>
    expect(ids(toggle({ ids: new Set(), anchor: 'gone' }, order, 'c', true))).toEqual(['c']))
})

describe('Shift and an arrow', () => {
  test('select from the active row on, and deselect on the way back', () => {
    let selection = extendTo(noSelection, order, 'b', 'c')
    expect(ids(selection)).toEqual(['b', 'c'])
    selection = extendTo(selection, order, 'c', 'd')
    expect(ids(selection)).toEqual(['b', 'c', 'd'])
    selection = extendTo(selection, order, 'd', 'c')
    expect(ids(selection)).toEqual(['b', 'c'])
    selection = extendTo(extendTo(selection, order, 'c', 'b'), order, 'b', 'a')
    expect(ids(selection)).toEqual(['a', 'b'])
  })

  test('keep rows selected elsewhere', () => {
    const one = toggle(noSelection, order, 'e', false)
    expect(ids(extendTo({ ...one, anchor: null }, order, 'a', 'b'))).toEqual(['a', 'b', 'e'])
  })

  test('continue from the row clicked last', () =>
    expect(ids(extendTo(toggle(noSelection, order, 'b', false), order, 'b', 'd'))).toEqual(['b', 'c', 'd']))
})

test('selects all, then none', () => {
  const all = toggleAll(toggle(noSelection, order, 'c', false), order)
  expect(ids(all)).toEqual(order)
  expect(isAllSelected(all, order)).toBe(true)
  expect(toggleAll(all, order)).toEqual(noSelection)
  expect(toggleAll(noSelection, [])).toEqual(noSelection)
  expect(isAllSelected(noSelection, [])).toBe(false)
})

test('what is not in view stays selected', () => {
  const before = toggle(noSelection, ['z'], 'z', false)
  const all = toggleAll(before, order)
  expect(ids(all)).toEqual([...order, 'z'])
  expect(ids(toggleAll(all, order))).toEqual(['z'])
  expect(ids(withAll(before, ['a']))).toEqual(['a', 'z'])
  expect(ids(toggle(all, order, 'b', false))).toEqual(['a', 'c', 'd', 'e', 'z'])
})

test('for any clicks, only rows of the page are selected, and the clicked row is toggled', () => {
  const presses = fc.array(fc.tuple(fc.constantFrom(...order), fc.boolean()), { minLength: 1 })
  fc.assert(
    fc.property(presses, (steps) => {
      let selection = noSelection
      for (const [id, withShift] of steps) {
        const before = selection.ids.has(id)
        selection = toggle(selection, order, id, withShift)
        expect(selection.ids.has(id)).toBe(!before)
        for (const chosen of selection.ids) expect(order).toContain(chosen)
      }
    }),
  )
})
