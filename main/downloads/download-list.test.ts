import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sampleDownload } from '../../test/sample-download.ts'
import { createDownloadList } from './download-list.ts'
import { applyChanges, type QueueChange, type QueueState, queueStateSchema } from './queue-file.ts'
import { publicPart, type Queued } from './queued.ts'

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const needs = {
  ...{
    mustBeBoxes: true,
    needsExtension: false,
    meeting: null,
    awaited: null,
    mountPoint: null,
    facts: null,
    copyFrom: null,
    isReplacement: false,
    estimatedBytes: null,
  },
  expected: { bytes: null, sha256: null },
}
const queued = (id: string, patch: Partial<Queued> = {}): Queued => ({
  ...sampleDownload({ id, state: 'waiting' }),
  ...needs,
  ...patch,
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A file in memory: what it would contain after each change. */
function fileOf(downloads: Queued[] = []) {
  const written: QueueState[] = []
  let state: QueueState = { version: 1, downloads, orders: [] }
  const file = {
    read: async () => state,
    append: vi.fn(async (changes: readonly QueueChange[]) => {
      state = structuredClone(applyChanges(state, changes))
      written.push(state)
    }),
    close: vi.fn(async (whole: () => QueueState) => void written.push(whole())),
  }
  return { file, append: file.append, written }
}
const idsOf = (list: ReturnType<typeof createDownloadList>) =>
  list.all().map(({ id, rank }) => `${id}${rank}`)

test('keeps the order of downloads, each with the next rank', () => {
  const list = createDownloadList(null, log)
  for (const id of ['a', 'b', 'c']) list.put(queued(id, { rank: 99 }))
  expect(idsOf(list)).toEqual(['a1', 'b2', 'c3'])
  expect(list.get('b')?.id).toBe('b')
  list.remove('b')
  expect(list.get('b')).toBeUndefined()
  expect(idsOf(list)).toEqual(['a1', 'c3'])
})

test('sends all changes and removals together, ten times a second', async () => {
  const list = createDownloadList(null, log)
  const listener = vi.fn()
  const stop = list.onChange(listener)
  list.put(queued('a'))
  list.put(queued('b'))
  list.change('a', { receivedBytes: 5 })
  list.remove('b')
  await vi.advanceTimersByTimeAsync(99)
  expect(listener).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(listener.mock.calls).toEqual([
    [{ changed: [publicPart(queued('a', { rank: 1, receivedBytes: 5 }))], removed: ['b'] }],
  ])
  await vi.advanceTimersByTimeAsync(1000)
  expect(listener).toHaveBeenCalledOnce()
  list.change('a', { receivedBytes: 6 })
  await vi.advanceTimersByTimeAsync(100)
  expect(listener.mock.calls[1]).toMatchObject([{ changed: [{ receivedBytes: 6 }], removed: [] }])
  stop()
  list.change('a', { receivedBytes: 7 })
  await vi.advanceTimersByTimeAsync(100)
  expect(listener).toHaveBeenCalledTimes(2)
})

test('ignores a change of an unknown download', async () => {
  const { file, append } = fileOf()
  const list = createDownloadList(file, log)
  const listener = vi.fn()
  list.onChange(listener)
  list.change('a', { state: 'paused' })
  await vi.advanceTimersByTimeAsync(100)
  expect(list.all()).toEqual([])
  expect(listener).not.toHaveBeenCalled()
  expect(append).not.toHaveBeenCalled()
})

test('writes states to the file, but not progress', async () => {
  const { file, written } = fileOf()
  const list = createDownloadList(file, log)
  list.put(queued('a'))
  await vi.advanceTimersByTimeAsync(0)
  list.change('a', { receivedBytes: 5 })
  await vi.advanceTimersByTimeAsync(0)
  expect(written).toHaveLength(1)
  list.change('a', { state: 'paused' })
  await vi.advanceTimersByTimeAsync(0)
  expect(written.at(-1)).toMatchObject({
    version: 1,
    downloads: [{ id: 'a', state: 'paused', receivedBytes: 5 }],
  })
  list.remove('a')
  await vi.advanceTimersByTimeAsync(0)
  expect(written.at(-1)).toEqual({ version: 1, downloads: [], orders: [] })
})

test('writes changes of the same moment together, and only the downloads that changed', async () => {
  const { file, append } = fileOf()
  const list = createDownloadList(file, log)
  for (const id of ['a', 'b', 'c']) list.put(queued(id))
  await vi.advanceTimersByTimeAsync(0)
  list.change('b', { state: 'running' })
  list.change('b', { state: 'saved' })
  list.remove('c')
  await vi.advanceTimersByTimeAsync(0)
  expect(append.mock.calls.map(([changes]) => changes)).toMatchObject([
    [{ put: { id: 'a' } }, { put: { id: 'b' } }, { put: { id: 'c' } }],
    [{ put: { id: 'b', state: 'saved' } }, { removed: 'c' }],
  ])
})

test('reports a file that cannot be written only in the log', async () => {
  const { file, append } = fileOf()
  append.mockRejectedValueOnce(new Error('full'))
  createDownloadList(file, log).put(queued('a'))
  await vi.advanceTimersByTimeAsync(0)
  expect(log.error).toHaveBeenCalledOnce()
})

test('moves waiting downloads to the top, in the given order', async () => {
  const { file, written } = fileOf()
  const list = createDownloadList(file, log)
  for (const id of ['a', 'b', 'c', 'd']) list.put(queued(id, id === 'b' ? { state: 'paused' } : {}))
  await vi.advanceTimersByTimeAsync(100)
  const listener = vi.fn()
  list.onChange(listener)
  list.moveToTop(['d', 'b', 'nothing', 'c'])
  expect(idsOf(list)).toEqual(['d-1', 'c0', 'a1', 'b2'])
  await vi.advanceTimersByTimeAsync(100)
  expect(listener.mock.calls).toMatchObject([[{ changed: [{ id: 'd' }, { id: 'c' }] }]])
  expect(written.at(-1)?.downloads).toMatchObject([{ rank: 1 }, { rank: 2 }, { rank: 0 }, { rank: -1 }])
  list.moveToTop(['b'])
  await vi.advanceTimersByTimeAsync(100)
  expect(written).toHaveLength(2)
})

test('a file takes the place that it is given, and the next one comes last', () => {
  const list = createDownloadList(null, log)
  for (const id of ['a', 'b']) list.put(queued(id))
  list.put(queued('c'), 1.5)
  list.put(queued('d'))
  expect(idsOf(list)).toEqual(['a1', 'c1.5', 'b2', 'd3'])
})

test('restores downloads as idle after a restart, and appends the next one', async () => {
  const kept = [
    queued('a', { state: 'running', bytesPerSecond: 9, rank: -2 }),
    queued('b', { state: 'saved', rank: 4 }),
  ]
  const list = createDownloadList(fileOf(kept).file, log)
  await list.load()
  expect(list.all()).toMatchObject([
    { id: 'a', state: 'waiting', bytesPerSecond: 0 },
    { id: 'b', state: 'saved' },
  ])
  list.put(queued('c'))
  expect(idsOf(list)).toEqual(['a-2', 'b4', 'c5'])
  const empty = createDownloadList(null, log)
  await empty.load()
  expect(empty.all()).toEqual([])
})

test('closing sends and writes pending changes, and waits for the file', async () => {
  const { file, written } = fileOf()
  const list = createDownloadList(file, log)
  const listener = vi.fn()
  list.onChange(listener)
  list.put(queued('a'))
  list.change('a', { receivedBytes: 5 })
  await list.close()
  expect(listener).toHaveBeenCalledOnce()
  expect(written.at(-1)).toMatchObject({ downloads: [{ receivedBytes: 5 }] })
  await vi.advanceTimersByTimeAsync(1000)
  expect(listener).toHaveBeenCalledOnce()
})

test('hides from the page what only the transfer needs', () => {
  expect(publicPart(queued('a'))).toEqual(sampleDownload({ id: 'a', state: 'waiting' }))
})

test('reads a file of an earlier version without newer fields', () => {
  const { expected: _, meeting: __, awaited: ___, facts: ____, ...earlier } = queued('a')
  expect(queueStateSchema.parse({ version: 1, downloads: [earlier] }).downloads).toEqual([queued('a')])
  expect(queueStateSchema.safeParse({ version: 2, downloads: [] }).success).toBe(false)
  expect(
    queueStateSchema.safeParse({ version: 1, downloads: [{ ...earlier, mustBeBoxes: 1 }] }).success,
  ).toBe(false)
  expect(
    queueStateSchema.safeParse({ version: 1, downloads: [{ ...earlier, needsExtension: 1 }] }).success,
  ).toBe(false)
})
