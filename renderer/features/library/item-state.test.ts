import { expect, test } from 'vitest'
import type { LibraryFile, LibraryItem, SavedState } from '../../../contract/library.ts'
import { type ItemState, itemState, mainAction } from './item-state.ts'

const file = (state: SavedState, verifiedAt: string | null = null) => ({ state, verifiedAt })
const early = '2026-11-01T08:00:00.000Z'
const late = '2026-11-12T08:00:00.000Z'

test.each<[string, ReturnType<typeof file>[], ItemState]>([
  ['all here', [file('here'), file('here')], { key: 'saved' }],
  ['not looked at yet', [file('unchecked')], { key: 'saved' }],
  [
    'all verified: since the first',
    [file('verified', late), file('verified', early)],
    { key: 'verified', at: early },
  ],
  ['one of two verified', [file('verified', late), file('here')], { key: 'saved' }],
  ['one missing', [file('verified', late), file('missing')], { key: 'missing', count: 1, files: 2 }],
  [
    'damaged before missing',
    [file('missing'), file('damaged'), file('changed')],
    { key: 'damaged', count: 1, files: 3 },
  ],
  ['missing before changed', [file('changed'), file('missing')], { key: 'missing', count: 1, files: 2 }],
  [
    'on a disk that is not connected',
    [file('not-connected'), file('not-connected')],
    { key: 'not-connected', count: 2, files: 2 },
  ],
])('%s', (_, files, expected) => expect(itemState(files)).toEqual(expected))

test('the only copy is shown as such, unless something is wrong with it', () => {
  expect(itemState([file('verified', late)], true)).toEqual({ key: 'only-copy' })
  expect(itemState([file('missing')], true)).toMatchObject({ key: 'missing' })
})

test.each<[LibraryItem['kind'], SavedState[], ReturnType<typeof mainAction>]>([
  ['recording', ['here'], 'play'],
  ['recording', ['missing', 'damaged'], 'play'],
  ['recording', ['missing', 'changed'], 'details'],
  ['recording', ['missing', 'not-connected'], 'details'],
  ['minutes', ['here'], 'open'],
  ['minutes', ['here', 'missing'], 'open'],
  ['minutes', ['here', 'here'], 'details'],
  ['material', ['missing'], 'details'],
])('Enter on %s with files %j: %s', (kind, states, expected) => {
  const files = states.map((state) => ({ ...file(state) }) as LibraryFile)
  expect(mainAction({ kind, files })).toBe(expected)
})
