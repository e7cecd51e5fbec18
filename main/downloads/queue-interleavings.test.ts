import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import {
  numberedOrder as order,
  recordingOrder,
  statesOf as states,
  useGatedQueue,
} from '../../test/gated-queue.ts'
import { drained, files } from '../../test/scheduler.ts'
import { RECHECK_MS } from './blocked-policy.ts'
import type { QueueState } from './queue-file.ts'
import { partPath } from '../transfer/journal.ts'
import type { Queue } from './queue.ts'

/**
 * Interleavings while a queue waits: for the disk to return its free space (`statfs`), for the
 * service, for a transfer to stop. Each test blocks one of them and acts meanwhile.
 */
vi.mock('node:fs/promises', async (original) =>
  (await import('../../test/scheduler.ts')).gatedFiles(original as () => Promise<object>),
)

const HUGE = 2 ** 60
const world = useGatedQueue()
const { started, starting, running } = world

describe('while the free space is being checked', () => {
  it.each(['pause', 'cancel'] as const)('a %s wins: the worker never receives the file', async (action) => {
    const { queue, first } = await starting(order(1), order(2))
    queue.act(action, [first])
    files.release('statfs')
    await started('2.mp4')
    expect(world.sent).toEqual(['start 2.mp4'])
    expect(states(queue)).toEqual([action === 'pause' ? 'paused' : 'cancelled', 'running'])
  })

  it('a removed file is not started, and the next one is', async () => {
    const { queue, first, second } = await starting(order(1), order(2))
    queue.act('cancel', [first])
    queue.act('clear', [first])
    files.release('statfs')
    await started('2.mp4')
    expect(world.sent).toEqual(['start 2.mp4'])
    expect(queue.list().map(({ id }) => id)).toEqual([second])
  })

  it('its slot counts as occupied, and it starts once, however often it is paused and resumed', async () => {
    const { queue, first } = await starting(order(1), order(2), order(3))
    for (let n = 0; n < 3; n += 1) {
      queue.act('pause', [first])
      queue.act('resume', [first])
    }
    expect(states(queue)).toEqual(['waiting', 'waiting', 'waiting'])
    files.release('statfs')
    await started('1.mp4')
    expect(world.sent).toEqual(['start 1.mp4'])
    expect(states(queue)).toEqual(['running', 'waiting', 'waiting'])
  })

  it('a file that is paused and resumed is started once', async () => {
    const { queue, first } = await starting(order(1))
    world.parallel = 2
    queue.act('pause', [first])
    queue.act('resume', [first])
    files.release('statfs')
    await started('1.mp4')
    await drained()
    expect(world.sent).toEqual(['start 1.mp4'])
  })

  it('quitting the app leaves it waiting, and starts no worker', async () => {
    const { queue } = await starting(order(1), order(2))
    await queue.close()
    files.release('statfs')
    await expect.poll(() => states(queue)).toEqual(['waiting', 'waiting'])
    expect(world.sent).toEqual([])
  })

  it('a file without room is not started, even when it is resumed', async () => {
    const { queue } = await running(order(1), order(2, { expected: { bytes: HUGE, sha256: null } }))
    expect(states(queue)).toEqual(['running', 'blocked'])
    world.parallel = 2
    queue.act('resume', 'all')
    await expect.poll(() => states(queue)).toEqual(['running', 'blocked'])
    expect(world.sent).toEqual(['start 1.mp4'])
  })

  it.each(['pause', 'cancel'] as const)('a %s wins over a size that does not fit', async (action) => {
    const { queue, first } = await running(order(1), order(2))
    files.hold('statfs')
    queue.onProgress([{ id: first, receivedBytes: 0, totalBytes: HUGE }])
    await files.reached('statfs')
    queue.act(action, [first])
    files.release('statfs')
    queue.onEnded(first, { kind: 'stopped' })
    await started('2.mp4')
    expect(states(queue)).toEqual([action === 'pause' ? 'paused' : 'cancelled', 'running'])
    expect(world.sent).toEqual(['start 1.mp4', 'stop 1.mp4', 'start 2.mp4'])
  })
})

describe('while a transfer stops', () => {
  it('its slot counts as occupied', async () => {
    const { queue, first } = await running(order(1), order(2))
    queue.act('pause', [first])
    expect(states(queue)).toEqual(['paused', 'waiting'])
    queue.onEnded(first, { kind: 'stopped' })
    await started('2.mp4')
  })

  it('a resumed file waits until it has stopped', async () => {
    const { queue, first } = await running(order(1))
    world.parallel = 2
    queue.act('pause', [first])
    queue.act('resume', [first])
    expect(states(queue)).toEqual(['waiting'])
    queue.onEnded(first, { kind: 'stopped' })
    await expect.poll(() => world.sent).toEqual(['start 1.mp4', 'stop 1.mp4', 'start 1.mp4'])
  })

  it('a cancelled file stays on the list, however often it is cleared, and its unfinished file until then', async () => {
    const { queue, first } = await running(order(1))
    const part = partPath(join(world.folder, '1.mp4'))
    await writeFile(part, 'half')
    files.hold('rm')
    queue.act('cancel', [first])
    queue.act('clear', [first])
    await drained()
    expect(states(queue)).toEqual(['cancelled'])
    expect(files.isWaiting('rm')).toBe(false)
    queue.onEnded(first, { kind: 'stopped' })
    await files.reached('rm')
    queue.act('clear', [first])
    expect(states(queue)).toEqual(['cancelled'])
    files.release('rm')
    await queue.whenIdle()
    expect(existsSync(part)).toBe(false)
    queue.act('clear', [first])
    expect(queue.list()).toEqual([])
  })

  it('the queue is not idle', async () => {
    const { queue, first } = await running(order(1))
    queue.act('pause', [first])
    let isIdle = false
    const idle = queue.whenIdle().then(() => (isIdle = true))
    await drained()
    expect(isIdle).toBe(false)
    queue.onEnded(first, { kind: 'stopped' })
    await idle
  })

  it('quitting the app waits for it, and starts nothing in its slot', async () => {
    const { queue, first } = await running(order(1), order(2))
    let hasClosed = false
    const closing = queue.close().then(() => (hasClosed = true))
    await drained()
    expect(hasClosed).toBe(false)
    queue.onEnded(first, { kind: 'stopped' })
    await closing
    expect(world.sent).toEqual(['start 1.mp4', 'stop 1.mp4'])
    expect(states(queue)).toEqual(['waiting', 'waiting'])
  })

  it('its result does not change the state that the user chose', async () => {
    const { queue, first } = await running(order(1), order(2))
    queue.act('pause', [first])
    queue.onEnded(first, { kind: 'failed', failure: { code: 'NOT_FOUND' } })
    await started('2.mp4')
    expect(states(queue)).toEqual(['paused', 'running'])
  })

  it('its late progress and retries do not start it again', async () => {
    const { queue, first } = await running(order(1))
    queue.onSetback(first, { code: 'SERVER_ERROR' }, 1000)
    queue.act('pause', [first])
    queue.onProgress([{ id: first, receivedBytes: 3, totalBytes: 5 }])
    queue.onSetback(first, { code: 'SERVER_ERROR' }, 1000)
    const nothing = { receivedBytes: 0, totalBytes: 4, bytesPerSecond: 0, resumesAt: null, failure: null }
    expect(queue.list()).toMatchObject([{ state: 'paused', ...nothing }])
  })

  it('a file that was saved nevertheless is saved', async () => {
    const { queue, first } = await running(order(1))
    world.gates.hold('describe')
    const path = join(world.folder, '1.mp4')
    await writeFile(path, 'film')
    queue.onEnded(first, { kind: 'saved', path, bytes: 4, sha256: 'ab' })
    await world.gates.reached('describe')
    queue.act('cancel', [first])
    queue.act('clear', [first])
    world.gates.release('describe')
    await expect.poll(() => states(queue)).toEqual(['saved'])
    expect(existsSync(path)).toBe(true)
  })
})

describe('while the queue is on disk', () => {
  /** A state file in memory. */
  function memoryFile() {
    const append = vi.fn(async () => undefined)
    const read = async (): Promise<QueueState> => ({ version: 1, downloads: [], orders: [] })
    return { append, read, close: async () => undefined }
  }

  it('progress is not written, but the end of a wait is', async () => {
    const file = memoryFile()
    const queue = await world.open({ file })
    const { ids } = await queue.add([order(1)], world.folder)
    const [id = ''] = ids
    await started('1.mp4')
    await drained()
    file.append.mockClear()
    queue.onProgress([{ id, receivedBytes: 1, totalBytes: 4 }])
    await drained()
    expect(file.append).not.toHaveBeenCalled()
    queue.onSetback(id, { code: 'SERVER_ERROR' }, 1000)
    await drained()
    queue.onProgress([{ id, receivedBytes: 2, totalBytes: 4 }])
    await drained()
    expect(file.append).toHaveBeenCalledTimes(2)
    expect(queue.list()).toMatchObject([{ state: 'running', resumesAt: null }])
  })

  it('what is blocked is looked at until the end of the app', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      const queue = await world.open({ file: memoryFile() })
      await queue.load()
      const { ids } = await queue.add([order(1)], world.folder)
      await started('1.mp4')
      queue.onEnded(ids[0] ?? '', { kind: 'failed', failure: { code: 'DISK_FULL' } })
      await queue.whenIdle()
      expect(states(queue)).toEqual(['blocked'])
      vi.advanceTimersByTime(RECHECK_MS)
      await expect.poll(() => states(queue)).toEqual(['running'])
      const closing = queue.close()
      queue.onEnded(ids[0] ?? '', { kind: 'stopped' })
      await closing
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('a queue that is not persisted never rechecks what is blocked', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      await (await world.open({ file: null })).load()
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('no link is requested for a download that is not on the list', async () => {
    const queue = await world.open()
    await expect(queue.freshLink('gone')).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})

describe('while files are added', () => {
  it('a failed addition does not prevent the next', async () => {
    const queue = await world.open()
    world.parallel = 0
    await writeFile(join(world.folder, 'file'), '')
    const missing = queue.add([order(1)], join(world.folder, 'file'))
    const next = queue.add([order(2)], world.folder)
    await expect(missing).rejects.toMatchObject({ code: 'FOLDER_MISSING' })
    expect(await next).toMatchObject({ added: 1 })
  })
})

describe('while the files of a recording are being looked up', () => {
  async function asking(): Promise<{ queue: Queue; first: string }> {
    const queue = await world.open()
    world.gates.hold('look up')
    await queue.orders.place(recordingOrder(1, world.folder))
    await world.gates.reached('look up')
    return { queue, first: queue.list()[0]?.id ?? '' }
  }

  it.each(['pause', 'cancel'] as const)('a %s wins over the files', async (action) => {
    const { queue, first } = await asking()
    world.requestFiles = () => Promise.resolve([order(1)])
    queue.act(action, [first])
    world.gates.release('look up')
    await drained()
    const state = action === 'pause' ? 'paused' : 'cancelled'
    expect(queue.list()).toMatchObject([{ id: first, state }])
  })

  it.each([
    ['pause', 'NOT_TRANSCODED'],
    ['cancel', 'NOT_TRANSCODED'],
    ['cancel', 'NOT_FOUND'],
  ] as const)('a %s wins over %s', async (action, code) => {
    const { queue, first } = await asking()
    world.requestFiles = () => Promise.reject(new AppError(code))
    queue.act(action, [first])
    world.gates.release('look up')
    await drained()
    const state = action === 'pause' ? 'paused' : 'cancelled'
    expect(queue.list()).toMatchObject([{ state, failure: null }])
  })

  it('a removed download stays removed', async () => {
    const { queue, first } = await asking()
    world.requestFiles = () => Promise.resolve([order(1)])
    queue.act('cancel', [first])
    queue.act('clear', [first])
    world.gates.release('look up')
    await drained()
    expect(queue.list().map(({ id }) => id)).toEqual([])
  })
})
