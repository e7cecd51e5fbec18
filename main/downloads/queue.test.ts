import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect } from 'vitest'
import type { Source } from '../../contract/download.ts'
import { AppError } from '../../contract/errors.ts'
import { createLibrary } from '../library/library.ts'
import { mountPointOf } from '../files/mount-point.ts'
import { queueFile } from './queue-file.ts'
import { journalPath, partPath } from '../transfer/journal.ts'
import type { DownloadRequest } from './download-requests.ts'
import { createQueue, type Queue } from './queue.ts'
import { sourceKey } from '../../contract/source-key.ts'
import type { Outcome, TransferJob } from '../transfer/job.ts'
import type { Transfers } from '../transfer/worker-host.ts'
import { test as it } from '../../test/fixtures.ts'
import { recordingOrder } from '../../test/gated-queue.ts'

let home: string
let folder: string
/** Running transfers: the test decides how they end. */
let running: Map<string, TransferJob>
let quarantined: string[]
let parallel: number
let requestFiles: (confUUID: string) => Promise<DownloadRequest[]>
let described: string[]
/** Transfers that were asked to stop and have not stopped yet. */
let stopping: number
let opened: Queue[] = []
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

it.beforeEach(async ({ home: madeHome }) => {
  home = madeHome
  folder = join(home, 'recordings')
  await mkdir(folder)
  running = new Map()
  quarantined = []
  described = []
  stopping = 0
  parallel = 2
  requestFiles = () => Promise.reject(new Error('not asked for here'))
})
afterEach(async () => {
  for (const queue of opened) await queue.close()
  opened = []
})

async function openQueue(keeps = true): Promise<Queue> {
  const library = createLibrary(home, (path) => quarantined.push(path))
  await library.load()
  const transfers: Transfers = {
    start: (id, job) => void running.set(id, job),
    stop: (id) => {
      if (!running.delete(id)) return
      stopping += 1
      setTimeout(() => {
        stopping -= 1
        queue.onEnded(id, { kind: 'stopped' })
      }, 5)
    },
    configure: () => undefined,
    close: () => Promise.resolve(),
  }
  const queue = createQueue({
    transfers: () => transfers,
    library,
    freshLink: () => Promise.reject(new Error('not asked for here')),
    placesOf: async () => [],
    hostOf: () => null,
    requestFiles: async (confUUID) => await requestFiles(confUUID),
    parallelFiles: () => parallel,
    describeSaved: async ({ id }) => void described.push(id),
    file: keeps ? queueFile(join(home, 'queue.json'), (path) => quarantined.push(path)) : null,
    log,
  })
  opened.push(queue)
  await queue.load()
  return queue
}

function order(n: number, change: Partial<DownloadRequest> = {}): DownloadRequest {
  return {
    source: { kind: 'recording', site: 's', confUUID: `uuid-${n}`, fileType: 'Hd', part: 1 },
    title: 'Weekly sync',
    startTime: null,
    parts: 1,
    fileName: `film ${n}.mp4`,
    expected: { bytes: null, sha256: null },
    meeting: null,
    mustBeBoxes: true,
    needsExtension: false,
    ...change,
  }
}

/** Ends a running transfer as the worker would, with a file on disk when it is saved. */
async function finish(queue: Queue, id: string, outcome?: Outcome): Promise<void> {
  await begun(id)
  const job = running.get(id) as TransferJob
  running.delete(id)
  if (outcome === undefined) {
    await writeFile(job.finalPath, 'film')
    outcome = { kind: 'saved', path: job.finalPath, bytes: 4, sha256: 'ab' }
  }
  queue.onEnded(id, outcome)
  await expect.poll(() => queue.list().find((one) => one.id === id)?.state).not.toBe('running')
}

const states = (queue: Queue): string[] => queue.list().map(({ state }) => state)
/** Waits until the worker has it: its free space has been checked. */
const begun = async (id = ''): Promise<void> => await expect.poll(() => running.has(id)).toBe(true)
/** Stops the transfers that were asked to stop. */
const stopped = async (): Promise<void> => await expect.poll(() => stopping).toBe(0)

describe('order', () => {
  it('gives two files of one name, requested at once, different names', async () => {
    const queue = await openQueue()
    await Promise.all([1, 2].map((n) => queue.add([order(n, { fileName: 'film.mp4' })], folder)))
    expect(new Set(queue.list().map(({ fileName }) => fileName)).size).toBe(2)
  })

  it('runs up to the limit, in the given order, and is idle at the end', async () => {
    const queue = await openQueue()
    const { ids, added } = await queue.add([order(1), order(2), order(3)], folder)
    expect(added).toBe(3)
    expect(states(queue)).toEqual(['running', 'running', 'waiting'])
    const idle = queue.whenIdle()
    for (const id of ids) await finish(queue, id)
    await idle
    expect(states(queue)).toEqual(['saved', 'saved', 'saved'])
  })

  it('takes a file that another process has saved meanwhile as saved before, and describes it no second time', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1), order(2)], folder)
    const [first = '', second = ''] = ids
    const path = join(folder, 'theirs.mp4')
    await writeFile(path, 'film')
    await finish(queue, first, { kind: 'saved', path, bytes: 4, sha256: 'ab', isDescribed: true })
    await finish(queue, second)
    expect(queue.list()).toMatchObject([
      { state: 'saved', wasSavedBefore: true, fileName: 'theirs.mp4' },
      { state: 'saved', wasSavedBefore: false },
    ])
    expect(described).toEqual([second])
  })

  it('takes a file that it found under its final name as saved before, and describes it', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    const path = join(folder, 'found.mp4')
    await writeFile(path, 'film')
    await finish(queue, ids[0] ?? '', { kind: 'saved', path, bytes: 4, sha256: 'ab', isFound: true })
    expect(queue.list()).toMatchObject([{ state: 'saved', wasSavedBefore: true }])
    expect(described).toEqual(ids)
  })

  it('runs downloads moved to the top first, after a restart too', async () => {
    parallel = 1
    const queue = await openQueue()
    const { ids } = await queue.add([order(1), order(2), order(3), order(4)], folder)
    const [first = '', second = '', third = '', fourth = ''] = ids
    // The running one keeps its position.
    queue.moveToTop([fourth, third, first, 'unknown'])
    expect(queue.list().map(({ id }) => id)).toEqual([fourth, third, first, second])
    const ranks = queue.list().map(({ rank }) => rank)
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    await finish(queue, first)
    await expect.poll(() => [...running.keys()]).toEqual([fourth])
    await queue.close()
    running.clear()

    const again = await openQueue()
    expect(again.list().map(({ id }) => id)).toEqual([fourth, third, first, second])
    await again.add([order(5)], folder)
    expect(again.list().at(-1)?.rank).toBeGreaterThan(Math.max(...ranks))
    await expect.poll(() => [...running.keys()]).toEqual([fourth])
  })

  it('continues with the others after a failure', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1), order(2), order(3)], folder)
    await finish(queue, ids[0] ?? '', { kind: 'failed', failure: { code: 'NOT_FOUND' } })
    await expect.poll(() => states(queue)).toEqual(['failed', 'running', 'running'])
    expect(queue.list()[0]?.failure).toEqual({ code: 'NOT_FOUND' })
    queue.act('retry', 'all')
    expect(states(queue)).toEqual(['waiting', 'running', 'running'])
  })

  it('announces many changes together, with changes and removals', async () => {
    const queue = await openQueue()
    const changes: { changed: unknown[]; removed: string[] }[] = []
    const stop = queue.onChange((change) => changes.push(change))
    const { ids } = await queue.add([order(1)], folder)
    await expect.poll(() => changes.at(-1)?.changed).toMatchObject([{ state: 'running' }])
    changes.length = 0
    for (let n = 1; n <= 100; n += 1)
      queue.onProgress([{ id: ids[0] ?? '', receivedBytes: n, totalBytes: 100 }])
    await expect.poll(() => changes.length).toBeGreaterThan(0)
    expect(changes).toHaveLength(1)
    expect(changes[0]?.changed).toMatchObject([{ receivedBytes: 100, totalBytes: 100, state: 'running' }])
    expect(changes[0]?.changed[0]).not.toHaveProperty('mustBeBoxes')
    await finish(queue, ids[0] ?? '')
    queue.act('clear', 'all')
    await expect.poll(() => changes.at(-1)?.removed).toEqual(ids)
    stop()
  })
})

describe('a download whose server asks to wait for long', () => {
  const postponed = (waitMs: number): Outcome => ({
    kind: 'postponed',
    failure: { code: 'RATE_LIMITED' },
    waitMs,
    budget: { waits: 3, refusals: 0, missing: 0, textAnswers: 0, restarts: 1 },
  })

  it('gives its place to the next one and starts at its time, with the retries it has used', async () => {
    parallel = 1
    const queue = await openQueue()
    const { ids } = await queue.add([order(1), order(2)], folder)
    const [first = '', second = ''] = ids
    await finish(queue, first, postponed(1000))
    await begun(second)
    expect(queue.list()[0]).toMatchObject({
      state: 'waiting',
      failure: { code: 'RATE_LIMITED' },
      resumesAt: expect.any(String),
    })
    const idle = queue.whenIdle()
    await finish(queue, second)
    await expect.poll(() => running.has(first), { timeout: 5000 }).toBe(true)
    expect(running.get(first)?.budget).toMatchObject({ waits: 3, restarts: 1 })
    await finish(queue, first)
    await idle
    expect(states(queue)).toEqual(['saved', 'saved'])
  })

  it('starts at once, afresh, when the user pauses and resumes it', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    await finish(queue, ids[0] ?? '', postponed(3_600_000))
    queue.act('pause', ids)
    queue.act('resume', ids)
    await begun(ids[0])
    expect(running.get(ids[0] ?? '')?.budget).toBeUndefined()
  })

  it('waits for its time after a restart too', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    await finish(queue, ids[0] ?? '', postponed(3_600_000))
    const { resumesAt } = queue.list()[0] ?? {}
    await queue.close()
    expect((await openQueue()).list()).toMatchObject([{ state: 'waiting', resumesAt }])
    expect(running.size).toBe(0)
  })
})

it('a saved file counts as saved even if its journal cannot be removed', async () => {
  const queue = await openQueue()
  const { ids } = await queue.add([order(1)], folder)
  await mkdir(journalPath(join(folder, 'film 1.mp4')))
  await finish(queue, ids[0] ?? '')
  await expect.poll(() => queue.list()).toMatchObject([{ state: 'saved', failure: null }])
})

describe('actions', () => {
  it('pause frees the slot, resume takes it again', async () => {
    parallel = 1
    const queue = await openQueue()
    const { ids } = await queue.add([order(1), order(2)], folder)
    queue.act('pause', [ids[0] ?? ''])
    await expect.poll(() => states(queue)).toEqual(['paused', 'running'])
    queue.act('resume', 'all')
    expect(states(queue)).toEqual(['waiting', 'running'])
    await finish(queue, ids[1] ?? '')
    await expect.poll(() => states(queue)).toEqual(['running', 'saved'])
  })

  it('a download resumed before it has stopped starts once more, afterwards', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    await begun(ids[0])
    queue.act('pause', ids)
    queue.act('resume', ids)
    expect(running.size).toBe(0)
    await expect.poll(() => [...running.keys()]).toEqual(ids)
    expect(states(queue)).toEqual(['running'])
  })

  it('cancel removes the unfinished file, also of a running download', async () => {
    parallel = 1
    const queue = await openQueue()
    const { ids } = await queue.add([order(1), order(2)], folder)
    for (const n of [1, 2]) {
      await writeFile(partPath(join(folder, `film ${n}.mp4`)), 'half')
      await writeFile(journalPath(join(folder, `film ${n}.mp4`)), '{}')
    }
    queue.act('cancel', ids)
    expect(states(queue)).toEqual(['cancelled', 'cancelled'])
    const left = [1, 2].flatMap((n) => {
      const path = join(folder, `film ${n}.mp4`)
      return [partPath(path), journalPath(path)]
    })
    await expect.poll(() => left.filter((path) => existsSync(path))).toEqual([])
  })

  it('no action but cancel removes an unfinished file', async () => {
    parallel = 0
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    const path = partPath(join(folder, 'film 1.mp4'))
    await writeFile(path, 'half')
    for (const action of ['pause', 'resume', 'pause', 'retry', 'clear'] as const) queue.act(action, ids)
    // Closing waits for every removal.
    await queue.close()
    expect(await readFile(path, 'utf8')).toBe('half')
  })

  it('a saved file is never touched', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    await finish(queue, ids[0] ?? '')
    for (const action of ['pause', 'resume', 'cancel', 'retry', 'clear'] as const) queue.act(action, ids)
    expect(queue.list()).toEqual([])
    expect(await readFile(join(folder, 'film 1.mp4'), 'utf8')).toBe('film')
  })
})

describe('a file that is already known', () => {
  it('is listed as saved and not downloaded', async () => {
    const first = await openQueue()
    const { ids } = await first.add([order(1)], folder)
    await finish(first, ids[0] ?? '')
    await first.close()
    const other = await openQueue(false)
    expect(await other.add([order(1)], folder)).toMatchObject({ added: 0, known: 1 })
    expect(other.list()).toMatchObject([
      { state: 'saved', wasSavedBefore: true, sha256: 'ab', receivedBytes: 4 },
    ])
    expect(running.size).toBe(0)
  })

  it('is downloaded again when the file is missing or has another size', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    await finish(queue, ids[0] ?? '')
    await writeFile(join(folder, 'film 1.mp4'), 'shorter or longer')
    expect(await queue.add([order(1)], folder)).toMatchObject({ added: 1 })
    expect(queue.list()).toMatchObject([{ state: 'running', fileName: 'film 1 (2).mp4' }])
  })

  it('is not queued twice', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    expect(await queue.add([order(1), order(2)], folder)).toMatchObject({ added: 1, known: 1 })
    expect(queue.list().map(({ id }) => id)[0]).toBe(ids[0])
  })
})

describe('names', () => {
  it('never collide in the queue, in any case, nor with existing files', async () => {
    await writeFile(join(folder, 'film 3.mp4'), 'mine')
    const queue = await openQueue()
    await queue.add([order(1), order(2, { fileName: 'FILM 1.mp4' }), order(3)], folder)
    expect(queue.list().map(({ fileName }) => fileName)).toEqual([
      'film 1.mp4',
      'FILM 1 (2).mp4',
      'film 3 (2).mp4',
    ])
  })

  it('find their own unfinished file again, and ignore another’s', async () => {
    const source: Source = { kind: 'recording', site: 's', confUUID: 'uuid-1', fileType: 'Hd', part: 1 }
    const journal = (identity: string): string =>
      JSON.stringify({
        version: 1,
        identity,
        durable: 0,
        total: null,
        etag: null,
        lastModified: null,
        sha256: null,
      })
    for (const [name, identity] of [
      ['film 1.mp4', 'another'],
      ['film 1 (2).mp4', sourceKey(source)],
    ] as const) {
      await writeFile(partPath(join(folder, name)), 'half')
      await writeFile(journalPath(join(folder, name)), journal(identity))
    }
    const queue = await openQueue()
    await queue.add([order(1)], folder)
    expect(queue.list()).toMatchObject([{ fileName: 'film 1 (2).mp4' }])
  })
})

/** As after a kill between the entry in the library and the removal of the journal. */
async function saveWithSealedJournal(n: number): Promise<void> {
  const { source, fileName, title } = order(n)
  const path = join(folder, fileName)
  const sha256 = 'a'.repeat(64)
  await writeFile(path, 'film')
  const journal = {
    version: 1,
    identity: sourceKey(source),
    durable: 4,
    total: 4,
    etag: null,
    lastModified: null,
  }
  await writeFile(journalPath(path), JSON.stringify({ ...journal, sha256 }))
  const library = createLibrary(home, (aside) => quarantined.push(aside))
  await library.load()
  await library.add({ source, path, bytes: 4, sha256, title, savedAt: new Date().toISOString() })
}

describe('a restart', () => {
  it('keeps order and states, and resumes running downloads', async () => {
    parallel = 1
    const queue = await openQueue()
    const { ids } = await queue.add([order(1), order(2), order(3)], folder)
    queue.act('pause', [ids[1] ?? ''])
    await queue.close()
    running.clear()
    const again = await openQueue()
    expect(again.list().map(({ id, state }) => [id, state])).toEqual([
      [ids[0], 'running'],
      [ids[1], 'paused'],
      [ids[2], 'waiting'],
    ])
  })

  it('requests nothing that was saved before a kill, even if the queue did not record it', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    await queue.close()
    running.clear()
    await saveWithSealedJournal(1)
    const again = await openQueue()
    expect(again.list()).toMatchObject([{ id: ids[0], state: 'saved', sha256: 'a'.repeat(64) }])
    expect(running.size).toBe(0)
    expect(existsSync(journalPath(join(folder, 'film 1.mp4')))).toBe(false)
  })

  it('starts though the journal of what was saved cannot be removed', async () => {
    const queue = await openQueue()
    await queue.add([order(1)], folder)
    await queue.close()
    running.clear()
    await saveWithSealedJournal(1)
    const path = journalPath(join(folder, 'film 1.mp4'))
    await rm(path)
    await mkdir(path)
    expect((await openQueue()).list()).toMatchObject([{ state: 'saved' }])
  })

  it('removes the journal of a saved file when it is requested again', async () => {
    await saveWithSealedJournal(1)
    const queue = await openQueue(false)
    await queue.add([order(1)], folder)
    expect(queue.list()).toMatchObject([{ state: 'saved', wasSavedBefore: true }])
    expect(existsSync(journalPath(join(folder, 'film 1.mp4')))).toBe(false)
  })

  it('moves a damaged queue file aside and starts', async () => {
    await writeFile(join(home, 'queue.json'), '{"version":1,"downl')
    const queue = await openQueue()
    expect(queue.list()).toEqual([])
    expect(quarantined).toEqual([expect.stringMatching(/queue\.json\.corrupt-/)])
    expect(existsSync(quarantined[0] ?? '')).toBe(true)
  })
})

describe('blocked downloads', () => {
  it('a full disk blocks everything on it, until resumed', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1), order(2), order(3)], folder)
    await finish(queue, ids[0] ?? '', { kind: 'blocked', failure: { code: 'DISK_FULL' } })
    await expect.poll(() => states(queue)).toEqual(['blocked', 'blocked', 'blocked'])
    expect(running.size).toBe(0)
    await stopped()
    queue.act('resume', 'all')
    expect(states(queue)).toEqual(['running', 'running', 'waiting'])
  })

  it('a file that finds no descriptor waits for one that has them, and fewer run at once', async () => {
    parallel = 3
    const queue = await openQueue()
    const { ids } = await queue.add([order(1), order(2), order(3)], folder)
    const none: Outcome = { kind: 'failed', failure: { code: 'TOO_MANY_FILES' } }
    await finish(queue, ids[1] ?? '', none)
    expect(states(queue)).toEqual(['running', 'waiting', 'running'])
    await finish(queue, ids[2] ?? '')
    await finish(queue, ids[0] ?? '')
    // Alone, it cannot wait for another one.
    await finish(queue, ids[1] ?? '', none)
    expect(states(queue)).toEqual(['saved', 'waiting', 'saved'])
    expect(queue.list()[1]?.resumesAt).not.toBeNull()
  })

  it('the last of several files that found no descriptor at once does not fail either', async () => {
    parallel = 3
    const queue = await openQueue(false)
    const { ids } = await queue.add([order(1), order(2), order(3)], folder)
    for (const id of ids) await begun(id)
    for (const id of ids) {
      running.delete(id)
      queue.onEnded(id, { kind: 'failed', failure: { code: 'TOO_MANY_FILES' } })
    }
    expect(states(queue)).not.toContain('failed')
    for (const id of ids) await finish(queue, id)
    expect(states(queue)).toEqual(['saved', 'saved', 'saved'])
  })

  it('a lookup that finds no descriptor is repeated beside others, and waits alone', async () => {
    const ends: ((error: unknown) => void)[] = []
    requestFiles = () => new Promise((_, reject) => ends.push(reject))
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    await queue.orders.place(recordingOrder(2, folder))
    await begun(ids[0])
    await expect.poll(() => ends.length).toBe(1)
    ends.shift()?.(new AppError('TOO_MANY_FILES'))
    await expect.poll(() => ends.length).toBe(1)
    await finish(queue, ids[0] ?? '')
    ends.shift()?.(new AppError('TOO_MANY_FILES'))
    await expect
      .poll(() => queue.list()[1])
      .toMatchObject({ state: 'waiting', resumesAt: expect.any(String) })
  })

  it('a disk that is not connected blocks only the file that was on it', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1), order(2)], folder)
    await finish(queue, ids[0] ?? '', { kind: 'blocked', failure: { code: 'DISK_GONE' } })
    expect(states(queue)).toEqual(['blocked', 'running'])
    expect(running.get(ids[1] ?? '')?.mountPoint).toBe(await mountPointOf(folder))
  })

  it('a name that the folder refuses fails alone, and a new request may give another', async () => {
    const queue = await openQueue()
    const { ids, added } = await queue.add(
      [order(1, { fileName: `${'x'.repeat(300)}.mp4` }), order(2)],
      folder,
    )
    expect(added).toBe(2)
    expect(queue.list()).toMatchObject([
      { id: ids[0], state: 'failed', failure: { code: 'PATH_TOO_LONG' } },
      { state: 'running' },
    ])
    await queue.add([order(1)], folder)
    expect(queue.list()).toMatchObject([{ state: 'running' }, { state: 'running', fileName: 'film 1.mp4' }])
  })

  it('a missing sign-in blocks until the user signs in', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    await finish(queue, ids[0] ?? '', { kind: 'failed', failure: { code: 'AUTH_REQUIRED' } })
    expect(states(queue)).toEqual(['blocked'])
    queue.resumeWaiting()
    expect(states(queue)).toEqual(['running'])
  })

  it('a session that ended before the last sign-in does not block a file', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    await begun(ids[0])
    queue.resumeWaiting()
    running.clear()
    queue.onEnded(ids[0] ?? '', { kind: 'failed', failure: { code: 'AUTH_REJECTED' } })
    await begun(ids[0])
    expect(states(queue)).toEqual(['running'])
    await finish(queue, ids[0] ?? '', { kind: 'failed', failure: { code: 'AUTH_REJECTED' } })
    expect(states(queue)).toEqual(['blocked'])
  })

  it('files of a host with an untrusted certificate wait, and a trusted one resumes them all', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1), order(2)], folder)
    const failure = { code: 'CERT_UNTRUSTED', params: { host: 'files.example' } } as const
    for (const id of ids) await finish(queue, id, { kind: 'failed', failure })
    expect(queue.list()).toMatchObject([
      { state: 'blocked', failure, resumesAt: null },
      { state: 'blocked', failure, resumesAt: null },
    ])
    queue.resumeWaiting()
    for (const id of ids) await begun(id)
    expect(queue.list()).toMatchObject([
      { state: 'running', failure: null },
      { state: 'running', failure: null },
    ])
    // One that had met the old certificate before the user trusted the new one.
    queue.resumeWaiting()
    running.delete(ids[0] ?? '')
    queue.onEnded(ids[0] ?? '', { kind: 'failed', failure })
    await begun(ids[0])
    expect(states(queue)).toEqual(['running', 'running'])
  })

  it('a sign-in while a file ran resolves only a session failure', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    await begun(ids[0])
    queue.resumeWaiting()
    await finish(queue, ids[0] ?? '', { kind: 'failed', failure: { code: 'NOT_FOUND' } })
    expect(states(queue)).toEqual(['failed'])
  })

  it('shows until when it waits, and is running again with the next byte', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    queue.onSetback(ids[0] ?? '', { code: 'SERVER_ERROR' }, 60_000)
    expect(queue.list()).toMatchObject([{ state: 'retrying', failure: { code: 'SERVER_ERROR' } }])
    expect(Date.parse(queue.list()[0]?.resumesAt ?? '')).toBeGreaterThan(Date.now())
    queue.onProgress([{ id: ids[0] ?? '', receivedBytes: 5, totalBytes: 9 }])
    expect(queue.list()).toMatchObject([{ state: 'running', resumesAt: null }])
  })

  it('waits for the network automatically, if the queue outlives the process', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    await finish(queue, ids[0] ?? '', { kind: 'failed', failure: { code: 'OFFLINE' } })
    expect(queue.list()).toMatchObject([{ state: 'blocked', resumesAt: expect.any(String) as string }])
    const ending = await openQueue(false)
    const { ids: others } = await ending.add([order(2)], folder)
    await finish(ending, others[0] ?? '', { kind: 'failed', failure: { code: 'OFFLINE' } })
    expect(states(ending)).toEqual(['failed'])
  })

  it('keeps the position of a recording that is still being prepared, and replaces it with its files', async () => {
    const queue = await openQueue()
    requestFiles = () => Promise.reject(new AppError('NOT_TRANSCODED'))
    await queue.orders.place(recordingOrder(1, folder))
    await expect
      .poll(() => queue.list())
      .toMatchObject([{ state: 'blocked', failure: { code: 'NOT_TRANSCODED' } }])
    const ids = queue.list().map(({ id }) => id)
    const readyAt = '2030-01-02T03:04:05.000Z'
    requestFiles = () => Promise.reject(new AppError('NOT_TRANSCODED', { params: { readyAt } }))
    queue.act('retry', ids)
    await expect.poll(() => queue.list()).toMatchObject([{ state: 'blocked', resumesAt: readyAt }])
    requestFiles = (confUUID) => Promise.resolve(confUUID === 'uuid-1' ? [order(1)] : [])
    queue.act('retry', ids)
    await expect.poll(() => queue.list()).toMatchObject([{ state: 'running', fileName: 'film 1.mp4' }])
  })

  it('does not start a file that cannot fit on the disk', async () => {
    const queue = await openQueue()
    await queue.add([order(1, { expected: { bytes: 2 ** 60, sha256: null } }), order(2)], folder)
    await expect
      .poll(() => queue.list())
      .toMatchObject([{ state: 'blocked', failure: { code: 'DISK_FULL' } }, { state: 'running' }])
    await expect.poll(() => running.size).toBe(1)
  })

  it('stops a file that turns out too large for the disk', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1)], folder)
    await begun(ids[0])
    queue.onProgress([{ id: ids[0] ?? '', receivedBytes: 0, totalBytes: 2 ** 60 }])
    await expect
      .poll(() => queue.list())
      .toMatchObject([{ state: 'blocked', failure: { code: 'DISK_FULL' } }])
    expect(running.size).toBe(0)
  })
})

describe('the service’s facts about a file', () => {
  const expected = { bytes: 4, sha256: 'ab'.repeat(32) }
  const meeting = { confID: '912049654', scheduler: '张三', durationSeconds: 71 }

  it('are verified, also after a restart, and recorded with the saved file', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1, { expected, meeting })], folder)
    expect(queue.list()).toMatchObject([{ totalBytes: 4 }])
    expect(queue.list()[0]).not.toHaveProperty('expected')
    queue.onProgress([{ id: ids[0] ?? '', receivedBytes: 0, totalBytes: null }])
    expect(queue.list()).toMatchObject([{ totalBytes: 4 }])
    await queue.close()
    const again = await openQueue()
    await expect
      .poll(() => [...running.values()])
      .toMatchObject([{ expected: { kind: 'recording', ...expected } }])
    await finish(again, ids[0] ?? '')
    expect(described).toEqual(ids)
  })

  it('are looked up again when the file is requested again', async () => {
    const queue = await openQueue()
    const { ids } = await queue.add([order(1, { expected })], folder)
    await finish(queue, ids[0] ?? '', { kind: 'failed', failure: { code: 'HASH_MISMATCH' } })
    const now = { bytes: 5, sha256: null }
    expect(await queue.add([order(1, { expected: now })], folder)).toMatchObject({ ids, known: 1 })
    await expect.poll(() => [...running.values()]).toMatchObject([{ expected: now }])
  })

  it('are missing for files queued by an earlier version', async () => {
    const queue = await openQueue()
    await queue.add([order(1, { expected, meeting })], folder)
    await queue.close()
    const path = join(home, 'queue.json')
    const file = JSON.parse(await readFile(path, 'utf8')) as { downloads: Record<string, unknown>[] }
    for (const download of file.downloads) {
      delete download['expected']
      delete download['meeting']
    }
    await writeFile(path, JSON.stringify(file))
    await openQueue()
    expect(quarantined).toEqual([])
    await expect
      .poll(() => [...running.values()])
      .toMatchObject([{ expected: { bytes: null, sha256: null } }])
  })
})
