import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { freeBytes, SPARE_BYTES } from '../files/disk-space.ts'
import { beyondRoom, outgrowsDisk, waitingWithoutRoom } from './disk-admission.ts'
import type { DownloadList } from './download-list.ts'

const file = (
  id: string,
  totalBytes: number | null,
  state: 'waiting' | 'running' | 'paused' = 'waiting',
) => ({
  id,
  state,
  totalBytes,
  receivedBytes: 0,
})

it('finds downloads without room once all before them are complete', () => {
  expect(beyondRoom([file('a', 400), file('b', 400), file('c', 400)], 1000)).toEqual(['c'])
  expect(beyondRoom([file('a', 400), file('b', 900), file('c', 400)], 1000)).toEqual(['b'])
})

it('counts the remaining bytes, but not of paused downloads or unknown sizes', () => {
  expect(beyondRoom([{ ...file('a', 900, 'running'), receivedBytes: 800 }, file('b', 900)], 1000)).toEqual([])
  expect(beyondRoom([file('a', 900, 'paused'), file('b', null), file('c', 900)], 1000)).toEqual([])
})

it('ignores running downloads', () => {
  expect(beyondRoom([file('a', 2000, 'running')], 1000)).toEqual([])
})

it('admits a file that fits to the byte, and one with more bytes than expected', () => {
  expect(beyondRoom([file('a', 600), file('b', 400)], 1000)).toEqual([])
  expect(beyondRoom([file('a', 600), file('b', 401)], 1000)).toEqual(['b'])
  const over = { ...file('a', 100, 'running'), receivedBytes: 5000 }
  expect(beyondRoom([over, file('b', 1001)], 1000)).toEqual(['b'])
})

/** A list of only these downloads. */
const listOf = (...downloads: (ReturnType<typeof file> & { folder: string })[]): DownloadList => {
  const inState = (state: string) => downloads.filter((one) => one.state === state)
  return {
    index: { running: new Set(inState('running').map(({ id }) => id)), files: inState('waiting') },
    get: (id: string) => downloads.find((one) => one.id === id),
  } as unknown as DownloadList
}
const HUGE = 1e18

it('checks the disk for the remaining bytes of a folder', async () => {
  const here = tmpdir()
  const small = { ...file('a', 1, 'running'), folder: here }
  expect(await outgrowsDisk(listOf(small), 'a')).toBeNull()
  const free = (await freeBytes(here)) ?? 0
  const all = { ...file('b', free - SPARE_BYTES - 10_000_000, 'running'), folder: here }
  const large = { ...file('a', 20_000_000, 'running'), folder: here }
  expect(await outgrowsDisk(listOf(large, all), 'a')).toBe('DISK_FULL')
  const huge = { ...file('b', HUGE, 'running'), folder: here }
  expect(await outgrowsDisk(listOf(small, huge), 'b')).toBe('DISK_FULL')
  // It is stopped itself.
  expect(await outgrowsDisk(listOf(small, huge), 'a')).toBeNull()
  expect(await outgrowsDisk(listOf(small, { ...file('b', HUGE), folder: here }), 'a')).toBeNull()
  expect(await outgrowsDisk(listOf(small, { ...file('b', HUGE, 'running'), folder: '/other' }), 'a')).toBe(
    null,
  )
  expect(await outgrowsDisk(listOf(large, { ...all, folder: '/other' }), 'a')).toBeNull()
  const nearlyAll = { ...file('b', HUGE, 'running'), folder: here, receivedBytes: HUGE }
  expect(await outgrowsDisk(listOf(small, nearlyAll), 'a')).toBeNull()
})

it('does not check for a removed download or an unknown size', async () => {
  const running = { ...file('b', HUGE, 'running'), folder: tmpdir() }
  expect(await outgrowsDisk(listOf(running), 'a')).toBeNull()
  const unknown = { ...file('a', null, 'running'), folder: tmpdir() }
  expect(await outgrowsDisk(listOf(running, unknown), 'a')).toBeNull()
})

it('finds downloads without room in a folder, and none if the free space is unknown', async () => {
  const one = { ...file('a', HUGE), folder: tmpdir() }
  const elsewhere = { ...file('b', HUGE), folder: '/no such folder' }
  expect(await waitingWithoutRoom(listOf(one, elsewhere), tmpdir())).toEqual(['a'])
  expect(await waitingWithoutRoom(listOf(one, elsewhere), '/no such folder')).toEqual([])
})

it('keeps some room free', async () => {
  const free = (await freeBytes(tmpdir())) ?? 0
  const almost = { ...file('a', free - SPARE_BYTES / 2), folder: tmpdir() }
  expect(await waitingWithoutRoom(listOf(almost), tmpdir())).toEqual(['a'])
})

it.each([
  ['a running file before it leaves no room', 1, ['a']],
  ['one after it does not count', 3, []],
])('of a waiting file: %s', async (_, rank, without) => {
  const huge = { ...file('b', HUGE, 'running'), folder: tmpdir(), rank }
  const small = { ...file('a', 1), folder: tmpdir(), rank: 2 }
  expect(await waitingWithoutRoom(listOf(huge, small), tmpdir())).toEqual(without)
})
