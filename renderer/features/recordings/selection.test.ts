import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { all as every, kept, noSelection, press, pressAll, type Selection, stretch } from './selection.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const ids = (selection: Selection) => [...selection.ids].toSorted()

describe('a press', () => {
  test('alone turns its row on and off again', () => {
    const on = press(noSelection, order, 'b', false)
    expect(ids(on)).toEqual(['b'])
    expect(ids(press(on, order, 'b', false))).toEqual([])
  })

  test('with Shift takes every row from the last one pressed, in either direction', () => {
    expect(ids(press(press(noSelection, order, 'b', false), order, 'd', true))).toEqual(['b', 'c', 'd'])
    expect(ids(press(press(noSelection, order, 'd', false), order, 'b', true))).toEqual(['b', 'c', 'd'])
  })

  test('with Shift on a chosen row lets the whole stretch go', () => {
    const all = pressAll(noSelection, order)
    const one = press(all, order, 'b', false)
    expect(ids(press(one, order, 'd', true))).toEqual(['a', 'e'])
  })

  test('with Shift and nothing pressed before is a press alone', () =>
    expect(ids(press(noSelection, order, 'c', true))).toEqual(['c']))

  test('with Shift from a row that has gone is a press alone', () =>
    expect(ids(press({ ids: new Set(), anchor: 'gone' }, order, 'c', true))).toEqual(['c']))
})

describe('Shift and an arrow', () => {
  test('choose from the row in hand on, and let go again on the way back', () => {
    let selection = stretch(noSelection, order, 'b', 'c')
    expect(ids(selection)).toEqual(['b', 'c'])
    selection = stretch(selection, order, 'c', 'd')
    expect(ids(selection)).toEqual(['b', 'c', 'd'])
    selection = stretch(selection, order, 'd', 'c')
    expect(ids(selection)).toEqual(['b', 'c'])
    selection = stretch(stretch(selection, order, 'c', 'b'), order, 'b', 'a')
    expect(ids(selection)).toEqual(['a', 'b'])
  })

  test('leave alone what was chosen elsewhere', () => {
    const one = press(noSelection, order, 'e', false)
    expect(ids(stretch({ ...one, anchor: null }, order, 'a', 'b'))).toEqual(['a', 'b', 'e'])
  })

  test('go on from the row pressed last', () =>
    expect(ids(stretch(press(noSelection, order, 'b', false), order, 'b', 'd'))).toEqual(['b', 'c', 'd']))
})

test('all of them', () => expect(ids(every(order))).toEqual(order))

test('all, then none', () => {
  const all = pressAll(press(noSelection, order, 'c', false), order)
  expect(ids(all)).toEqual(order)
  expect(pressAll(all, order)).toEqual(noSelection)
  expect(pressAll(noSelection, [])).toEqual({ ids: new Set(), anchor: null })
})

test('only what is on the page stays chosen', () => {
  const all = pressAll(noSelection, order)
  expect(ids(kept(all, ['b', 'z']))).toEqual(['b'])
  expect(kept(all, order)).toBe(all)
})

test('whatever is pressed, only rows of the page are chosen, and the pressed row has turned', () => {
  const presses = fc.array(fc.tuple(fc.constantFrom(...order), fc.boolean()), { minLength: 1 })
  fc.assert(
    fc.property(presses, (steps) => {
      let selection = noSelection
      for (const [id, withShift] of steps) {
        const before = selection.ids.has(id)
        selection = press(selection, order, id, withShift)
        expect(selection.ids.has(id)).toBe(!before)
        for (const chosen of selection.ids) expect(order).toContain(chosen)
      }
    }),
  )
})
