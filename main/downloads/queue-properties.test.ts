import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc, { type Scheduler } from 'fast-check'
import { afterAll, expect, it, vi } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import type { LibraryEntry } from '../library/entry.ts'
import type { Library } from '../library/library.ts'
import type { QueueAction } from '../../contract/download-states.ts'
import type { DownloadRequest } from './download-requests.ts'
import { recordingOrder } from '../../test/gated-queue.ts'
import { createQueue, type Queue } from './queue.ts'
import { sourceKey } from '../../contract/source-key.ts'
import type { Outcome } from '../transfer/job.ts'

/**
 * The queue under every order of the events it waits for: the disk, the library, the service, transfers that
 * stop. fast-check chooses the order and the user's actions, and reports the shortest run that breaks an invariant.
 */
type Run = <T>(name: string, work: Promise<T>) => Promise<T>
const disk = vi.hoisted(() => ({ run: ((_name, work) => work) as Run }))
vi.mock('node:fs/promises', async (original) => {
  const module: Record<string, unknown> = await original()
  const scheduled = Object.entries(module).map(([name, value]) => [
    name,
    typeof value === 'function'
      ? (...inputs: unknown[]) => disk.run(name, value(...inputs) as Promise<unknown>)
      : value,
  ])
  return Object.fromEntries(scheduled) as object
})

const PARALLEL = 2
const FILES = 4
const folder = mkdtempSync(join(tmpdir(), 'meetkeep-'))
afterAll(() => rmSync(folder, { recursive: true }))

const OUTCOMES: Outcome[] = [
  { kind: 'saved', path: join(folder, 'saved.mp4'), bytes: 4, sha256: 'ab' },
  { kind: 'failed', failure: { code: 'NOT_FOUND' } },
  { kind: 'failed', failure: { code: 'AUTH_REJECTED' } },
  { kind: 'blocked', failure: { code: 'DISK_FULL' } },
]

type Step =
  | { do: 'add'; file: number; isListed: boolean }
  | { do: QueueAction; file: number }
  | { do: 'end'; file: number; outcome: Outcome }
  | { do: 'resumeWaiting' }
  | { do: 'go on' }

const file = fc.nat(FILES - 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('add' as const), file, isListed: fc.boolean() }),
  fc.record({ do: fc.constantFrom<QueueAction[]>('pause', 'resume', 'retry', 'cancel', 'clear'), file }),
  fc.record({ do: fc.constant('end' as const), file, outcome: fc.constantFrom(...OUTCOMES) }),
  fc.constant({ do: 'resumeWaiting' as const }),
  ...Array.from({ length: 3 }, () => fc.constant({ do: 'go on' as const })),
)

function orderOf(n: number): DownloadRequest {
  return {
    source: { kind: 'recording', site: 's', confUUID: `uuid-${n}`, fileType: 'Hd', part: 1 },
    title: 'Weekly sync',
    startTime: null,
    parts: 1,
    // Two of them want the same name.
    fileName: `${n % 3}.mp4`,
    expected: { bytes: 4, sha256: null },
    meeting: null,
    mustBeBoxes: true,
    needsExtension: false,
  }
}

/** Adds a file, or orders its recording, which is looked up first. */
async function addTo(queue: Queue, one: { file: number; isListed: boolean }): Promise<void> {
  if (one.isListed) await queue.add([orderOf(one.file)], folder)
  else await queue.orders.place(recordingOrder(one.file, folder))
}

/** Each run starts with every file being added. */
const BEGINNING: Step[] = [
  ...[0, 1, 2, 3].map((n): Step => ({ do: 'add', file: n, isListed: true })),
  ...Array.from({ length: 40 }, (): Step => ({ do: 'go on' })),
]

const ACTIVE = new Set(['running', 'retrying'])
const AT_REST = new Set(['saved', 'failed', 'paused', 'cancelled', 'blocked'])

/** A queue in which every asynchronous step waits for the scheduler. */
function scheduledQueue(scheduler: Scheduler) {
  disk.run = async (name, work) => {
    // Delivered by the scheduler.
    work.catch(() => undefined)
    return await scheduler.schedule(work, name)
  }
  const wait = (name: string): Promise<unknown> => scheduler.schedule(Promise.resolve(), name)
  const saved = new Map<string, LibraryEntry>()
  const library = {
    find: async (source) => {
      await wait('find in the library')
      return saved.get(sourceKey(source)) ?? null
    },
    add: async (entry) => {
      await wait('add to the library')
      saved.set(sourceKey(entry.source), entry)
    },
  } satisfies Partial<Library> as unknown as Library
  /** What the worker has: the path of each file by the id of its download. */
  const running = new Map<string, string>()
  const end = (id: string, outcome: Outcome): void => {
    if (running.delete(id)) queue.onEnded(id, outcome)
  }
  const queue: Queue = createQueue({
    transfers: () => ({
      start: (id, { finalPath }) => {
        expect([...running.keys()]).not.toContain(id)
        expect([...running.values()]).not.toContain(finalPath)
        running.set(id, finalPath)
      },
      stop: (id) => void wait('stop').then(() => end(id, { kind: 'stopped' })),
      configure: () => undefined,
      close: () => Promise.resolve(),
    }),
    library,
    freshLink: () => Promise.reject(new Error('not asked for here')),
    placesOf: async () => [],
    hostOf: () => null,
    requestFiles: async (confUUID) => {
      await wait('look up')
      const n = Number(confUUID.at(-1))
      if (n === 0) throw new AppError('NOT_FOUND')
      return [orderOf(n)]
    },
    parallelFiles: () => PARALLEL,
    describeSaved: async () => void (await wait('describe')),
    file: null,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  return { queue, running, end }
}

/** Checks after each step what must hold at every moment. */
function watch(queue: Queue, running: ReadonlyMap<string, string>) {
  const states = new Map<string, string>()
  const gone = new Set<string>()
  /** Downloads resumed, retried or added again since the last check. */
  let touched = new Set<string>()
  return {
    touch: (ids: string[]) => void (touched = new Set([...touched, ...ids])),
    look: (): void => {
      const list = queue.list()
      expect(running.size).toBeLessThanOrEqual(PARALLEL)
      expect(list.filter(({ state }) => ACTIVE.has(state)).length).toBeLessThanOrEqual(PARALLEL)
      const names = list.filter(({ fileName, state }) => fileName !== '' && state !== 'saved')
      expect(new Set(names.map(({ fileName }) => fileName)).size).toBe(names.length)
      expect(new Set(list.map(({ source }) => sourceKey(source))).size).toBe(list.length)
      for (const { id, state } of list) {
        expect(gone).not.toContain(id)
        const before = states.get(id)
        if ((before === 'paused' || before === 'cancelled') && !touched.has(id))
          expect([before, 'saved']).toContain(state)
        states.set(id, state)
      }
      for (const id of states.keys()) if (!list.some((one) => one.id === id)) gone.add(id)
      touched = new Set()
    },
  }
}

// It computes all the time: on a machine under load it takes many times as long.
it('keeps its invariants in every order of events', { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(step, { maxLength: 80, size: 'max' }),
      async (scheduler, steps) => {
        const { queue, running, end } = scheduledQueue(scheduler)
        const { touch, look } = watch(queue, running)
        const adding: Promise<unknown>[] = []
        /** Files that may resume automatically: being added, or requested with a recording. */
        const restless = new Map<number, number>()
        const count = (n: number, by: number): void => void restless.set(n, (restless.get(n) ?? 0) + by)
        const lookAround = (): void => {
          for (const [n, times] of restless) if (times > 0) touch(idsOf(n))
          look()
        }
        const idsOf = (n: number): string[] =>
          queue
            .list()
            .flatMap(({ id, source }) =>
              source.kind === 'recording' && source.confUUID === `uuid-${n}` ? [id] : [],
            )
        for (const one of [...BEGINNING, ...steps]) {
          switch (one.do) {
            case 'add':
              count(one.file, 1)
              adding.push(
                addTo(queue, one).then(() => {
                  lookAround()
                  if (one.isListed) count(one.file, -1)
                }),
              )
              break
            case 'end':
              for (const id of idsOf(one.file)) end(id, one.outcome)
              break
            case 'resumeWaiting':
              queue.resumeWaiting()
              break
            case 'go on':
              if (scheduler.count() > 0) await scheduler.waitOne()
              break
            default:
              if (one.do !== 'pause' && one.do !== 'cancel') touch(idsOf(one.file))
              queue.act(one.do, idsOf(one.file))
          }
          lookAround()
        }
        // Some steps wait for a time, so that the scheduler is empty now and then before the end.
        const drainUntil = async (work: Promise<unknown>): Promise<void> => {
          let isDone = false
          const settled = work.finally(() => (isDone = true))
          while (!isDone || scheduler.count() > 0 || running.size > 0) {
            while (scheduler.count() > 0) {
              await scheduler.waitOne()
              lookAround()
            }
            for (const id of running.keys()) end(id, { kind: 'failed', failure: { code: 'NOT_FOUND' } })
            await new Promise((resolve) => setImmediate(resolve))
          }
          await settled
        }
        // In the end everything is idle.
        await drainUntil(Promise.all(adding).then(() => queue.whenIdle()))
        for (const { state } of queue.list()) expect(AT_REST).toContain(state)
        // The next run uses the same folder: no lock may be left in it.
        await drainUntil(queue.close())
      },
    ),
    { numRuns: 100 },
  )
})
