import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sha256Of } from '../../demo/media.ts'
import type { DemoRecording } from '../../demo/recordings.ts'
import { type DemoService, startDemo } from '../../demo/service.ts'
import { hasSignals } from '../platform.ts'
import { meetkeep, testFolder } from '../cli/run.ts'
import { DAY, planDays, type PlannedDay, planRecordings, recordingsAt } from './plan.ts'
import { type PassTime, truthOf } from './truth.ts'

// The life of an archive: a pass a day against a service with a clock of its own. npm test lives a few weeks of it,
// npm run test:year a year.

const WEEKS = Number(process.env['MEETKEEP_YEAR_WEEKS'] ?? 4)
const SEED = Number(process.env['MEETKEEP_YEAR_SEED'] ?? 20_261_129)
const OPTIONS = {
  ...{ seed: SEED, weeks: WEEKS, start: Date.UTC(2025, 0, 6) },
  perWeek: WEEKS < 10 ? 12 : 39,
  ...(WEEKS < 10
    ? { retentionDays: 16, shortLived: 0.15, neverReady: 0.06 }
    : { retentionDays: 180, shortLived: 0.03, neverReady: 0.01 }),
}
const SINCE = WEEKS < 10 ? '8d' : '60d'
const CALLS_PER_MINUTE = 600
const CLOCK = new URL('clock.mjs', import.meta.url).href

interface Summary {
  saved: number
  failed: { confUUID: string | null }[]
  goneBeforeSaved: { confUUID: string }[]
}

test.runIf(hasSignals)(
  `${WEEKS} weeks of passes keep an archive complete (seed ${SEED})`,
  { timeout: WEEKS * 120_000 },
  async () => {
    const planned = planRecordings(OPTIONS)
    const days = planDays(OPTIONS)
    const everything = planned.map(({ recording, later }) => ({
      ...recording,
      files: [...recording.files, ...(later?.files ?? [])],
    }))
    const clock = { at: OPTIONS.start, since: Date.now() }
    const now = (): number => clock.at + (Date.now() - clock.since)
    const recordings: DemoRecording[] = [...everything]
    const service = await startDemo({ now, recordings, callsPerMinute: CALLS_PER_MINUTE })
    const root = await testFolder()
    let folder = join(root, 'archive')
    let home = 0
    const passes: PassTime[] = []
    const named: string[] = []
    const begun = new Map<string, number>()
    let mayRepeat = new Set<string>()
    let report = ''

    for (const [n, day] of days.entries()) {
      Object.assign(clock, { at: day.at, since: Date.now() })
      recordings.splice(0, recordings.length, ...recordingsAt(planned, day.at))
      if (day.losesHome) await rm(join(root, `home ${home}`), { recursive: true, force: true })
      if (day.movesFolder) {
        const other = join(root, 'other disk')
        await rename(folder, other)
        folder = other
        home += 1
      }
      const asked = service.mediaRequests().length
      report = join(root, `report ${n}.csv`)
      const run = (of: string) => runPass(service, day, { folder, home: join(root, of), report })
      const both = day.isShared
        ? [run(`home ${home}`), run('home of another machine')]
        : [run(`home ${home}`)]
      const ended = await Promise.all(both)
      service.faults.clear()
      const isWhole = ended.every(({ status, summary }) => status !== null && status < 2 && summary !== null)
      const about = `day ${n}: ${JSON.stringify(day)} ${ended.map(({ text }) => text).join('\n')}`
      if (day.hasNetwork && day.killAfter === null && day.endsSessionAfter === null) {
        expect(isWhole, about).toBe(true)
        expect(
          ended.flatMap(({ summary }) => summary?.failed ?? []),
          about,
        ).toEqual([])
      }
      if (day.hasNetwork) passes.push({ at: day.at, isWhole })
      named.push(
        ...new Set(
          ended.flatMap(({ summary }) => summary?.goneBeforeSaved.map(({ confUUID }) => confUUID) ?? []),
        ),
      )

      // A file is asked for from its begin once, unless a pass was stopped or a download broken meanwhile.
      const fresh = service.mediaRequests().slice(asked)
      const isDisturbed = !isWhole || day.cuts > 0
      for (const { path, range, status } of fresh) {
        expect([path, status], about).toEqual([path, 200])
        if (range !== '' && !range.startsWith('bytes=0-')) continue
        const count = (begun.get(path) ?? 0) + 1
        begun.set(path, count)
        if (count > 1 && !isDisturbed && !mayRepeat.has(path))
          expect.fail(`${path} was fetched twice: ${about}`)
      }
      if (isDisturbed) mayRepeat = new Set([...mayRepeat, ...fresh.map(({ path }) => path)])
    }

    const truth = truthOf(planned, passes)
    const last = days.at(-1) as PlannedDay
    expect(truth.saved.size).toBeGreaterThan(WEEKS * OPTIONS.perWeek)
    expect(truth.gone.size).toBeGreaterThan(0)

    // Every file that could be had is there once, byte for byte, and nothing else.
    const found = new Map<string, number>()
    const left: string[] = []
    for (const one of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!one.isFile()) continue
      if (!one.name.endsWith('.mp4')) {
        if (!['meeting.json', 'ledger.jsonl', 'watch.lock'].includes(one.name)) left.push(one.name)
        continue
      }
      const hash = createHash('sha256')
        .update(await readFile(join(one.parentPath, one.name)))
        .digest('hex')
      found.set(hash, (found.get(hash) ?? 0) + 1)
    }
    for (const file of truth.saved.values())
      expect([file.path, found.get(sha256Of(file.media))]).toEqual([file.path, 1])
    const possible = new Set(
      everything
        .flatMap(({ files }) => files)
        .filter(({ path }) => truth.saved.has(path) || truth.perhaps.has(path))
        .map(({ media }) => sha256Of(media)),
    )
    expect([...found].filter(([hash, count]) => count > 1 || !possible.has(hash))).toEqual([])
    expect(left).toEqual([])

    // What is gone is named once, and counted for good.
    expect(named.length).toBe(new Set(named).size)
    for (const id of truth.gone) expect(named).toContain(id)
    for (const id of named) expect(truth.gone.has(id) || truth.perhapsGone.has(id)).toBe(true)
    const status = await meetkeep(
      ['archive', 'status', folder, '--json'],
      clockOf(last.at, join(root, 'none')),
    )
    expect(status.lines[0]).toMatchObject({
      goneBeforeSaved: named.length,
      failed: 0,
      missing: 0,
      damaged: 0,
    })

    // The report says of each recording of its period what is true.
    const rows = (await readFile(report, 'utf8')).trimEnd().split('\r\n').slice(1)
    const since = last.at - Number.parseInt(SINCE) * DAY
    for (const { recording, later } of planned) {
      const { confUUID, startsAt } = recording
      if (startsAt < since) continue
      const ofIt = rows.filter((row) => row.endsWith(confUUID))
      const files = [...recording.files, ...(later?.files ?? [])].filter(({ path }) => truth.saved.has(path))
      for (const { media } of files)
        expect(ofIt.filter((row) => row.includes(sha256Of(media)))).toHaveLength(1)
      if (truth.gone.has(confUUID)) expect(ofIt.join('\n')).toContain('Gone before it was saved')
    }
    expect(service.callsRefused()).toBe(0)
    const counts = {
      ...{ passes: passes.length, recordings: planned.length, files: found.size },
      gone: named.length,
    }
    console.log(JSON.stringify(counts))
    await service.close()
  },
)

function clockOf(at: number, home: string): Record<string, string> {
  return { MEETKEEP_HOME: home, MEETKEEP_TEST_NOW: String(at), NODE_OPTIONS: `--import ${CLOCK}` }
}

/** One pass with what goes wrong on its day. */
async function runPass(
  service: DemoService,
  day: PlannedDay,
  { folder, home, report }: { folder: string; home: string; report: string },
): Promise<{ status: number | null; summary: Summary | null; text: string }> {
  const { faults } = service
  if (!day.hasNetwork) faults.next({ on: 'api', kind: 'drop', times: 1_000_000 })
  if (day.throttled > 0)
    faults.next({
      on: 'api',
      kind: 'status',
      status: 429,
      retryAfter: 1,
      path: 'record',
      times: day.throttled,
    })
  if (day.cuts > 0) faults.next({ kind: 'cut', afterBytes: 70_000, times: day.cuts })
  const environment = {
    ...clockOf(day.at, home),
    ...{ MEETKEEP_SITE: service.url, MEETKEEP_APP_ID: service.appId, MEETKEEP_APP_KEY: service.appKey },
  }
  const args = ['archive', 'run', '--to', folder, '--all', '--since', SINCE, '--json', '--report', report]
  let files = 0
  const ended = await meetkeep([...args, '--retry-wait', '0.1'], environment, (line, child) => {
    if (!line.startsWith('{"event":"saved"')) return
    files += 1
    if (files === day.killAfter) child.kill('SIGKILL')
    if (files === day.endsSessionAfter) service.endTokens({ refreshToo: true })
  })
  const end = ended.status === null ? undefined : ended.lines.at(-1)
  const summary = end?.['event'] === 'summary' ? (end as unknown as Summary) : null
  return { status: ended.status, summary, text: `${ended.status} ${ended.stderr}${JSON.stringify(end)}` }
}
