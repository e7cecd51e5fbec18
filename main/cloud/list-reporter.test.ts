import { expect, test } from 'vitest'
import type { Account } from '../../contract/account.ts'
import type { RecordingQuery } from '../../contract/recording.ts'
import type { ListedRecordings } from '../interfaces.ts'
import { isWholeList, createListReporter } from './list-reporter.ts'

const reader = { baseUrl: 's', userId: 'u', enterpriseId: 'e', isAdmin: true }
const rows = { listed: 3, announced: 3, hasUnreadable: false }
type Case = Parameters<typeof isWholeList>

test.each<[string, Case[0], Partial<Case[1]>, Partial<Case[2]>, boolean]>([
  ['everything that an administrator sees', { allUsers: true }, {}, {}, true],
  ['more rows than announced', { allUsers: true }, {}, { listed: 4 }, true],
  ['nothing, as announced', { allUsers: true }, {}, { listed: 0, announced: 0 }, true],
  ['a search', { allUsers: true, search: 'a' }, {}, {}, false],
  ['an empty search', { allUsers: true, search: ' ' }, {}, {}, true],
  ['the own recordings', { allUsers: false }, {}, {}, false],
  ['no word of other users', {}, {}, {}, false],
  ['a user without the right', { allUsers: true }, { before: { ...reader, isAdmin: false } }, {}, false],
  ['unknown rights', { allUsers: true }, { before: { ...reader, isAdmin: null } }, {}, false],
  ['rights lost meanwhile', { allUsers: true }, { after: { ...reader, isAdmin: false } }, {}, false],
  ['another user meanwhile', { allUsers: true }, { after: { ...reader, userId: 'o' } }, {}, false],
  [
    'another enterprise meanwhile',
    { allUsers: true },
    { after: { ...reader, enterpriseId: 'o' } },
    {},
    false,
  ],
  ['another site meanwhile', { allUsers: true }, { after: { ...reader, baseUrl: 'o' } }, {}, false],
  ['signed out meanwhile', { allUsers: true }, { after: null }, {}, false],
  ['fewer rows than announced', { allUsers: true }, {}, { listed: 2 }, false],
  ['no number announced', { allUsers: true }, {}, { announced: null }, false],
  ['a row that cannot be read', { allUsers: true }, {}, { hasUnreadable: true }, false],
])('%s: a whole list?', (_what, query, readers, patch, isWhole) => {
  expect(isWholeList(query, { before: reader, after: reader, ...readers }, { ...rows, ...patch })).toBe(
    isWhole,
  )
})

const query: RecordingQuery = {
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-10-31T00:00:00.000Z',
  allUsers: true,
}
const page = (confUUID: string, size = 1) =>
  Promise.resolve({ rows: [{ confUUID } as never], size, count: 2, bytes: 1 })

function watching(account: Partial<Account> | null, of = query) {
  const state = { account: account as Account | null, failure: null }
  const listed: ListedRecordings[] = []
  return { state, listed, list: createListReporter({ state: () => state }, of, (one) => listed.push(one)) }
}

test('reports each page, and the whole list at its end', async () => {
  const { list, listed } = watching(reader)
  await list.page(page('a'))
  await list.page(page('b'))
  list.end(2)
  const of = { site: 's', enterpriseId: 'e', from: query.from, to: query.to, isOfAllUsers: true }
  expect(listed).toEqual([
    { ...of, confUUIDs: new Set(['a']), isWhole: false },
    { ...of, confUUIDs: new Set(['b']), isWhole: false },
    { ...of, confUUIDs: new Set(['a', 'b']), isWhole: true },
  ])
})

test('reports no whole list with a row that could not be read', async () => {
  const { list, listed } = watching(reader)
  await list.page(page('a', 2))
  list.end(1)
  expect(listed.map(({ isWhole }) => isWhole)).toEqual([false])
})

test('reports nothing for a session that began after the list', async () => {
  const { list, listed, state } = watching(reader)
  state.account = { ...reader, userId: 'o' } as Account
  await list.page(page('a'))
  list.end(1)
  expect(listed).toEqual([])
})

test.each([
  ['own recordings', reader, { ...query, allUsers: false }],
  ['what a user without the right is shown of all', { ...reader, isAdmin: false }, query],
] as const)('says that it is not a list of all users: %s', async (_what, account, of) => {
  const { list, listed } = watching(account, of)
  await list.page(page('a'))
  list.end(1)
  expect(listed).toMatchObject([{ isOfAllUsers: false, isWhole: false }])
})

test('reports nothing without a known enterprise', async () => {
  const { enterpriseId: _, ...unknown } = reader
  for (const account of [unknown, null]) {
    const { list, listed } = watching(account)
    await list.page(page('a'))
    list.end(1)
    expect(listed).toEqual([])
  }
})
