import { expect, test } from 'vitest'
import type { LibraryFile, LibraryItem, SavedState } from '../../../contract/library.ts'
import { actionOfKey, actionsOf } from './item-actions.ts'

const item = (kind: LibraryItem['kind'], ...states: SavedState[]) => ({
  kind,
  files: states.map((state) => ({ state, verifiedAt: null }) as LibraryFile),
})
const press = (key: string, more: object = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
})

test.each([
  [
    item('recording', 'here', 'missing'),
    ['play', 'details', 'reveal', 'copyPath', 'verify', 'locate', 'downloadAgain', 'remove'],
  ],
  [item('minutes', 'here'), ['open', 'details', 'reveal', 'copyPath', 'verify', 'remove']],
  [item('material', 'here', 'here'), ['details', 'reveal', 'copyPath', 'verify', 'remove']],
  [item('recording', 'not-connected'), ['details', 'locate']],
  [item('recording', 'missing'), ['details', 'locate', 'downloadAgain', 'remove']],
  [item('recording', 'changed'), ['details', 'verify', 'downloadAgain', 'remove']],
  [
    item('recording', 'damaged'),
    ['play', 'details', 'reveal', 'copyPath', 'verify', 'downloadAgain', 'remove'],
  ],
])('%j offers %j', (given, expected) => expect(actionsOf(given)).toEqual(expected))

test.each([
  ['Enter', {}, item('recording', 'here'), 'play'],
  ['Enter', {}, item('recording', 'missing'), 'details'],
  [' ', {}, item('recording', 'here'), 'details'],
  ['Enter', { ctrlKey: true }, item('recording', 'here'), 'reveal'],
  ['Enter', { metaKey: true }, item('recording', 'here'), 'reveal'],
  ['Enter', { ctrlKey: true }, item('recording', 'missing'), null],
  ['Enter', { altKey: true }, item('recording', 'here'), null],
  ['v', {}, item('recording', 'here'), 'verify'],
  ['c', { ctrlKey: true }, item('recording', 'here'), 'copyPath'],
  ['c', {}, item('recording', 'here'), null],
  ['Delete', {}, item('recording', 'here'), 'remove'],
  ['x', {}, item('recording', 'here'), null],
])('%s %j on %j: %s', (key, more, given, expected) =>
  expect(actionOfKey(press(key, more), given)).toBe(expected),
)
