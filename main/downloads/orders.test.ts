import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import { numberedOrder, recordingOrder, useGatedQueue } from '../../test/gated-queue.ts'
import { drained } from '../../test/scheduler.ts'
import type { OrderAction } from '../../contract/order.ts'
import type { OrderRequest, OrdersChange } from './orders.ts'
import type { Queue } from './queue.ts'
import { queueFile } from './queue-file.ts'

vi.mock('node:fs/promises', async (original) =>
  (await import('../../test/scheduler.ts')).gatedFiles(original as () => Promise<object>),
)
const world = useGatedQueue()

const of = (count: number, patch: Partial<OrderRequest> = {}): OrderRequest => ({
  ...recordingOrder(1, world.folder),
  recordings: Array.from({ length: count }, (_, n) => ({
    ...{ confUUID: `uuid-${n + 1}`, title: `Meeting ${n + 1}`, startTime: null, bytes: 10 },
  })),
  ...patch,
})
const file = () => queueFile(join(world.home, 'queue.json'), () => expect.unreachable())
/** A queue on disk, as after a start; its transfers end at once, or as blocked by this, or never. */
async function open(end: 'saved' | 'never' | 'DISK_FULL' | 'DISK_GONE' = 'saved'): Promise<Queue> {
  const queue = await world.open({
    file: file(),
    transfers: () => ({
      start: (id, { finalPath: path }) => {
        world.sent.push(`start ${basename(path)}`)
        if (end === 'never') return
        if (end !== 'saved') {
          setImmediate(() => queue.onEnded(id, { kind: 'blocked', failure: { code: end } }))
          return
        }
        void writeFile(path, 'film').then(() =>
          queue.onEnded(id, { kind: 'saved', path, bytes: 4, sha256: 'ab' }),
        )
      },
      stop: (id) => {
        world.sent.push('stop')
        if (end === 'never') setImmediate(() => queue.onEnded(id, { kind: 'stopped' }))
      },
      configure: () => undefined,
      close: () => Promise.resolve(),
    }),
  })
  await queue.load()
  opened.add(queue)
  return queue
}
async function shut(queue: Queue): Promise<void> {
  opened.delete(queue)
  world.gates.releaseAll()
  await queue.close()
}
const opened = new Set<Queue>()
afterEach(async () => {
  for (const queue of opened) await shut(queue)
})
/** Each recording has two files. */
const answer = (queue: { asked: string[] }) => async (confUUID: string) => {
  queue.asked.push(confUUID)
  const n = Number(confUUID.replace('uuid-', ''))
  return ['Hd', 'Aux'].map((fileType) =>
    numberedOrder(n, {
      source: { kind: 'recording', site: 's', confUUID, fileType, part: 1 },
      fileName: `${n} ${fileType}.mp4`,
    }),
  )
}
const names = (queue: Queue) => queue.list().map(({ title, state }) => `${title} ${state}`)

describe('an order', () => {
  it('is answered when it is on disk, before anything is looked up', async () => {
    const queue = await open()
    world.gates.hold('look up')
    const order = await queue.orders.place(of(300))
    expect(order).toMatchObject({ recordings: 300, totals: { recordings: 300, files: { done: 0, of: 300 } } })
    const kept = await file().read()
    expect(kept.orders).toMatchObject([{ id: order.id }])
    expect(kept.downloads).toHaveLength(300)
    world.requestFiles = () => Promise.reject(new AppError('CANCELLED'))
    world.gates.releaseAll()
    await shut(queue)
  })

  it('looks up only as many recordings as keep the transfers going, in its order', async () => {
    const asked: string[] = []
    world.requestFiles = answer({ asked })
    const queue = await open('never')
    await queue.orders.place(of(50))
    await world.started('1 Hd.mp4')
    await drained()
    expect(asked.length).toBeLessThanOrEqual(5)
    expect(asked).toEqual(asked.map((_, n) => `uuid-${n + 1}`))
    await expect
      .poll(() =>
        queue
          .list()
          .slice(0, 3)
          .map(({ fileName }) => fileName),
      )
      .toEqual(['1 Hd.mp4', '1 Aux.mp4', '2 Hd.mp4'])
    expect(world.sent).toEqual(['start 1 Hd.mp4'])
  })

  it('ends with every file, once', async () => {
    world.requestFiles = answer({ asked: [] })
    const queue = await open()
    await queue.orders.place(of(20))
    await queue.whenIdle()
    expect(new Set(world.sent).size).toBe(40)
    expect(world.sent).toHaveLength(40)
    expect(queue.orders.list().orders).toMatchObject([
      { totals: { recordings: 20, files: { done: 40, of: 40 }, isEstimate: false, active: 0 } },
    ])
  })

  it('survives a kill at any moment, with each recording once', async () => {
    world.requestFiles = answer({ asked: [] })
    const queue = await open('never')
    await queue.orders.place(of(8))
    await world.started('1 Hd.mp4')
    await expect.poll(() => queue.list().filter(({ fileName }) => fileName !== '').length).toBeGreaterThan(1)
    // What a killed process leaves, with a last line that was cut off.
    await cp(join(world.home, 'queue.json.changes'), join(world.home, 'copy'))
    const changes = await readFile(join(world.home, 'copy'), 'utf8')
    await shut(queue)
    for (const cut of [0, 1, 200, 5000, changes.length >> 1]) {
      await writeFile(
        join(world.home, 'queue.json'),
        JSON.stringify({ version: 1, downloads: [], orders: [] }),
      )
      await writeFile(join(world.home, 'queue.json.changes'), changes.slice(0, changes.length - cut))
      const again = await open()
      await again.whenIdle()
      const uuids = again
        .list()
        .map(({ source }) => ('fileType' in source ? `${source.confUUID} ${source.fileType}` : ''))
      expect(new Set(uuids).size).toBe(uuids.length)
      // Cut within the order itself, it was never answered.
      if (cut < changes.length >> 1) expect(uuids).toHaveLength(16)
      expect(again.list().every(({ state, orderId }) => state === 'saved' && orderId !== null)).toBe(true)
      await shut(again)
    }
  })

  it.each([
    ['pause', 'paused'],
    ['cancel', 'cancelled'],
  ] as const)('is one thing to %s', async (action, state) => {
    world.gates.hold('look up')
    const queue = await open()
    const first = await queue.orders.place(of(3))
    const other = await queue.orders.place(
      of(1, { recordings: [{ confUUID: 'uuid-9', title: 'Other', startTime: null, bytes: null }] }),
    )
    await queue.orders.act(first.id, action)
    expect(names(queue)).toEqual([
      `Meeting 1 ${state}`,
      `Meeting 2 ${state}`,
      `Meeting 3 ${state}`,
      'Other waiting',
    ])
    await queue.orders.act('unknown', action)
    await queue.orders.act(other.id, action)
    expect(names(queue).at(-1)).toBe(`Other ${state}`)
    await queue.orders.act(first.id, 'resume')
    expect(names(queue)[0]).toBe(`Meeting 1 ${action === 'pause' ? 'waiting' : 'cancelled'}`)
  })

  it('that is moved to the top comes before files that are ready', async () => {
    world.parallel = 0
    world.requestFiles = answer({ asked: [] })
    const queue = await open()
    await queue.orders.place(of(10))
    await drained()
    const urgent = await queue.orders.place(
      of(1, { recordings: [{ confUUID: 'uuid-99', title: 'Urgent', startTime: null, bytes: null }] }),
    )
    await queue.orders.act(urgent.id, 'moveToTop')
    await expect.poll(() => queue.list()[0]?.fileName).toBe('99 Hd.mp4')
    world.parallel = 1
    queue.act('pause', [])
    await world.started('99 Hd.mp4')
  })

  it('retries what failed, and neither what was cancelled nor what is paused', async () => {
    world.requestFiles = () => Promise.reject(new AppError('NO_PERMISSION'))
    const queue = await open()
    const { id } = await queue.orders.place(of(3))
    await expect.poll(() => queue.list().every(({ state }) => state === 'failed')).toBe(true)
    const ids = queue.list().map((one) => one.id)
    queue.act('cancel', ids.slice(0, 1))
    world.gates.hold('look up')
    await queue.orders.act(id, 'retry')
    expect(queue.list().map(({ state }) => state)).toEqual(['cancelled', 'waiting', 'waiting'])
    queue.act('pause', ids)
    queue.act('retry', 'all')
    expect(queue.list().map(({ state }) => state)).toEqual(['cancelled', 'paused', 'paused'])
  })

  it('stops lookups while the service is unreachable, and resumes with the next sign-in', async () => {
    let asked = 0
    world.requestFiles = () => {
      asked += 1
      return Promise.reject(new AppError('AUTH_REQUIRED'))
    }
    const queue = await open()
    await queue.orders.place(of(500))
    await drained()
    expect(asked).toBeLessThanOrEqual(4)
    expect(queue.orders.list().total).toMatchObject({ failure: { code: 'AUTH_REQUIRED' } })
    const seen: string[] = []
    world.requestFiles = answer({ asked: seen })
    queue.resumeWaiting()
    await world.started('1 Hd.mp4')
    expect(seen).toContain('uuid-1')
  })

  it.each(['DISK_FULL', 'DISK_GONE'] as const)(
    'is not looked up to its end for nothing: %s',
    async (code) => {
      const asked: string[] = []
      world.requestFiles = answer({ asked })
      const queue = await open(code)
      await queue.orders.place(of(100))
      await expect
        .poll(() => queue.list().filter(({ state }) => state === 'blocked').length)
        .toBeGreaterThanOrEqual(8)
      await drained()
      expect(asked.length).toBeLessThan(20)
    },
  )

  it('a recording that is being prepared does not hold up the others', async () => {
    const found = answer({ asked: [] })
    world.requestFiles = (confUUID) =>
      confUUID === 'uuid-1' ? Promise.reject(new AppError('NOT_TRANSCODED')) : found(confUUID)
    const queue = await open()
    await queue.orders.place(of(3))
    await world.started('2 Hd.mp4')
    await queue.whenIdle()
    expect(queue.orders.list().orders).toMatchObject([
      { totals: { preparing: 1, files: { done: 4, of: 6 }, active: 0 } },
    ])
  })

  it('takes over a recording that is in the queue, with the types of both', async () => {
    world.gates.hold('look up')
    const queue = await open()
    await queue.orders.place(of(2))
    const { id } = await queue.orders.place(of(1, { fileTypes: ['Sd'] }))
    expect(queue.list().filter(({ orderId }) => orderId === id)).toMatchObject([{ title: 'Meeting 1' }])
    expect(queue.list()).toHaveLength(2)
  })

  it('takes over a recording that is being looked up, with the types and the folder of the later order', async () => {
    const asked: string[] = []
    world.requestFiles = answer({ asked })
    const queue = await open()
    world.gates.hold('look up')
    const first = await queue.orders.place(of(1))
    await world.gates.reached('look up')
    const changes: OrdersChange[] = []
    queue.orders.onChange((change) => changes.push(change))
    const folder = join(world.folder, 'other')
    await mkdir(folder)
    const { id } = await queue.orders.place(of(1, { fileTypes: ['Aux'], folder }))
    world.gates.releaseAll()
    await queue.whenIdle()
    expect(asked).toEqual(['uuid-1', 'uuid-1'])
    expect(queue.list()).toMatchObject([
      { orderId: id, folder },
      { orderId: id, folder },
    ])
    // The first order has nothing left.
    await expect.poll(() => changes.flatMap(({ removed }) => removed)).toEqual([first.id])
    expect(queue.orders.list().orders.map((order) => order.id)).toEqual([id])
  })

  it('takes over a recording whose files are being added', async () => {
    world.requestFiles = answer({ asked: [] })
    const queue = await open()
    world.gates.hold('found')
    await queue.orders.place(of(1))
    await world.gates.reached('found')
    const { id } = await queue.orders.place(of(1))
    world.gates.releaseAll()
    await queue.whenIdle()
    expect(queue.list()).toMatchObject([{ orderId: id }, { orderId: id }])
    expect(world.sent).toHaveLength(2)
  })

  it('takes over files that are in the queue', async () => {
    world.requestFiles = answer({ asked: [] })
    const queue = await open()
    await queue.orders.place(of(1))
    await queue.whenIdle()
    const { id } = await queue.orders.place(of(1))
    await queue.whenIdle()
    expect(queue.list()).toMatchObject([{ orderId: id }, { orderId: id }])
    expect(world.sent).toHaveLength(2)
  })

  it('leaves the list with the last of its downloads', async () => {
    world.requestFiles = answer({ asked: [] })
    const queue = await open()
    const { id } = await queue.orders.place(of(1))
    await queue.whenIdle()
    const changes: { removed: string[] }[] = []
    queue.orders.onChange((change) => changes.push(change))
    await queue.orders.act(id, 'clear')
    await expect.poll(() => changes.flatMap(({ removed }) => removed)).toEqual([id])
    expect(queue.orders.list().orders).toEqual([])
    await shut(queue)
    expect((await file().read()).orders).toEqual([])
  })

  it.each([
    ['pause', ['paused', 'paused', 'waiting'], ['1', '2', '3']],
    ['cancel', ['cancelled', 'cancelled', 'waiting'], ['1', '2', '3']],
    // Nothing was paused or failed.
    ['resume', ['waiting', 'waiting', 'waiting'], ['1', '2', '3']],
    ['retry', ['waiting', 'waiting', 'waiting'], ['1', '2', '3']],
    ['moveToTop', ['waiting', 'waiting', 'waiting'], ['1', '2', '3']],
    ['moveToTop of the other', ['waiting', 'waiting', 'waiting'], ['3', '1', '2']],
    ['pause and resume', ['waiting', 'waiting', 'waiting'], ['1', '2', '3']],
    ['cancel and retry', ['cancelled', 'cancelled', 'waiting'], ['1', '2', '3']],
  ] as const)('keeps this when the app is quit or killed: %s', async (acts, states, order) => {
    world.gates.hold('look up')
    const queue = await open()
    const [first, other] = [
      await queue.orders.place(of(2)),
      await queue.orders.place(
        of(1, { recordings: [{ confUUID: 'uuid-3', title: 'Meeting 3', startTime: null, bytes: null }] }),
      ),
    ]
    for (const act of acts.split(' and ')) {
      const [action, ofOther] = act.split(' of ') as [OrderAction, string?]
      await queue.orders.act(ofOther === undefined ? first.id : other.id, action)
    }
    const expected = order.map((n) => `Meeting ${n} ${states[Number(n) - 1] ?? ''}`)
    // What is on disk once the action was answered: a kill leaves it.
    const killed = (await file().read()).downloads.toSorted((a, b) => a.rank - b.rank)
    expect(killed.map(({ title, state }) => `${title} ${state}`)).toEqual(expected)
    await shut(queue)
    expect(names(await open('never'))).toEqual(expected)
  })

  it('that was removed from the list can be brought back once, with its downloads', async () => {
    world.requestFiles = answer({ asked: [] })
    const queue = await open()
    const { id } = await queue.orders.place(of(2))
    await queue.whenIdle()
    const before = names(queue)
    queue.act('clear', 'all')
    await expect.poll(() => queue.orders.list().orders).toEqual([])
    queue.act('clear', 'all')
    queue.orders.undoClear()
    expect(names(queue)).toEqual(before)
    expect(queue.orders.list().orders).toMatchObject([{ id, totals: { files: { done: 4, of: 4 } } }])
    // Ordered again meanwhile, it is listed once.
    await queue.orders.act(id, 'clear')
    await queue.orders.place(of(1))
    await queue.whenIdle()
    queue.orders.undoClear()
    queue.orders.undoClear()
    expect(names(queue)).toHaveLength(4)
    await shut(queue)
    expect((await file().read()).downloads).toHaveLength(4)
  })

  it('pausing while its files are added pauses them', async () => {
    world.requestFiles = answer({ asked: [] })
    const queue = await open('never')
    world.gates.hold('found')
    await queue.orders.place(of(1))
    await world.gates.reached('found')
    queue.act('pause', 'all')
    world.gates.releaseAll()
    await expect.poll(() => names(queue)).toEqual(['Weekly sync paused', 'Weekly sync paused'])
  })
})
