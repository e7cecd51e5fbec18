import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { LibraryQuery } from '../../contract/library.ts'
import { MAX_SAVED_ASKED } from '../../contract/recording.ts'
import { adoptFolder } from '../../main/library/adopt.ts'
import { siteName } from '../../main/library/description.ts'
import type { LibraryEntry } from '../../main/library/entry.ts'
import { createIndexFile } from '../../main/library/index-file.ts'
import { itemLine } from '../../main/library/index-line.ts'
import { createLibrary, type Library } from '../../main/library/library.ts'
import { longestDelay } from '../loop-delay.ts'
import { median, table } from './download-tables.ts'

// npm run bench:library [-- --sizes 1000,10000,100000]: the index of the library with that many recordings of
// three files each, in Markdown, each size in a process without anything else; grep searches the same lines. The
// folders that the index is rebuilt from are made in --folder (the temporary folder): 400,000 files for the largest.

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    home: { type: 'string' },
    folder: { type: 'string', default: tmpdir() },
    archive: { type: 'string' },
  },
})

const SITE = 'https://api.meeting.huaweicloud.com'
/** From the first rows to the first keystroke. */
const FIRST_KEY_AFTER_MS = 300
const FILE_TYPES = ['Hd', 'Aux', 'Audio']

interface Cost {
  openMs: number
  openCpuMs: number
  openDelayMs: number
  firstRowsMs: number
  byTitleMs: number
  firstKeyMs: number
  keyMs: number
  keyCpuMs: number
  slowestKeyMs: number
  keyDelayMs: number
  savedMs: number
  storageMs: number
  storageDelayMs: number
  addMs: number
  memoryMiB: number
}

interface RebuildCost {
  rebuildMs: number
  rebuildCpuMs: number
  rebuildDelayMs: number
  rebuildMemoryMiB: number
}

const { home: measured, archive: measuredArchive } = values
if (measured === undefined) await compare(values.sizes.split(',').map(Number))
else
  console.log(
    JSON.stringify(
      await (measuredArchive === undefined ? measure(measured) : rebuild(measured, measuredArchive)),
    ),
  )

type AllCosts = Cost & RebuildCost & { grepMs: number }

async function compare(sizes: number[]): Promise<void> {
  const costs: AllCosts[] = []
  for (const size of sizes) {
    const home = await mkdtemp(join(tmpdir(), 'meetkeep-bench-'))
    const root = await mkdtemp(join(values.folder, 'meetkeep-bench-'))
    try {
      await fill(home, size)
      const archive = join(root, 'archive')
      describe(archive, size)
      const run = (...more: string[]): unknown => {
        const args = [fileURLToPath(import.meta.url), ...more]
        return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
      }
      costs.push({
        ...(run('--home', home) as Cost),
        ...(run('--home', join(root, 'home'), '--archive', archive) as RebuildCost),
        grepMs: grep(join(home, 'library.jsonl')),
      })
    } finally {
      await rm(root, { recursive: true, force: true })
      await rm(home, { recursive: true, force: true })
    }
  }
  console.log(
    `\nNode ${process.versions.node}, ${cpus().length} cores of ${cpus()[0]?.model.trim() ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${(loadavg()[0] ?? 0).toFixed(1)}.\n`,
  )
  const line = (name: string, pick: (cost: AllCosts) => number, digits = 0): string[] => [
    name,
    ...costs.map((cost) => pick(cost).toFixed(digits)),
  ]
  console.log(
    table(
      ['', ...sizes.map((size) => `${size.toLocaleString('en-US')} recordings`)],
      [
        line('open, ms', (cost) => cost.openMs),
        line('CPU time of that, ms', (cost) => cost.openCpuMs),
        line('longest delay of the event loop meanwhile, ms', (cost) => cost.openDelayMs),
        line('first 50 rows, ms', (cost) => cost.firstRowsMs, 1),
        line('first 50 rows by title, ms', (cost) => cost.byTitleMs, 1),
        line('first keystroke, ms', (cost) => cost.firstKeyMs, 1),
        line('rows for a keystroke, ms', (cost) => cost.keyMs, 1),
        line('CPU time of that, on average, ms', (cost) => cost.keyCpuMs, 1),
        line('slowest keystroke, ms', (cost) => cost.slowestKeyMs, 1),
        line('longest delay of the event loop meanwhile, ms', (cost) => cost.keyDelayMs, 1),
        line('grep -ic over the same lines, ms', (cost) => cost.grepMs, 1),
        line('saved files of 500 listed recordings, ms', (cost) => cost.savedMs, 1),
        line('sums by year, scheduler and disk, ms', (cost) => cost.storageMs),
        line('longest delay of the event loop meanwhile, ms', (cost) => cost.storageDelayMs),
        line('add a saved file, ms', (cost) => cost.addMs, 1),
        line('memory, MiB', (cost) => cost.memoryMiB),
        line('rebuild from the folders, ms', (cost) => cost.rebuildMs),
        line('CPU time of that, ms', (cost) => cost.rebuildCpuMs),
        line('longest delay of the event loop meanwhile, ms', (cost) => cost.rebuildDelayMs),
        line('memory of that, MiB', (cost) => cost.rebuildMemoryMiB),
      ],
    ),
  )
}

async function measure(home: string): Promise<Cost> {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  const library = createLibrary(home, () => undefined)
  const cpuBefore = process.cpuUsage()
  const opening = await longestDelay(() => library.load())
  const openCpuMs = cpuMs(cpuBefore)
  const memoryMiB = (process.memoryUsage.rss() - before) / 2 ** 20
  const first = await rows(library, '')
  // A user types no sooner: what searches look in is read meanwhile.
  await wait(FIRST_KEY_AFTER_MS)
  const firstKey = await rows(library, 'w')
  const byTitle = await rows(library, '', 'title')
  const keys: number[] = [firstKey]
  const typingBefore = process.cpuUsage()
  const typing = await longestDelay(async () => {
    for (const text of ['weekly 张伟 2026-03', '周会 777', 'nothing has this name', '98765'])
      for (let length = 1; length <= text.length; length += 1) {
        keys.push(await rows(library, text.slice(0, length)))
        // Each keystroke is a separate message.
        await nextTurn()
      }
  })
  const keyCpuMs = cpuMs(typingBefore) / (keys.length - 1)
  const listed = Array.from({ length: MAX_SAVED_ASKED }, (_, n) => uuidOf(n))
  const savedAt = performance.now()
  await library.savedFiles(SITE, listed)
  const savedMs = performance.now() - savedAt
  const storage = await longestDelay(() => library.storage(home))
  const adds: number[] = []
  await mkdir(join(home, 'added'))
  for (let n = 0; n < 51; n += 1) {
    const path = join(home, 'added', `${n}.mp4`)
    await writeFile(path, 'film')
    const at = performance.now()
    await library.add({ ...entry(2_000_000 + n, 'Hd'), path, bytes: 4 })
    adds.push(performance.now() - at)
  }
  return {
    openMs: opening.ms,
    openCpuMs,
    openDelayMs: opening.delayMs,
    firstRowsMs: first,
    byTitleMs: byTitle,
    firstKeyMs: firstKey,
    keyMs: median(keys),
    keyCpuMs,
    slowestKeyMs: Math.max(...keys),
    keyDelayMs: typing.delayMs,
    savedMs,
    storageMs: storage.ms,
    storageDelayMs: storage.delayMs,
    addMs: median(adds),
    memoryMiB,
  }
}

/** Adopts the folders into an index that does not exist yet. */
async function rebuild(home: string, archive: string): Promise<RebuildCost> {
  const library = createLibrary(home, () => undefined)
  await library.load()
  const before = process.memoryUsage.rss()
  const cpuBefore = process.cpuUsage()
  const { ms, delayMs } = await longestDelay(() =>
    adoptFolder(archive, library, new AbortController().signal),
  )
  return {
    rebuildMs: ms,
    rebuildCpuMs: cpuMs(cpuBefore),
    rebuildDelayMs: delayMs,
    rebuildMemoryMiB: (process.resourceUsage().maxRSS * 1024 - before) / 2 ** 20,
  }
}

/** CPU time of all threads since then. */
function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

async function rows(library: Library, search: string, order: LibraryQuery['order'] = 'newest') {
  const at = performance.now()
  await library.search({ search, order, from: 0, count: 50 })
  return performance.now() - at
}

function grep(path: string): number {
  const times = ['weekly', '周会', 'nothing has this name'].map((text) => {
    const at = performance.now()
    try {
      execFileSync('grep', ['-ic', text, path], { stdio: 'ignore' })
    } catch {
      // No line matches.
    }
    return performance.now() - at
  })
  return median(times)
}

async function fill(home: string, size: number): Promise<void> {
  const index = createIndexFile(join(home, 'library.jsonl'), {
    onQuarantined: () => undefined,
    onTooNew: () => undefined,
  })
  for (let from = 0; from < size; from += 10_000)
    await index.append(() =>
      Array.from({ length: Math.min(10_000, size - from) }, (_, n) =>
        itemLine(FILE_TYPES.map((fileType) => entry(from + n, fileType))),
      ),
    )
}

/** A folder for each recording, with its files, of which only the description is real. */
function describe(archive: string, size: number): void {
  for (let n = 0; n < size; n += 1) {
    const entries = FILE_TYPES.map((fileType) => entry(n, fileType))
    const [first] = entries
    if (first === undefined) return
    const folder = join(archive, dirname(first.path))
    mkdirSync(folder, { recursive: true })
    for (const { path } of entries) writeFileSync(join(archive, path), 'film')
    const { title, startTime, meeting } = first
    writeFileSync(
      join(folder, 'meeting.json'),
      JSON.stringify({
        ...{ kind: 'meetkeep-recording', version: 2, app: '' },
        meeting: { site: siteName(SITE), confUUID: uuidOf(n), subject: title, start: startTime, ...meeting },
        files: entries.map(({ path, sha256, savedAt, source }) => ({
          ...{ file: basename(path), bytes: 4, sha256, savedAt, parts: 1, part: 1 },
          fileType: source.kind === 'recording' ? source.fileType : '',
        })),
      }),
    )
  }
}

function uuidOf(n: number): string {
  return n.toString(16).padStart(32, '0')
}

function entry(n: number, fileType: string): LibraryEntry {
  const startTime = new Date(Date.UTC(2024, 0, 1) + n * 600_000).toISOString()
  const title = n % 3 === 0 ? `研发部周会 ${n}` : `Weekly sync of team ${n % 97} (${n})`
  const day = startTime.slice(0, 10)
  return {
    source: {
      kind: 'recording',
      site: SITE,
      confUUID: uuidOf(n),
      fileType,
      part: 1,
    },
    path: `/archive/${day.slice(0, 4)}/${day.slice(5, 7)}/${day} ${title}/${day} ${title} ${fileType}.mp4`,
    bytes: 100_000_000 + n * 7919,
    sha256: n.toString(16).padStart(64, fileType === 'Hd' ? 'a' : 'b'),
    title,
    savedAt: startTime,
    startTime,
    parts: 1,
    meeting: {
      confID: String(900_000_000 + n),
      scheduler: n % 2 === 0 ? '张伟' : 'Li Na',
      durationSeconds: 3600,
    },
    modifiedMs: Date.parse(startTime),
  }
}
