import { describe, expect, it } from 'vitest'
import { SAVED_STATES } from '../../contract/library.ts'
import type { SavedFilesChange } from '../../contract/recording.ts'
import type { LibraryEntry } from './entry.ts'
import { countsAsSaved, createStates, type Found, stateOfFound } from './saved-state.ts'

const entry: LibraryEntry = {
  source: { kind: 'recording', site: 's', confUUID: 'u1', fileType: 'Hd', part: 1 },
  path: '/films/film.mp4',
  bytes: 4,
  sha256: 'ab',
  title: 'Weekly',
  savedAt: '2026-01-02T03:04:05.000Z',
  modifiedMs: 10_000,
}
const there = { isFile: true, size: 4, mtimeMs: 10_000 }
const verifiedAt = '2026-02-01T00:00:00.000Z'
const damagedAt = '2026-03-01T00:00:00.000Z'

it.each<[string, Found, Partial<LibraryEntry>, string]>([
  ['there, unchanged', there, {}, 'here'],
  ['there, verified', there, { verifiedAt }, 'verified'],
  ['there, damaged when it was last read', there, { verifiedAt, damagedAt }, 'damaged'],
  ['there, mended since', there, { verifiedAt, damagedAt: null }, 'verified'],
  ['of another size', { ...there, size: 5 }, { verifiedAt }, 'changed'],
  ['of another size, damaged before', { ...there, size: 5 }, { damagedAt }, 'changed'],
  ['changed later', { ...there, mtimeMs: 12_001 }, {}, 'changed'],
  ['changed earlier', { ...there, mtimeMs: 7_999 }, {}, 'changed'],
  ['of the same time on a coarser disk', { ...there, mtimeMs: 12_000 }, {}, 'here'],
  ['of an unknown time', { ...there, mtimeMs: 99 }, { modifiedMs: undefined }, 'here'],
  ['a folder', { ...there, isFile: false }, {}, 'changed'],
  ['nothing', 'nothing', { verifiedAt, damagedAt }, 'missing'],
  ['unreachable', 'unreachable', { verifiedAt, damagedAt }, 'not-connected'],
])('%s', (_, found, change, state) => {
  expect(stateOfFound({ ...entry, ...change }, found)).toBe(state)
})

it('counts as saved what need not be downloaded again', () => {
  expect(SAVED_STATES.filter(countsAsSaved)).toEqual(['unchecked', 'here', 'verified', 'not-connected'])
})

describe('what was found', () => {
  const file = { site: 's', confUUID: 'u1', fileType: 'Hd', part: 1 }
  const create = () => {
    const changes: SavedFilesChange[] = []
    return { changes, states: createStates((change) => changes.push(change)) }
  }

  it('is kept until the next look, and reported when it changes what counts as saved', () => {
    const { changes, states } = create()
    const note = (state: (typeof SAVED_STATES)[number]) => states.note('item', [{ entry, state }])
    expect(states.of('item', entry)).toBe('unchecked')
    expect(note('here')).toBe(true)
    expect(note('here')).toBe(false)
    expect([states.of('item', entry), changes]).toEqual(['here', []])
    expect(note('missing')).toBe(true)
    expect(states.of('item', entry)).toBe('missing')
    expect(note('not-connected')).toBe(true)
    expect(note('here')).toBe(true)
    expect(changes).toEqual([
      { added: [], removed: [file] },
      { added: [file], removed: [] },
    ])
  })

  it('is forgotten with the file', () => {
    const { states } = create()
    states.note('item', [{ entry, state: 'missing' }])
    states.forget([entry.source])
    expect(states.of('item', entry)).toBe('here')
  })

  it('includes what a verification has found, before the first look', () => {
    const { states } = create()
    expect(states.of('item', { ...entry, damagedAt })).toBe('damaged')
    expect(states.of('item', { ...entry, verifiedAt })).toBe('unchecked')
  })
})
