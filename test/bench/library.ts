import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { LibraryQuery } from '../../contract/library.ts'
import { MAX_SAVED_ASKED } from '../../contract/recording.ts'
import type { LibraryEntry } from '../../main/library/entry.ts'
import { createIndexFile } from '../../main/library/index-file.ts'
import { itemLine } from '../../main/library/index-line.ts'
import { createLibrary, type Library } from '../../main/library/library.ts'
import { longestDelay } from '../loop-delay.ts'
import { median, table } from './download-tables.ts'

// npm run bench:library [-- --sizes 1000,10000,100000]: the index of the library with that many recordings of
// three files each, in Markdown, each size in a process without anything else; grep searches the same lines.

const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '1000,10000,100000' }, home: { type: 'string' } },
})

const SITE = 'https://api.meeting.huaweicloud.com'

interface Cost {
  openMs: number
  openCpuMs: number
  openDelayMs: number
  firstRowsMs: number
  byTitleMs: number
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

if (values.home === undefined) await compare(values.sizes.split(',').map(Number))
else console.log(JSON.stringify(await measure(values.home)))

async function compare(sizes: number[]): Promise<void> {
  const costs: (Cost & { grepMs: number })[] = []
  for (const size of sizes) {
    const home = await mkdtemp(join(tmpdir(), 'meetkeep-bench-'))
    try {
      await fill(home, size)
      const args = [fileURLToPath(import.meta.url), '--home', home]
      const cost = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Cost
      costs.push({ ...cost, grepMs: grep(join(home, 'library.jsonl')) })
    } finally {
      await rm(home, { recursive: true, force: true })
    }
  }
  console.log(
    `\nNode ${process.versions.node}, ${cpus().length} cores of ${cpus()[0]?.model.trim() ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${(loadavg()[0] ?? 0).toFixed(1)}.\n`,
  )
  const line = (name: string, pick: (cost: Cost & { grepMs: number }) => number, digits = 0): string[] => [
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
  const byTitle = await rows(library, '', 'title')
  const keys: number[] = []
  const typingBefore = process.cpuUsage()
  const typing = await longestDelay(async () => {
    for (const text of ['weekly 张伟 2026-03', '周会 777', 'nothing has this name', '98765'])
      for (let length = 1; length <= text.length; length += 1)
        keys.push(await rows(library, text.slice(0, length)))
  })
  const keyCpuMs = cpuMs(typingBefore) / keys.length
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
        itemLine(['Hd', 'Aux', 'Audio'].map((fileType) => entry(from + n, fileType))),
      ),
    )
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
