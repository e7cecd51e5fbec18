import { describe, expect, it, test } from 'vitest'
import { sampleDownload } from '../../../test/sample-download.ts'
import { sampleOrder, sampleTotals } from '../../../test/sample-order.ts'
import { groupDownloads, linesOf, noticesRepeatedIn, sectionsOf } from './download-groups.ts'

const file = (id: string, confUUID: string, rank: number, patch: Parameters<typeof sampleDownload>[0] = {}) =>
  sampleDownload({
    id,
    rank,
    title: confUUID,
    source: { kind: 'recording', site: 's', confUUID, fileType: id, part: 1 },
    state: 'waiting',
    ...patch,
  })
const saved = (savedAt: string) => ({ state: 'saved' as const, savedAt })

describe('groupDownloads', () => {
  it('groups files of one recording, and sorts the next downloads first', () => {
    const groups = groupDownloads([
      file('a-hd', 'a', 5),
      file('b-hd', 'b', 2),
      file('a-aux', 'a', 1, { state: 'running' }),
      file('c-hd', 'c', 3, { state: 'paused' }),
    ])
    expect(
      groups.map(({ key: _, kind: __, ...group }) => [group.title, group.downloads.map(({ id }) => id)]),
    ).toEqual([
      ['a', ['a-aux', 'a-hd']],
      ['b', ['b-hd']],
      ['c', ['c-hd']],
    ])
  })

  it('sorts ended downloads last, latest first, and a recording with an open file among the open', () => {
    const groups = groupDownloads([
      file('old', 'old', 1, saved('2026-11-01T00:00:00Z')),
      file('half-1', 'half', 2, saved('2026-11-02T00:00:00Z')),
      file('half-2', 'half', 9),
      file('new', 'new', 3, saved('2026-11-03T00:00:00Z')),
      file('failed', 'failed', 4, { state: 'failed', addedAt: '2026-11-02T12:00:00Z' }),
    ])
    expect(groups.map(({ title }) => title)).toEqual(['half', 'new', 'failed', 'old'])
  })

  it('separates recordings of two sites, and a program of the same id', () => {
    const other = { kind: 'recording', site: 'other', confUUID: 'a', fileType: 'Hd', part: 1 } as const
    const material = { kind: 'material', site: 's', programId: 'a', materialId: 'm' } as const
    expect(
      groupDownloads([
        file('1', 'a', 1),
        file('2', 'a', 2, { source: other }),
        file('3', 'a', 3, { source: material }),
      ]),
    ).toHaveLength(3)
  })
})

it('a group has a heading and can be collapsed; a single file has none', () => {
  const groups = groupDownloads([file('a1', 'a', 1), file('a2', 'a', 2), file('b1', 'b', 3)])
  const shown = (closed: string[]) =>
    linesOf(groups, new Set(closed)).map(({ kind, key }) => `${kind} ${key}`)
  const a = groups[0]?.key ?? ''
  expect(shown([])).toEqual([`group ${a}`, 'file a1', 'file a2', 'file b1'])
  expect(shown([a])).toEqual([`group ${a}`, 'file b1'])
  expect(linesOf(groups, new Set()).map((line) => line.kind === 'file' && line.isAlone)).toEqual([
    false,
    false,
    false,
    true,
  ])
})

test('an order is one line until it is opened; its recordings are then grouped as elsewhere', () => {
  const orders = new Map(
    ['many', 'one'].map((id) => [id, sampleOrder({ id, recordings: id === 'many' ? 2 : 1 })]),
  )
  const of = (orderId: string) => ({ orderId })
  const sections = sectionsOf(
    [
      file('b1', 'b', 9, of('many')),
      file('c1', 'c', 2, of('one')),
      file('a1', 'a', 1, of('many')),
      file('a2', 'a', 3, of('many')),
      file('d1', 'd', 4, of('removed')),
    ],
    orders,
  )
  const shown = (toggled: string[]) =>
    linesOf(sections, new Set(toggled)).map(({ kind, key }) => (kind === 'group' ? kind : `${kind} ${key}`))
  expect(shown([])).toEqual(['order many', 'file c1', 'file d1'])
  expect(shown(['many'])).toEqual([
    'order many',
    'group',
    'file a1',
    'file a2',
    'file b1',
    'file c1',
    'file d1',
  ])
})

it.each([
  ['AUTH_REQUIRED', ['1', '2', '3']],
  // The order's line has the notice of something else.
  ['DISK_FULL', ['2', '3']],
  [null, ['2', '3']],
] as const)('the rows of an opened order whose line says %s repeat no notice', (code, repeated) => {
  const totals = sampleTotals({ failure: code === null ? null : { code } })
  const order = sampleOrder({ recordings: 3, totals })
  const signedOut = { state: 'blocked' as const, failure: { code: 'AUTH_REQUIRED' as const }, orderId: 'o' }
  const files = ['1', '2', '3'].map((id, at) => file(id, id, at, signedOut))
  const lines = linesOf(sectionsOf(files, new Map([['o', order]])), new Set(['o']))
  expect(lines).toHaveLength(4)
  expect([...noticesRepeatedIn(lines)]).toEqual(repeated)
})
