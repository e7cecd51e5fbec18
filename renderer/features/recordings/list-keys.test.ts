import { expect, test } from 'vitest'
import { type Key, listMove } from './list-keys.ts'

const COUNT = 100
const press = (key: string, more: Partial<Key> = {}, at = 50) =>
  listMove({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more }, at, COUNT, 10)

test.each([
  ['ArrowDown', 51],
  ['ArrowUp', 49],
  ['PageDown', 59],
  ['PageUp', 41],
  ['Home', 0],
  ['End', 99],
])('%s moves from row 50 to row %i, and with Shift selects the rows between', (key, to) => {
  expect(press(key)).toEqual({ kind: 'go', to, withShift: false })
  expect(press(key, { shiftKey: true })).toEqual({ kind: 'go', to, withShift: true })
})

test.each([
  ['ArrowUp', 0, 0],
  ['PageUp', 3, 0],
  ['ArrowDown', 99, 99],
  ['PageDown', 97, 99],
  // No row is active yet.
  ['ArrowDown', -1, 0],
])('%s at row %i ends at row %i', (key, at, to) => expect(press(key, {}, at)).toMatchObject({ to }))

test('Space toggles a row, Enter opens it, Escape leaves', () => {
  expect(press(' ')).toEqual({ kind: 'turn', withShift: false })
  expect(press(' ', { shiftKey: true })).toEqual({ kind: 'turn', withShift: true })
  expect(press('Enter')).toEqual({ kind: 'open' })
  expect(press('Escape')).toEqual({ kind: 'leave' })
})

test('Ctrl or Cmd and A selects all; every other shortcut is ignored', () => {
  expect(press('a', { ctrlKey: true })).toEqual({ kind: 'all' })
  expect(press('A', { metaKey: true })).toEqual({ kind: 'all' })
  expect(press('a')).toBeNull()
  expect(press('a', { ctrlKey: true, shiftKey: true })).toBeNull()
  expect(press('ArrowDown', { ctrlKey: true })).toBeNull()
  expect(press('ArrowUp', { altKey: true })).toBeNull()
  expect(press('x')).toBeNull()
})
