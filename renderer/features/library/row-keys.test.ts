import { expect, test } from 'vitest'
import { moveOfKey, selectionOfKey } from './row-keys.ts'

const press = (key: string, more: object = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
})

test.each([
  ['ArrowDown', 5, 6],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['PageDown', 5, 14],
  ['PageUp', 5, 0],
  ['Home', 5, 0],
  ['End', 5, 99],
  ['x', 5, null],
])('%s at row %i moves to %j', (key, at, to) => expect(moveOfKey(press(key), at, 100, 10)).toBe(to))

test('a modifier makes it another shortcut', () =>
  expect(moveOfKey(press('ArrowDown', { ctrlKey: true }), 5, 100, 10)).toBeNull())

test.each([
  ['x', {}, { kind: 'toggle' }],
  ['X', {}, { kind: 'toggle' }],
  ['Escape', {}, { kind: 'clear' }],
  ['a', { ctrlKey: true }, { kind: 'all' }],
  ['a', { metaKey: true }, { kind: 'all' }],
  ['A', { ctrlKey: true, shiftKey: true }, null],
  ['a', {}, null],
  ['ArrowDown', {}, null],
  ['ArrowDown', { shiftKey: true }, { kind: 'extend', to: 6 }],
  ['End', { shiftKey: true }, { kind: 'extend', to: 99 }],
  ['x', { shiftKey: true }, null],
  ['x', { altKey: true }, null],
])('%s with %j does %j to the selection', (key, more, expected) =>
  expect(selectionOfKey(press(key, more), 5, 100, 10)).toEqual(expected),
)
