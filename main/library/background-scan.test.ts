import { afterEach, describe, expect, it, vi } from 'vitest'
import { createScheduler, drained } from '../../test/scheduler.ts'
import type { LibraryEntry } from './entry.ts'
import { createBackgroundScan, type BackgroundScan } from './background-scan.ts'
import type { Found } from './saved-state.ts'

const entryAt = (path: string, savedAt = '2026-01-02T03:04:05.000Z'): LibraryEntry => ({
  source: { kind: 'material', site: 's', programId: path, materialId: 'm' },
  path,
  bytes: 4,
  sha256: 'ab',
  title: 'Weekly',
  savedAt,
})

/** A scan of items with one file each, whose looks are answered from `disk`. */
function create(items: string[]) {
  const world = {
    scan: null as unknown as BackgroundScan,
    disk: new Map<string, Found>(),
    missing: new Set<string>(),
    diskChecks: 0,
    entries: (key: string) => [entryAt(key)],
    looks: [] as string[],
    /** With the states of an item's files; none: an item of which no state is known any more. */
    noted: [] as string[],
    looked: () => Promise.resolve(),
    changes: 0,
  }
  world.scan = createBackgroundScan({
    keys: () => items,
    entries: (key) => world.entries(key),
    look: {
      at: async ({ path }) => {
        world.looks.push(path)
        await world.looked()
        return world.disk.get(path) ?? 'nothing'
      },
      missingDisks: async () => {
        world.diskChecks += 1
        return world.missing
      },
    },
    states: {
      note: (key, files) => {
        world.noted.push([key, ...files.map(({ state }) => state)].join(' '))
        return true
      },
    },
    onChanged: () => (world.changes += 1),
  })
  return world
}

it('checks all files, the newest first, and emits changes together', async () => {
  const world = create(['old', 'new'])
  world.disk.set('new', { isFile: true, size: 4, mtimeMs: 1 })
  world.scan.start()
  await expect.poll(() => world.changes).toBe(1)
  expect(world.noted).toEqual(['new here', 'old missing'])
})

it('runs one more round if it was started during one, not one for each start', async () => {
  const world = create(['one'])
  world.scan.start()
  await expect.poll(() => world.looks.length).toBe(1)
  for (let n = 0; n < 5; n += 1) world.scan.start()
  await expect.poll(() => world.looks.length).toBe(2)
})

it('looks at a few of many items at once, the first of the latest call first, and at each once', async () => {
  const items = Array.from({ length: 5000 }, (_, n) => `item ${n}`)
  const world = create([])
  let [now, most] = [0, 0]
  const ends: (() => void)[] = []
  world.looked = async () => {
    most = Math.max(most, (now += 1))
    if (world.looks.length <= 4) await new Promise<void>((resolve) => ends.push(resolve))
    now -= 1
  }
  world.scan.scanSoon(items)
  world.scan.scanSoon(['in view', 'below it', 'item 4999'])
  for (const end of ends) end()
  await expect.poll(() => world.looks.length).toBe(5002)
  expect(most).toBe(4)
  expect(world.looks.slice(0, 7)).toEqual([
    'item 0',
    'item 1',
    'item 2',
    'item 3',
    'in view',
    'below it',
    'item 4999',
  ])
  expect(new Set(world.looks).size).toBe(5002)
})

it('keeps a bounded number of items while nothing answers, the latest first, and leaves the rest to a round', async () => {
  const world = create(['of a round'])
  const ends: (() => void)[] = []
  world.looked = () =>
    world.looks.length > 4 ? Promise.resolve() : new Promise<void>((resolve) => ends.push(resolve))
  const view = (call: number) => Array.from({ length: 1000 }, (_, n) => `item ${call} ${n}`)
  // The same rows again and again are no more to do.
  for (let call = 0; call < 100; call += 1) world.scan.scanSoon(view(0))
  for (let call = 1; call <= 60; call += 1) world.scan.scanSoon(view(call))
  await expect.poll(() => ends.length).toBe(4)
  for (const end of ends) end()
  await expect.poll(() => world.looks.includes('of a round')).toBe(true)
  const looked = world.looks.slice(4).filter((path) => path !== 'of a round')
  expect(looked.slice(0, 1000)).toEqual(view(60))
  expect(looked.length).toBeLessThan(25_000)
})

it.each([
  ['at another place', entryAt('one elsewhere')],
  ['at the same place', entryAt('one', '2026-02-03T04:05:06.000Z')],
])('drops what it found of a file that was meanwhile replaced by one %s', async (_where, next) => {
  const world = create([])
  let calls = 0
  world.entries = (key) => [(calls += 1) === 1 ? entryAt(key) : next]
  world.scan.scanSoon(['one'])
  await expect.poll(() => calls).toBe(2)
  await Promise.resolve()
  expect(world.noted).toEqual([])
})

it('checks all files when a disk is connected or disconnected', async () => {
  const world = create(['one'])
  world.missing = new Set(['/mnt/disk'])
  world.scan.start()
  // The first round, and one because a disk is missing.
  await expect.poll(() => world.looks.length).toBeGreaterThanOrEqual(2)
  const before = world.looks.length
  world.missing = new Set()
  await expect.poll(() => world.looks.length).toBeGreaterThan(before)
})

describe('a round that took a second', () => {
  afterEach(() => void vi.useRealTimers())
  const pass = async (ms: number): Promise<void> => {
    await vi.advanceTimersByTimeAsync(ms)
    await drained()
  }
  async function afterRound(during: (scan: BackgroundScan) => void = () => undefined) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const world = create(['one'])
    const gates = createScheduler()
    gates.hold('look')
    world.looked = () => gates.pass('look')
    world.scan.start()
    await pass(0)
    during(world.scan)
    await pass(1000)
    expect(world.looks).toHaveLength(1)
    gates.release('look')
    await pass(0)
    return world
  }

  it('is followed by the next one after ten seconds, if it was asked for meanwhile', async () => {
    const world = await afterRound((scan) => scan.start())
    await pass(9999)
    expect(world.looks).toHaveLength(1)
    await pass(1)
    expect(world.looks).toHaveLength(2)
    await pass(60_000)
    expect(world.looks).toHaveLength(2)
  })

  it('is followed by one at once when a disk is connected or disconnected', async () => {
    const world = await afterRound()
    world.missing = new Set(['/mnt/disk'])
    await pass(4100)
    expect(world.looks).toHaveLength(2)
  })

  it('does not start a second check of the disks', async () => {
    const world = await afterRound((scan) => scan.start())
    expect(world.diskChecks).toBe(1)
    await pass(4000)
    expect(world.diskChecks).toBe(2)
  })
})
