import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isActive } from '../../contract/download-states.ts'
import { AppError } from '../../contract/errors.ts'
import { sourceKey } from '../../contract/source-key.ts'
import { silentLog } from '../../test/cloud-client.ts'
import { numberedOrder } from '../../test/gated-queue.ts'
import { drained } from '../../test/scheduler.ts'
import { createLibrary } from '../library/library.ts'
import type { DownloadRequest } from './download-requests.ts'
import { createQueue, type Queue } from './queue.ts'
import { queueFile } from './queue-file.ts'

/**
 * Orders under kills between any two steps. A kill leaves what is on disk at that moment, a half written line
 * included; the next queue starts from it.
 */
type Step =
  | { do: 'place'; first: number; count: number; types: string[] }
  | { do: 'pause' | 'resume' | 'retry' | 'cancel' | 'clear' | 'moveToTop'; order: number }
  | { do: 'look up'; isFound: boolean }
  | { do: 'end'; isSaved: boolean }
  | { do: 'kill' }

const place = fc.record({
  do: fc.constant('place' as const),
  first: fc.nat(3),
  count: fc.integer({ min: 1, max: 3 }),
  types: fc.subarray(['Hd', 'Aux'], { minLength: 1 }),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  place,
  fc.record({
    do: fc.constantFrom('pause', 'resume', 'retry', 'cancel', 'clear', 'moveToTop'),
    order: fc.nat(2),
  }),
  fc.record({ do: fc.constant('look up' as const), isFound: fc.boolean() }),
  fc.record({ do: fc.constant('look up' as const), isFound: fc.constant(true) }),
  fc.record({ do: fc.constant('end' as const), isSaved: fc.boolean() }),
  fc.record({ do: fc.constant('end' as const), isSaved: fc.constant(true) }),
  fc.constant({ do: 'kill' as const }),
)

interface Run {
  home: string
  queue: Queue
  lookUps: ((isFound: boolean) => void)[]
  /** Path by download. */
  running: Map<string, string>
}

async function open(home: string, isSaved: (name: string) => boolean): Promise<Run> {
  const library = createLibrary(home, () => expect.unreachable())
  await library.load()
  const lookUps: Run['lookUps'] = []
  const running: Run['running'] = new Map()
  const end = (id: string): void => {
    if (running.delete(id)) queue.onEnded(id, { kind: 'stopped' })
  }
  const queue = createQueue({
    transfers: () => ({
      start: (id, { finalPath }) => {
        expect(isSaved(basename(finalPath))).toBe(false)
        expect([...running.values()]).not.toContain(finalPath)
        running.set(id, finalPath)
      },
      stop: (id) => void setImmediate(end, id),
      configure: () => undefined,
      close: () => Promise.resolve(),
    }),
    library,
    freshLink: () => Promise.reject(new Error('not asked for here')),
    placesOf: async () => [],
    hostOf: () => null,
    requestFiles: (confUUID, types) =>
      new Promise((resolve, reject) => {
        const n = Number(confUUID.replace('uuid-', ''))
        lookUps.push((isFound) =>
          isFound ? resolve(types.map((type) => fileOf(n, type))) : reject(new AppError('NOT_FOUND')),
        )
      }),
    parallelFiles: () => 2,
    describeSaved: async () => undefined,
    file: queueFile(join(home, 'queue.json'), () => expect.unreachable()),
    log: silentLog,
  })
  await queue.load()
  return { home, queue, lookUps, running }
}

function fileOf(n: number, fileType: string): DownloadRequest {
  const source = { kind: 'recording' as const, site: 's', confUUID: `uuid-${n}`, fileType, part: 1 }
  return numberedOrder(n, { source, fileName: `${n} ${fileType}.mp4` })
}

async function save({ queue, running }: Run, id: string, path: string): Promise<void> {
  running.delete(id)
  await writeFile(path, 'film')
  queue.onEnded(id, { kind: 'saved', path, bytes: 4, sha256: 'ab' })
}

it('an order survives kills at any step, and ends with every file once', { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(place, fc.array(step, { maxLength: 25, size: 'max' }), async (begin, steps) => {
      const root = await mkdtemp(join(tmpdir(), 'meetkeep-'))
      const folder = join(root, 'recordings')
      await mkdir(folder)
      /** Names of files that were saved: they are never fetched again. */
      const saved = new Set<string>()
      /** What was ordered, and neither cancelled nor removed from the list since. */
      const wanted = new Set<string>()
      const killed: Run[] = []
      let run = await open(await mkdtemp(join(root, 'home-')), (name) => saved.has(name))
      const look = (): void => {
        const list = run.queue.list()
        const keys = list.map(({ source }) => sourceKey(source))
        expect(new Set(keys).size).toBe(keys.length)
        for (const { state, fileName } of list) if (state === 'saved') saved.add(fileName)
      }
      const forget = (orderId: string): void => {
        for (const { source, ...one } of run.queue.list())
          if (one.orderId === orderId && one.state !== 'saved' && source.kind === 'recording')
            for (const type of source.fileType === '' ? ['Hd', 'Aux'] : [source.fileType])
              wanted.delete(`${source.confUUID.replace('uuid-', '')} ${type}.mp4`)
      }
      for (const one of [begin, ...steps]) {
        switch (one.do) {
          case 'place': {
            const numbers = Array.from({ length: one.count }, (_, n) => one.first + n)
            const recordings = numbers.map((n) => ({
              ...{ confUUID: `uuid-${n}`, title: `Meeting ${n}`, startTime: null, bytes: null },
            }))
            await run.queue.orders.place({ recordings, fileTypes: one.types, scope: null, folder, site: 's' })
            for (const n of numbers) for (const type of one.types) wanted.add(`${n} ${type}.mp4`)
            break
          }
          case 'look up':
            run.lookUps.shift()?.(one.isFound)
            break
          case 'end': {
            const [first] = run.running
            if (first === undefined) break
            if (one.isSaved) await save(run, ...first)
            else {
              run.running.delete(first[0])
              run.queue.onEnded(first[0], { kind: 'failed', failure: { code: 'NOT_FOUND' } })
            }
            break
          }
          case 'kill': {
            const home = await mkdtemp(join(root, 'home-'))
            for (const name of ['queue.json', 'queue.json.changes', 'library.jsonl'])
              await copyFile(join(run.home, name), join(home, name)).catch(() => undefined)
            killed.push(run)
            run = await open(home, (name) => saved.has(name))
            break
          }
          default: {
            const order = run.queue.orders.list().orders[one.order]
            if (order === undefined) break
            if (one.do === 'cancel' || one.do === 'clear') forget(order.id)
            await run.queue.orders.act(order.id, one.do)
          }
        }
        await drained()
        look()
      }
      // The user lets everything go on, and nothing fails any more.
      run.queue.act('resume', 'all')
      run.queue.act('retry', 'all')
      for (;;) {
        for (const found of run.lookUps.splice(0)) found(true)
        for (const [id, path] of run.running) await save(run, id, path)
        await drained()
        look()
        if (!run.queue.list().some(isActive)) break
      }
      const rows = run.queue.list().map(({ fileName, state }) => `${fileName} ${state}`)
      for (const name of wanted) expect(rows).toContain(`${name} saved`)
      for (const { lookUps, queue } of [...killed, run]) {
        for (const refuse of lookUps.splice(0)) refuse(false)
        await queue.close()
      }
      await rm(root, { recursive: true, force: true })
    }),
    { numRuns: 15 },
  )
})
