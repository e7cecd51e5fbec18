import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import {
  numberedOrder as order,
  recordingOrder,
  statesOf as states,
  useGatedQueue,
} from '../../test/gated-queue.ts'
import { drained, files } from '../../test/scheduler.ts'
import { partPath } from '../transfer/journal.ts'

/**
 * What may happen to an unfinished file while an earlier user of it lets go: the removal of a cancelled one's bytes, a
 * transfer that stops. A transfer that begins too early loses its bytes, or finds the file locked.
 */
vi.mock('node:fs/promises', async (original) =>
  (await import('../../test/scheduler.ts')).gatedFiles(original as () => Promise<object>),
)

const world = useGatedQueue()
const { running } = world

describe('while the unfinished file of a cancelled download is removed', () => {
  /** A paused download whose unfinished file is about to be removed. */
  async function removing() {
    const { queue, first } = await running(order(1))
    queue.act('pause', [first])
    queue.onEnded(first, { kind: 'stopped' })
    await queue.whenIdle()
    const part = partPath(join(world.folder, '1.mp4'))
    await writeFile(part, 'half')
    files.hold('rm')
    queue.act('cancel', [first])
    await files.reached('rm')
    return { queue, first, part }
  }
  const startsOf = (name: string): number => world.sent.filter((one) => one === `start ${name}`).length

  it('a retry begins after that', async () => {
    const { queue, first, part } = await removing()
    files.hold('statfs')
    queue.act('retry', [first])
    await drained()
    expect(states(queue)).toEqual(['running'])
    expect(files.isWaiting('statfs')).toBe(false)
    files.release('statfs')
    files.release('rm')
    await expect.poll(() => startsOf('1.mp4')).toBe(2)
    expect(existsSync(part)).toBe(false)
  })

  it.each(['it is added again', 'it is cleared and added again'])(
    '%s, and begins after that',
    async (how) => {
      const { queue, first, part } = await removing()
      if (how !== 'it is added again') queue.act('clear', [first])
      files.hold('statfs')
      const adding = queue.add([order(1)], world.folder)
      // Whether the folder has room for it; the next is whether it may start.
      await files.reached('statfs')
      files.release('statfs')
      files.hold('statfs')
      expect(await adding).toMatchObject({ added: 1 })
      await drained()
      expect(files.isWaiting('statfs')).toBe(false)
      files.release('statfs')
      files.release('rm')
      await expect.poll(() => startsOf('1.mp4')).toBe(2)
      expect(existsSync(part)).toBe(false)
    },
  )

  it('the end of the app waits for that', async () => {
    const { queue } = await removing()
    let hasClosed = false
    const closing = queue.close().then(() => (hasClosed = true))
    await drained()
    expect(hasClosed).toBe(false)
    files.release('rm')
    await closing
  })

  it('a pause wins over the retry', async () => {
    const { queue, first } = await removing()
    queue.act('retry', [first])
    queue.act('pause', [first])
    files.release('rm')
    await queue.whenIdle()
    expect(states(queue)).toEqual(['paused'])
    expect(startsOf('1.mp4')).toBe(1)
  })
})

describe('while the transfer of a cancelled download stops', () => {
  /** Its file is added again, as far as it goes before the transfer has stopped. */
  async function addingAgain(folder: string) {
    const { queue, first } = await running(order(1))
    const path = join(world.folder, '1.mp4')
    await writeFile(partPath(path), 'half')
    world.parallel = 2
    queue.act('cancel', [first])
    world.gates.hold('found')
    const adding = queue.add([order(1)], folder)
    await world.gates.reached('found')
    let isAdded = false
    void adding.finally(() => (isAdded = true))
    world.gates.release('found')
    await drained()
    return { queue, first, adding, path, isAdded: () => isAdded }
  }

  it('the same file is added again only after that', async () => {
    const { queue, first, adding, path, isAdded } = await addingAgain(world.folder)
    expect(isAdded()).toBe(false)
    expect(queue.list()).toMatchObject([{ id: first, state: 'cancelled' }])
    queue.onEnded(first, { kind: 'stopped' })
    expect(await adding).toMatchObject({ added: 1 })
    await expect.poll(() => world.sent).toEqual(['start 1.mp4', 'stop 1.mp4', 'start 1.mp4'])
    expect(existsSync(partPath(path))).toBe(false)
  })

  it('the same file in another folder leaves nothing behind in the first', async () => {
    const { queue, first, adding, path } = await addingAgain(world.home)
    queue.onEnded(first, { kind: 'stopped' })
    await adding
    await expect.poll(() => existsSync(partPath(path))).toBe(false)
    expect(queue.list()).toMatchObject([{ folder: world.home, state: 'running' }])
  })

  it('a file that was saved all the same is not fetched again', async () => {
    const { queue, first, adding, path } = await addingAgain(world.folder)
    await writeFile(path, 'film')
    queue.onEnded(first, { kind: 'saved', path, bytes: 4, sha256: 'ab' })
    expect(await adding).toMatchObject({ ids: [first], added: 0, known: 1 })
    expect(states(queue)).toEqual(['saved'])
    expect(world.sent).toEqual(['start 1.mp4', 'stop 1.mp4'])
  })

  it('the end of the app waits for it, and adds nothing to the worker', async () => {
    const { queue, first, adding } = await addingAgain(world.folder)
    const closing = queue.close()
    queue.onEnded(first, { kind: 'stopped' })
    await closing
    await adding
    expect(world.sent).toEqual(['start 1.mp4', 'stop 1.mp4'])
  })
})

describe('while the files of a recording are added in its place', () => {
  it('a failure to add them stays on the list', async () => {
    const queue = await world.open()
    const folder = join(world.folder, 'folder')
    await writeFile(folder, '')
    world.requestFiles = () => Promise.resolve([order(1)])
    await queue.orders.place(recordingOrder(1, folder))
    const ids = queue.list().map(({ id }) => id)
    await expect
      .poll(() => queue.list())
      .toMatchObject([{ id: ids[0], state: 'failed', failure: { code: 'FOLDER_MISSING' } }])
    await rm(folder)
    await mkdir(folder)
    queue.act('retry', ids)
    await expect.poll(() => queue.list()).toMatchObject([{ state: 'running', fileName: '1.mp4' }])
  })
})
