import { expect, vi } from 'vitest'
import { freeBytes, SPARE_BYTES } from '../files/disk-space.ts'
import { TRY_AGAIN_MS } from './blocked-policy.ts'
import { createBlocked } from './blocked.ts'
import { createDownloadList } from './download-list.ts'
import type { DownloadRequest } from './download-requests.ts'
import { queuedRequest } from './queued-request.ts'
import { test as it } from '../../test/fixtures.ts'

const FULL = { code: 'DISK_FULL' } as const
let folder = ''
it.beforeEach(({ folder: madeFolder }) => {
  folder = madeFolder
})

/** A list of two running downloads, in one folder. */
function twoRunning() {
  const list = createDownloadList(null, { info: () => {}, warn: () => {}, error: () => {} })
  const ids = [1, 2].map((part) => {
    const order: DownloadRequest = {
      source: { kind: 'recording', site: 's', confUUID: 'u', fileType: 'Hd', part },
      title: '',
      startTime: null,
      parts: 2,
      fileName: `${part}.mp4`,
      expected: { bytes: null, sha256: null },
      meeting: null,
      mustBeBoxes: true,
      needsExtension: false,
    }
    const queued = queuedRequest(order, { folder, fileName: order.fileName, mountPoint: null }, null)
    list.put({ ...queued, state: 'running' })
    return queued.id
  })
  const deps = { list, stop: vi.fn(), resume: vi.fn(), requestFiles: vi.fn(), add: vi.fn() }
  return { ...deps, blocked: createBlocked(deps), first: ids[0] ?? '', second: ids[1] ?? '' }
}

it('a full disk blocks the active downloads on it, but none that ended meanwhile', async () => {
  const { list, blocked, stop, first, second } = twoRunning()
  const blocking = blocked.blockDisk(folder, FULL)
  list.change(second, { state: 'saved' })
  await blocking
  expect(list.all().map(({ state }) => state)).toEqual(['blocked', 'saved'])
  expect(stop.mock.calls).toEqual([[first]])
})

it('resumes what fits into the free space', async () => {
  const { list, blocked, resume, first, second } = twoRunning()
  const free = (await freeBytes(folder)) ?? 0
  expect(free).toBeGreaterThan(SPARE_BYTES)
  // Almost whole, and as large as the disk; nothing yet.
  list.change(first, { totalBytes: 2 * free, receivedBytes: 2 * free - 1 })
  list.change(second, { totalBytes: 2 * free, receivedBytes: 0 })
  for (const id of [first, second]) blocked.block(id, FULL)
  await blocked.recheck()
  expect(resume.mock.calls).toEqual([[first]])
})

it('resumes at the time of the next attempt, neither before nor for another reason', async () => {
  const { list, blocked, resume, first, second } = twoRunning()
  blocked.block(first, { code: 'OFFLINE' })
  blocked.block(second, { code: 'OFFLINE' })
  await blocked.recheck()
  expect(resume).not.toHaveBeenCalled()
  list.change(first, { resumesAt: new Date(0).toISOString() })
  blocked.block(second, { code: 'AUTH_REQUIRED' })
  await blocked.recheck()
  expect(resume.mock.calls).toEqual([[first]])
})

it('does not resume what was removed during the check', async () => {
  const { list, blocked, resume, first } = twoRunning()
  blocked.block(first, FULL)
  const tending = blocked.recheck()
  list.remove(first)
  await tending
  expect(resume).not.toHaveBeenCalled()
})

it('a full disk blocks nothing that left the list meanwhile', async () => {
  const { list, blocked, stop, first, second } = twoRunning()
  const blocking = blocked.blockDisk(folder, FULL)
  list.remove(second)
  await blocking
  expect(stop.mock.calls).toEqual([[first]])
  expect(list.all().map(({ id }) => id)).toEqual([first])
})

it('free space resumes blocked downloads, but none that was paused meanwhile', async () => {
  const { list, blocked, resume, first, second } = twoRunning()
  for (const id of [first, second]) blocked.block(id, FULL)
  const tending = blocked.recheck()
  list.change(second, { state: 'paused' })
  await tending
  expect(resume.mock.calls).toEqual([[first]])
})

it.runIf(process.platform === 'linux')('a full disk blocks nothing on another one', async () => {
  const { list, blocked, stop } = twoRunning()
  await blocked.blockDisk('/proc', FULL)
  expect(stop).not.toHaveBeenCalled()
  expect(list.all().map(({ state }) => state)).toEqual(['running', 'running'])
})

it.each([
  ['a quota', { ...FULL, params: { errno: 'EDQUOT' } }, {}],
  ['a disk that does not say how much is free', FULL, { folder: '/no such folder' }],
] as const)('%s is tried again after a minute, not at each check', async (_, failure, patch) => {
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    const { list, blocked, resume, first } = twoRunning()
    list.change(first, patch)
    blocked.block(first, failure)
    vi.advanceTimersByTime(TRY_AGAIN_MS - 1)
    await blocked.recheck()
    expect(resume).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    await blocked.recheck()
    expect(resume.mock.calls).toEqual([[first]])
  } finally {
    vi.useRealTimers()
  }
})

it('one that was blocked in an earlier run is tried at the first check', async () => {
  const { list, blocked, resume, first } = twoRunning()
  list.change(first, { state: 'blocked', failure: FULL, folder: '/no such folder' })
  await blocked.recheck()
  expect(resume.mock.calls).toEqual([[first]])
})
