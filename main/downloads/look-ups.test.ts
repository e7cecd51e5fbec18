import { expect, it, vi } from 'vitest'
import { silentLog } from '../../test/cloud-client.ts'
import { numberedOrder } from '../../test/gated-queue.ts'
import { drained } from '../../test/scheduler.ts'
import { AppError, type ErrorCode } from '../../contract/errors.ts'
import { createDownloadList } from './download-list.ts'
import { createLookUps } from './look-ups.ts'
import { MAX_LOOKUPS } from './next-work.ts'
import { queuedRecording } from './queued-request.ts'
import type { Queued } from './queued.ts'

/** A list of waiting recordings, of one order and folder, whose lookups the test answers. */
function listOf(count: number) {
  const list = createDownloadList(null, silentLog)
  const order = {
    ...{ fileTypes: ['Hd'], folder: '/films', site: 's', mountPoint: null },
    ...{ orderId: 'first', orderedAt: '' },
  }
  for (let n = 0; n < count; n += 1)
    list.put(queuedRecording({ confUUID: `u${n}`, title: '', startTime: null, bytes: null }, order))
  const ids = list.all().map(({ id }) => id)
  const deps = {
    list,
    requestFiles: vi.fn(async () => [numberedOrder(1)]),
    add: vi.fn(async () => ({ ids: ['file'] })),
    act: vi.fn<(action: 'pause' | 'cancel', ids: string[]) => void>(),
    block: vi.fn<(id: string) => void>(),
    isDue: vi.fn<(recording: Queued) => boolean>(() => true),
    requeueOnShortage: vi.fn<(id: string) => boolean>(() => false),
    isClosing: vi.fn(() => false),
    onDone: vi.fn(),
  }
  const lookUps = createLookUps(deps)
  const waiting = () => [...lookUps.waiting()].map(({ id }) => ids.indexOf(id))
  return { ...deps, ids, first: ids[0] ?? '', lookUps, waiting }
}

const MEANWHILE: [string, Partial<Queued>, Partial<Queued>][] = [
  ['another folder', { folder: '/other' }, { folder: '/other' }],
  ['more types', { awaited: ['Hd', 'Aux'] }, { awaited: ['Hd', 'Aux'] }],
]

it.each(MEANWHILE)(
  'one that is requested with %s while it is looked up is looked up again',
  async (_, change) => {
    const { list, add, first, lookUps, requestFiles } = listOf(1)
    requestFiles.mockImplementationOnce(async () => {
      list.change(first, change)
      return [numberedOrder(1)]
    })
    lookUps.lookUp(first)
    await drained()
    expect(add).not.toHaveBeenCalled()
    expect(list.get(first)).toMatchObject(change)
  },
)

it.each<[string, Partial<Queued>, 'pause' | 'cancel' | null, boolean]>([
  ['nothing', {}, null, false],
  ['a pause', { state: 'paused' }, 'pause', false],
  ['a cancel', { state: 'cancelled' }, 'cancel', false],
  ['another order', { orderId: 'second' }, null, true],
  ['another folder', { folder: '/other' }, null, true],
])('while its files are added: %s', async (_, change, action, stays) => {
  const { list, add, act, first, lookUps } = listOf(1)
  add.mockImplementationOnce(async () => {
    list.change(first, change)
    return { ids: ['file'] }
  })
  lookUps.lookUp(first)
  await drained()
  expect(act.mock.calls).toEqual(action === null ? [] : [[action, ['file']]])
  expect(list.get(first) !== undefined).toBe(stays)
})

it('the files of one that is removed while they are added are cancelled', async () => {
  const { list, add, act, first, lookUps } = listOf(1)
  add.mockImplementationOnce(async () => {
    list.remove(first)
    return { ids: ['file'] }
  })
  lookUps.lookUp(first)
  await drained()
  expect(act.mock.calls).toEqual([['cancel', ['file']]])
})

it.each<[ErrorCode, boolean, boolean, Queued['state']]>([
  ['NOT_FOUND', false, false, 'failed'],
  ['OFFLINE', false, true, 'waiting'],
  ['TOO_MANY_FILES', true, false, 'waiting'],
])('a lookup that ends with %s', async (code, isRequeued, isBlocked, state) => {
  const { list, first, lookUps, requestFiles, requeueOnShortage, block, onDone } = listOf(1)
  requestFiles.mockRejectedValue(new AppError(code))
  requeueOnShortage.mockReturnValue(isRequeued)
  lookUps.lookUp(first)
  await drained()
  expect(block).toHaveBeenCalledTimes(isBlocked ? 1 : 0)
  expect(list.get(first)).toMatchObject({ state })
  expect(onDone).toHaveBeenCalledTimes(1)
})

it('at the end of the app nothing is added, and no failure is noted', async () => {
  const { list, ids, add, block, lookUps, isClosing, requestFiles, requeueOnShortage } = listOf(2)
  requestFiles.mockRejectedValueOnce(new AppError('OFFLINE'))
  isClosing.mockReturnValue(true)
  for (const id of ids) lookUps.lookUp(id)
  await drained()
  for (const spy of [add, block, requeueOnShortage]) expect(spy).not.toHaveBeenCalled()
  expect(list.all().map(({ state }) => state)).toEqual(['waiting', 'waiting'])
})

it('one is looked up once at a time, and neither while it is nor before it is due is it among the waiting', async () => {
  const { ids, first, lookUps, waiting, requestFiles, isDue } = listOf(3)
  isDue.mockImplementation(({ id }) => id !== ids[2])
  expect(waiting()).toEqual([0, 1])
  lookUps.lookUp(first)
  lookUps.lookUp(first)
  expect(waiting()).toEqual([1])
  await drained()
  expect(requestFiles).toHaveBeenCalledTimes(1)
})

it('a blocked one is looked up again only if few are', async () => {
  const { ids, lookUps, requestFiles } = listOf(MAX_LOOKUPS + 1)
  for (const id of ids) lookUps.lookUpAgain(id)
  expect(lookUps.active.size).toBe(MAX_LOOKUPS)
  await drained()
  expect(requestFiles).toHaveBeenCalledTimes(MAX_LOOKUPS)
})

it.each<[ErrorCode, number, number[]]>([
  ['OFFLINE', 1, []],
  ['AUTH_REQUIRED', 1, []],
  ['NOT_TRANSCODED', 1, [0]],
])('with recordings of the same site blocked by %s', (code, blocked, expected) => {
  const { list, ids, waiting } = listOf(2)
  for (const id of ids.slice(-blocked)) list.change(id, { state: 'blocked', failure: { code } })
  expect(waiting()).toEqual(expected)
})

it.each([
  [2 * MAX_LOOKUPS - 1, [0]],
  [2 * MAX_LOOKUPS, []],
])('with %i files of the same folder without room', (blocked, expected) => {
  const { list, ids, waiting } = listOf(1 + blocked)
  for (const id of ids.slice(1))
    list.change(id, { awaited: null, state: 'blocked', failure: { code: 'DISK_FULL' } })
  expect(waiting()).toEqual(expected)
  list.change(ids[0] ?? '', { folder: '/other' })
  expect(waiting()).toEqual([0])
})
