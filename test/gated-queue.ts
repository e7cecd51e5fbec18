import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import type { DownloadRequest } from '../main/downloads/download-requests.ts'
import type { OrderRequest } from '../main/downloads/orders.ts'
import { createQueue, type Queue, type QueueDeps } from '../main/downloads/queue.ts'
import { createLibrary } from '../main/library/library.ts'
import { silentLog } from './cloud-client.ts'
import { createScheduler, files, type Scheduler } from './scheduler.ts'

/** A queue whose worker does nothing by itself, in a new folder for each test. */
export interface GatedQueue {
  readonly home: string
  readonly folder: string
  /**
   * `look up` and `describe` wait here, and `found` once the library has looked a file up; the file system has
   * gates too (test/scheduler.ts).
   */
  readonly gates: Scheduler
  /** What the worker was told, in order: `onEnded` is what it says. */
  readonly sent: string[]
  parallel: number
  /** Answers the lookup of a recording. */
  requestFiles: (confUUID: string) => Promise<DownloadRequest[]>
  open(deps?: Partial<QueueDeps>): Promise<Queue>
  /** Resolves once the worker was told to start the file. */
  started(name: string): Promise<void>
  /** Files in the queue, of which the first is about to start: it waits for the disk (`statfs`). */
  starting(...orders: DownloadRequest[]): Promise<FirstTwo>
  /** The same, and it has started. */
  running(...orders: DownloadRequest[]): Promise<FirstTwo>
}
interface FirstTwo {
  queue: Queue
  first: string
  second: string
}

/** Registers hooks. The test file mocks `node:fs/promises` with `gatedFiles` of test/scheduler.ts. */
export function useGatedQueue(): GatedQueue {
  let home = ''
  let gates = createScheduler()
  let sent: string[] = []
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'meetkeep-'))
    await mkdir(join(home, 'recordings'))
    gates = createScheduler()
    sent = []
    world.parallel = 1
    world.requestFiles = () => Promise.reject(new Error('not asked for here'))
  })
  afterEach(async () => {
    files.releaseAll()
    gates.releaseAll()
    await rm(home, { recursive: true, force: true })
  })

  const world: GatedQueue = {
    get home() {
      return home
    },
    get folder() {
      return join(home, 'recordings')
    },
    get gates() {
      return gates
    },
    get sent() {
      return sent
    },
    parallel: 1,
    requestFiles: () => Promise.resolve([]),
    open: async (deps = {}) => {
      const library = createLibrary(home, () => undefined)
      await library.load()
      const queue = createQueue({
        transfers: () => ({
          start: (id) => void sent.push(`start ${nameOf(id)}`),
          stop: (id) => void sent.push(`stop ${nameOf(id)}`),
          configure: () => undefined,
          close: () => Promise.resolve(),
        }),
        library: {
          ...library,
          find: async (source) => {
            const entry = await library.find(source)
            await gates.pass('found')
            return entry
          },
        },
        freshLink: () => Promise.reject(new Error('not asked for here')),
        placesOf: async () => [],
        hostOf: () => null,
        requestFiles: async (confUUID) => {
          await gates.pass('look up')
          return await world.requestFiles(confUUID)
        },
        parallelFiles: () => world.parallel,
        describeSaved: () => gates.pass('describe'),
        file: null,
        log: silentLog,
        ...deps,
      })
      const nameOf = (id: string): string => queue.list().find((one) => one.id === id)?.fileName ?? 'unknown'
      return queue
    },
    started: async (name) => await expect.poll(() => sent).toContain(`start ${name}`),
    starting: async (...orders) => {
      const queue = await world.open()
      world.parallel = 0
      const { ids } = await queue.add(orders, world.folder)
      world.parallel = 1
      files.hold('statfs')
      queue.resumeWaiting()
      await files.reached('statfs')
      return { queue, first: ids[0] ?? '', second: ids[1] ?? '' }
    },
    running: async (...orders) => {
      const all = await world.starting(...orders)
      files.release('statfs')
      await world.started(orders[0]?.fileName ?? '')
      return all
    },
  }
  return world
}

/** The n-th file, `n.mp4`. */
export function numberedOrder(n: number, change: Partial<DownloadRequest> = {}): DownloadRequest {
  return {
    source: { kind: 'recording', site: 's', confUUID: `uuid-${n}`, fileType: 'Hd', part: 1 },
    title: 'Weekly sync',
    startTime: null,
    parts: 1,
    fileName: `${n}.mp4`,
    // Without a size nothing is asked of the disk.
    expected: { bytes: 4, sha256: null },
    meeting: null,
    mustBeBoxes: true,
    needsExtension: false,
    ...change,
  }
}

/** An order of the n-th recording. */
export const recordingOrder = (n: number, folder: string): OrderRequest => ({
  recordings: [{ confUUID: `uuid-${n}`, title: 'Weekly sync', startTime: null, bytes: null }],
  ...{ fileTypes: ['Hd'], scope: null, folder, site: 's' },
})

export const statesOf = (queue: Queue): string[] => queue.list().map(({ state }) => state)
