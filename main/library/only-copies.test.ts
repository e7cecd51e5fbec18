import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import type { Source } from '../../contract/download.ts'
import { test } from '../../test/fixtures.ts'
import type { ListedRecordings } from '../interfaces.ts'
import { createOnlyCopies } from './only-copies.ts'

const item = (confUUID: string): string => JSON.stringify(['recording', 's', confUUID])
const source = (confUUID: string): Source => ({
  kind: 'recording',
  site: 's',
  confUUID,
  fileType: 'Hd',
  part: 1,
})
let home = ''
/** Starts of the saved recordings by item. */
let saved = new Map<string, string>()
test.beforeEach(({ home: folder }) => {
  home = folder
  saved = new Map([item('a'), item('b')].map((key) => [key, '2026-10-15T08:00:00Z']))
})

async function open() {
  const copies = createOnlyCopies({
    home,
    startOf: (key) => saved.get(key) ?? null,
    onQuarantined: () => undefined,
  })
  await copies.load()
  return copies
}
const list = (ids: string[], patch: Partial<ListedRecordings> = {}): ListedRecordings => ({
  ...{ site: 's', enterpriseId: 'e', isOfAllUsers: true, isWhole: true },
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-10-31T00:00:00.000Z',
  confUUIDs: new Set(ids),
  ...patch,
})

test('a saved recording that was listed and is listed no longer is the only copy, until it comes back', async () => {
  const copies = await open()
  copies.learn(list(['a', 'b', 'c']))
  expect(copies.revision).toBe(0)
  copies.learn(list(['b', 'c']))
  expect([copies.has(item('a')), copies.has(item('b')), copies.has(item('c'))]).toEqual([true, false, false])
  expect([copies.count, copies.revision]).toEqual([1, 1])
  // Also in the list of a user's own recordings.
  copies.learn(list(['a'], { isOfAllUsers: false, isWhole: false }))
  expect([copies.has(item('a')), copies.count, copies.revision]).toEqual([false, 0, 2])
})

test('one that was in no list before is not: it may belong to another enterprise', async () => {
  const copies = await open()
  copies.learn(list(['a'], { enterpriseId: 'other' }))
  copies.learn(list(['b'], { isOfAllUsers: false, isWhole: false }))
  copies.learn(list([]))
  expect(copies.count).toBe(0)
})

test('one that was saved after it was listed is', async () => {
  saved.delete(item('a'))
  const copies = await open()
  copies.learn(list(['a']))
  saved.set(item('a'), '2026-10-15T08:00:00Z')
  copies.noteSaved(item('a'), source('a'))
  copies.noteSaved(item('b'), source('b'))
  expect([copies.enterpriseOf(item('a')), copies.enterpriseOf(item('b'))]).toEqual(['e', null])
  copies.learn(list([]))
  expect([copies.has(item('a')), copies.has(item('b'))]).toEqual([true, false])
})

test('one that was adopted is, if its description names the enterprise', async () => {
  const copies = await open()
  copies.noteSaved(item('a'), source('a'), 'e')
  copies.noteSaved(item('b'), source('b'), 'other')
  copies.learn(list([]))
  expect([copies.has(item('a')), copies.has(item('b'))]).toEqual([true, false])
})

test('one stays the only copy when another file of it is saved', async () => {
  const copies = await open()
  copies.learn(list(['a']))
  copies.learn(list([]))
  copies.noteSaved(item('a'), source('a'), 'e')
  expect(copies.has(item('a'))).toBe(true)
})

test('one that is no longer saved does not count', async () => {
  const copies = await open()
  copies.learn(list(['a', 'b']))
  copies.learn(list(['b']))
  saved.delete(item('a'))
  expect(copies.count).toBe(0)
})

test('is persistent, and learned again without its file', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const copies = await open()
  copies.learn(list(['a', 'b']))
  copies.learn(list(['b']))
  vi.runAllTimers()
  vi.useRealTimers()
  const path = join(home, 'only-copies.json')
  const kept = async () => JSON.parse(await readFile(path, 'utf8').catch(() => '{}')) as unknown
  await expect
    .poll(kept)
    .toEqual({ version: 1, enterprises: [{ site: 's', enterpriseId: 'e', listed: ['b'], gone: ['a'] }] })
  const again = await open()
  expect([again.has(item('a')), again.count]).toEqual([true, 1])
  again.learn(list([]))
  expect(again.has(item('b'))).toBe(true)

  await writeFile(path, 'damaged')
  const lost = await open()
  expect(lost.count).toBe(0)
  lost.learn(list(['a', 'b']))
  lost.learn(list(['a']))
  expect(lost.has(item('b'))).toBe(true)
})
