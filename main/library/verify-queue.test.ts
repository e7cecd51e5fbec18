import { createHash } from 'node:crypto'
import { rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { loadTexts } from '../../i18n/texts.ts'
import { itemKey } from './index-line.ts'
import { createLibrary, type Library } from './library.ts'
import { createVerifyQueue, type VerifyQueue } from './verify-queue.ts'
import { reportCsv } from './verify-report.ts'

const BYTES = 3 * 512 * 1024
const source = (n: number) =>
  ({ kind: 'recording', site: 'https://one.example', confUUID: `u${n}`, fileType: 'Hd', part: 1 }) as const
const key = (n: number) => itemKey(source(n))

let library: Library
let queue: VerifyQueue
let isDownloading = false
/** Called when a file begins to be read. */
let onBegin = (): void => undefined
let pathOf: (n: number) => string

/** Three meetings with a file each, of three chunks. */
test.beforeEach(async ({ home, folder }) => {
  library = createLibrary(home, () => undefined)
  await library.load()
  pathOf = (n) => join(folder, `${n}.mp4`)
  for (const n of [1, 2, 3]) {
    const content = Buffer.alloc(BYTES, n)
    writeFileSync(pathOf(n), content)
    utimesSync(pathOf(n), 1000, 1000)
    const sha256 = createHash('sha256').update(content).digest('hex')
    const facts = { path: pathOf(n), bytes: BYTES, sha256, title: `Meeting ${n}` }
    await library.add({ source: source(n), ...facts, savedAt: '2026-11-01T00:00:00.000Z' })
  }
  isDownloading = false
  onBegin = () => undefined
  queue = createVerifyQueue({
    library,
    isDownloading: () => {
      onBegin()
      return isDownloading
    },
  })
})
test.afterEach(() => queue.close())

/** Resolves when `is` holds. */
const when = async (is: (state: ReturnType<VerifyQueue['state']>) => boolean) => {
  await expect.poll(() => is(queue.state())).toBe(true)
}
const ended = () => when(({ endedAt }) => endedAt !== null)
const damage = (n: number) => {
  const content = Buffer.alloc(BYTES, n)
  content[BYTES - 1] = 99
  writeFileSync(pathOf(n), content)
  utimesSync(pathOf(n), 1000, 1000)
}

test('reads all files, and reports those that are not as they were saved', async () => {
  damage(2)
  rmSync(pathOf(3))
  await queue.add('all')
  await ended()
  expect(queue.state()).toMatchObject({
    ...{ phase: 'idle', files: { done: 3, of: 3 }, bytes: { done: 3 * BYTES, of: 3 * BYTES } },
    ...{ isStopped: false, outcomes: { verified: 1, damaged: 1, missing: 1, changed: 0 } },
  })
  expect(queue.problems().map(({ title, outcome }) => `${title} ${outcome}`)).toEqual([
    'Meeting 2 damaged',
    'Meeting 3 missing',
  ])
  queue.act('dismiss')
  expect(queue.state()).toMatchObject({ phase: 'idle', startedAt: null, files: { done: 0, of: 0 } })
})

test('files requested during a verification are appended, each once', async () => {
  await queue.add([key(1), key(2)])
  await queue.add([key(2), key(3)])
  expect(queue.state().files.of).toBe(3)
  await ended()
  expect(queue.state().outcomes.verified).toBe(3)
})

test('a paused verification reads nothing, and resumes with the interrupted file', async () => {
  onBegin = () => {
    if (queue.state().files.done === 1) queue.act('pause')
  }
  await queue.add('all')
  await when(({ phase }) => phase === 'paused')
  await when(({ current }) => current === null)
  expect(queue.state().files).toEqual({ done: 1, of: 3 })
  onBegin = () => undefined
  // Asking for a file does not end the pause.
  await queue.add([key(1)])
  expect(queue.state().phase).toBe('paused')
  queue.act('resume')
  await ended()
  expect(queue.state().outcomes.verified).toBe(queue.state().files.of)
})

test('a stop keeps what was found, and the next verification begins a new report', async () => {
  damage(1)
  onBegin = () => {
    if (queue.state().files.done === 1) queue.act('stop')
  }
  await queue.add('all')
  await ended()
  expect(queue.state()).toMatchObject({
    ...{ phase: 'idle', isStopped: true, files: { done: 1, of: 3 }, outcomes: { damaged: 1 } },
  })
  onBegin = () => undefined
  await queue.add([key(2)])
  await ended()
  expect(queue.state()).toMatchObject({ isStopped: false, files: { done: 1, of: 1 } })
})

test('quiet files wait for the downloads, and those the user asks for do not', async () => {
  isDownloading = true
  queue.addQuietly([...library.all()])
  await when(({ phase }) => phase === 'waiting')
  expect(queue.state().files).toEqual({ done: 0, of: 3 })
  await queue.add([key(1)])
  await when(({ files }) => files.done === 1)
  await when(({ phase }) => phase === 'waiting')
  isDownloading = false
  await ended()
  expect(queue.state()).toMatchObject({ files: { done: 3, of: 3 }, outcomes: { verified: 3 } })
})

test('a file that the user asked for does not wait, also if it is added quietly afterwards', async () => {
  isDownloading = true
  await queue.add([key(1)])
  queue.act('pause')
  queue.addQuietly([...library.all()].slice(0, 1))
  queue.act('resume')
  await ended()
  expect(queue.state().outcomes.verified).toBe(1)
})

test('files that are added at the end of a verification are read', async () => {
  const unsubscribe = queue.onEnded(() => {
    unsubscribe()
    queue.addQuietly([...library.all()].slice(1))
  })
  await queue.add([key(1)])
  await when(({ files, endedAt }) => files.of === 2 && endedAt !== null)
  expect(queue.state().outcomes.verified).toBe(2)
})

test('a report is dismissed only after its end, and only a running verification can be paused', async () => {
  let ends = 0
  queue.onEnded(() => (ends += 1))
  for (const action of ['pause', 'stop'] as const) queue.act(action)
  await queue.add('all')
  expect(queue.act('dismiss').files.of).toBe(3)
  await ended()
  for (const action of ['pause', 'stop'] as const) queue.act(action)
  expect(queue.state()).toMatchObject({ phase: 'idle', isStopped: false, files: { done: 3, of: 3 } })
  await queue.close()
  expect(ends).toBe(1)
})

test('closing interrupts the file that is being read, and waits until it is let go', async () => {
  let closing: Promise<void> | undefined
  onBegin = () => queueMicrotask(() => (closing ??= queue.close()))
  await queue.add([key(1)])
  await when(() => closing !== undefined)
  await closing
  expect(queue.state()).toMatchObject({ current: null, files: { done: 0, of: 1 } })
})

test('a download that begins interrupts a quiet file, which is read again from its start', async () => {
  let asked = 0
  onBegin = () => void (isDownloading = (asked += 1) > 1)
  queue.addQuietly([...library.all()])
  await when(({ phase }) => phase === 'waiting')
  expect(queue.state()).toMatchObject({ files: { done: 0, of: 3 }, bytes: { done: 0 } })
  onBegin = () => void (isDownloading = false)
  await ended()
  expect(queue.state().outcomes.verified).toBe(3)
})

test.each(['stop', 'close'] as const)('a %s ends the adding of a long list', async (action) => {
  // Each entry takes longer than a list may keep other work waiting.
  vi.useFakeTimers({ toFake: ['performance'] })
  const entries = [...library.all()]
  function* all() {
    for (const entry of entries) {
      vi.advanceTimersByTime(1000)
      yield entry
    }
  }
  const long = createVerifyQueue({ library: { ...library, all }, isDownloading: () => false })
  try {
    const adding = long.add('all')
    if (action === 'stop') long.act('stop')
    else await long.close()
    await adding
    expect(long.state().files).toEqual({ done: 0, of: 1 })
  } finally {
    vi.useRealTimers()
    await long.close()
  }
})

test('the report is a table for spreadsheets, in which no name is a formula', async () => {
  await loadTexts('en-US')
  const problem = {
    ...{ key: 'k', title: '=cmd|"x"', start: null, name: '设计, 1.mp4', folder: '/a', bytes: 5 },
    outcome: 'damaged',
  } as const
  const csv = reportCsv(queue.state(), [problem], 'en-US')
  expect(csv.startsWith('\ufeffVerified,0\r\n')).toBe(true)
  expect(csv.split('\r\n').at(-2)).toBe(`Damaged,"'=cmd|""x""",,"设计, 1.mp4",/a,5`)
})
