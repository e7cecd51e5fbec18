import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { DemoRecording } from '../../demo/recordings.ts'
import { makeRecordings } from '../../demo/recordings.ts'
import { type DemoOptions, type DemoService, startDemo } from '../../demo/service.ts'
import { hasSignals } from '../platform.ts'
import { meetkeep, testFolder } from './run.ts'

const DAY = 86_400_000
let service: DemoService
let recordings: DemoRecording[]
let root: string
let folder: string
let homes = 0

/** A service with so many recordings of one file each, the oldest last, one a day; older than any look-back. */
async function start(count: number, options: DemoOptions = {}): Promise<void> {
  const now = Date.now()
  const model = makeRecordings(now).find(({ subject }) => subject === 'Sound check') as DemoRecording
  recordings = Array.from({ length: count }, (_, n) => {
    const startsAt = now - (n + 3) * DAY
    const confUUID = (n + 1).toString(16).padStart(32, '0')
    const files = model.files.slice(0, 1).map((file) => ({ ...file, path: `/media/${confUUID}/0_0.mp4` }))
    const of = { confUUID, subject: `Meeting ${n}`, startsAt, readyAt: startsAt, announcedAt: startsAt }
    return { ...model, ...of, files, isUnavailable: false }
  })
  service = await startDemo({ recordings, ...options })
  root = await testFolder()
  folder = join(root, 'archive')
}
afterEach(() => service.close())

const at = (n: number): DemoRecording => recordings[n] as DemoRecording
const environment = () => ({
  ...{ MEETKEEP_SITE: service.url, MEETKEEP_APP_ID: service.appId, MEETKEEP_APP_KEY: service.appKey },
  // A home that knows nothing.
  MEETKEEP_HOME: join(root, `home ${(homes += 1)}`),
})
const calls = async (): Promise<string[]> =>
  (await (await fetch(`${service.url}/demo/calls`, { headers: { Connection: 'close' } })).json()) as string[]

async function pass(more: string[] = [], to = folder, onLine?: Parameters<typeof meetkeep>[2]) {
  const [before, media] = [(await calls()).length, service.mediaRequests().length]
  const args = ['archive', 'run', '--to', to, '--all', '--json', '--retry-wait', '0.1', ...more]
  const { status, lines } = await meetkeep(args, environment(), onLine)
  const asked = (await calls()).slice(before).filter((path) => path.startsWith('/v1/mmc/management'))
  return {
    status,
    lines,
    summary: lines.at(-1),
    calls: asked.length,
    media: service.mediaRequests().length - media,
  }
}
const status = async (dir = folder) => {
  const found = await meetkeep(['archive', 'status', dir, '--json'], { MEETKEEP_HOME: join(root, 'none') })
  return { exit: found.status, ...found.lines[0] }
}
const NOTHING = { waiting: 0, failed: [], notAllowed: 0, goneBeforeSaved: [] }

it('saves all, oldest first, and then asks for no file again: here, moved, and by another machine', async () => {
  await start(6)
  const first = await pass()
  expect(first).toMatchObject({ status: 0, media: 6 })
  expect(first.summary).toMatchObject({ event: 'summary', listed: 6, saved: 6, alreadySaved: 0, ...NOTHING })
  const order = first.lines.filter(({ event }) => event === 'queued').map(({ confUUID }) => confUUID)
  expect(order).toEqual(recordings.map(({ confUUID }) => confUUID).toReversed())
  const bytes = recordings.reduce((sum, { files }) => sum + (files[0]?.media.bytes ?? 0), 0)
  expect(first.summary).toMatchObject({ bytes })

  const again = { listed: 6, saved: 0, alreadySaved: 6, bytes: 0, ...NOTHING }
  const second = await pass()
  expect(second).toMatchObject({ status: 0, media: 0, summary: again })
  expect(second.calls).toBeLessThan(3)
  const moved = join(root, 'moved')
  await rename(folder, moved)
  expect(await pass([], moved)).toMatchObject({ status: 0, media: 0, calls: second.calls, summary: again })
  expect(await status(moved)).toMatchObject({
    exit: 0,
    recordings: 6,
    complete: 6,
    files: 6,
    bytes,
    missing: 0,
  })

  // The ledger is lost: it is made again, and nothing is fetched.
  await rm(join(moved, '.meetkeep'), { recursive: true })
  expect(await pass([], moved)).toMatchObject({ status: 0, media: 0, summary: again })
  expect(await pass([], moved)).toMatchObject({ calls: second.calls })

  // A file was deleted: only that one is fetched.
  const [film = ''] = (await readdir(moved, { recursive: true })).filter((name) => name.endsWith('.mp4'))
  await rm(join(moved, film))
  expect(await status(moved)).toMatchObject({ exit: 1, complete: 5, partly: 1, missing: 1 })
  expect(await pass([], moved)).toMatchObject({ status: 0, media: 1, summary: { saved: 1, alreadySaved: 5 } })
})

it('says once what was gone before it was saved, and only after a whole list', async () => {
  await start(4)
  at(3).readyAt = Infinity
  at(2).isUnavailable = true
  const first = await pass()
  expect(first).toMatchObject({ status: 0, summary: { saved: 2, waiting: 1, notAllowed: 1 } })
  expect(await status()).toMatchObject({
    exit: 0,
    recordings: 4,
    complete: 2,
    waiting: 1,
    goneBeforeSaved: 0,
  })

  // One that is here may go; the lists of others name fewer.
  const gone = recordings.splice(2, 2)
  recordings.splice(0, 1)
  expect((await pass(['--search', 'Meeting 1'])).summary).toMatchObject({ listed: 1, goneBeforeSaved: [] })
  const day = new Date(Date.now() - 4 * DAY).toISOString().slice(0, 10)
  expect((await pass(['--since', day])).summary).toMatchObject({ goneBeforeSaved: [] })
  service.faults.next({ on: 'api', kind: 'status', status: 400, path: 'record/files', times: 1 })
  const broken = await pass()
  expect(broken).toMatchObject({ status: 1, summary: { event: 'summary', listed: 0, goneBeforeSaved: [] } })
  expect(broken.summary).toMatchObject({ failed: [{ confUUID: null, error: { code: expect.any(String) } }] })

  const noticed = await pass()
  expect(noticed.status).toBe(1)
  const { goneBeforeSaved } = noticed.summary as { goneBeforeSaved: { confUUID: string }[] }
  const named = goneBeforeSaved.map(({ confUUID }) => confUUID)
  expect(named.toSorted()).toEqual(gone.map(({ confUUID }) => confUUID).toSorted())
  expect(await pass()).toMatchObject({ status: 0, summary: { goneBeforeSaved: [] } })
  expect(await status()).toMatchObject({ exit: 1, recordings: 4, complete: 2, goneBeforeSaved: 2 })

  // It is back.
  recordings.push({ ...(gone[0] as DemoRecording), isUnavailable: false })
  expect(await pass()).toMatchObject({ status: 0, summary: { saved: 1 } })
  expect(await status()).toMatchObject({ complete: 3, goneBeforeSaved: 1 })
})

it('keeps in a period of days what was left open, until it is saved or gone', async () => {
  await start(4)
  at(3).readyAt = Infinity
  at(2).readyAt = Infinity
  expect(await pass(['--since', '30d'])).toMatchObject({ summary: { listed: 4, saved: 2, waiting: 2 } })
  at(2).readyAt = 0
  recordings.pop()
  const later = await pass(['--since', '1d'])
  expect(later).toMatchObject({ status: 1, summary: { saved: 1, waiting: 0, goneBeforeSaved: [{}] } })
  expect(await pass(['--since', '1d'])).toMatchObject({ status: 0, summary: { listed: 0, saved: 0 } })
})

it('takes rows that appear late, and files that become more', async () => {
  await start(3)
  const [late] = recordings.splice(1, 1)
  expect(await pass()).toMatchObject({ summary: { listed: 2, saved: 2 } })
  recordings.push(late as DemoRecording)
  expect(await pass()).toMatchObject({
    status: 0,
    media: 1,
    summary: { listed: 3, saved: 1, alreadySaved: 2 },
  })
  // Stopped and started again: the list tells a greater length.
  const grown = at(0)
  const [file] = grown.files
  grown.files.push({
    ...(file as (typeof grown.files)[number]),
    part: 2,
    path: `/media/${grown.confUUID}/0_1.mp4`,
  })
  grown.seconds += 60
  const port = Number(new URL(service.url).port)
  await service.close()
  service = await startDemo({ recordings, port })
  expect(await pass()).toMatchObject({ status: 0, media: 1, summary: { saved: 1, alreadySaved: 3 } })
})

it('waits for one that is being prepared, as long as it may', async () => {
  await start(2)
  at(0).readyAt = Date.now() + DAY
  expect(await pass()).toMatchObject({ status: 0, summary: { saved: 1, waiting: 1 } })
  at(0).readyAt = Date.now() + 500
  at(0).announcedAt = at(0).readyAt
  expect(await pass(['--wait', '2s'])).toMatchObject({ status: 0, summary: { saved: 1, waiting: 0 } })
})

it('a dry run says what it would fetch, and changes nothing', async () => {
  await start(2)
  const dry = await pass(['--dry-run'])
  expect(dry).toMatchObject({ status: 0, media: 0, summary: { listed: 2, saved: 0, bytes: 0 } })
  expect(dry.lines.filter(({ event }) => event === 'wouldFetch')).toHaveLength(2)
  expect(await readdir(root)).not.toContain('archive')
})

it('writes a report of the period: of a dry run, of a pass, and of what is gone', async () => {
  await start(3)
  const [table, page] = [join(root, 'report.csv'), join(root, 'report.html')]
  const rows = async (): Promise<string[]> => (await readFile(table, 'utf8')).trimEnd().split('\r\n').slice(1)
  const dry = await pass(['--dry-run', '--report', table])
  expect(dry).toMatchObject({ status: 0, media: 0 })
  expect(dry.lines).toContainEqual({ event: 'report', path: table })
  expect((await rows()).map((row) => row.includes('Not complete'))).toEqual([true, true, true])

  expect(await pass(['--report', table])).toMatchObject({ status: 0, summary: { saved: 3 } })
  const saved = await rows()
  for (const [n, { confUUID, files }] of recordings.toReversed().entries())
    expect(saved[n]).toMatch(new RegExp(`Saved,${files[0]?.media.bytes},.*,[0-9a-f]{64},.*${confUUID}`))

  const [gone] = recordings.splice(0, 1)
  await rm(folder, { recursive: true })
  expect(await pass(['--report', page])).toMatchObject({ status: 0, summary: { saved: 2 } })
  recordings.splice(0, 1)
  expect(await readFile(page, 'utf8')).toContain('2 of 2 recordings saved')
  recordings.push(gone as DemoRecording)
  at(1).readyAt = Infinity
  expect(await pass()).toMatchObject({ status: 0, summary: { waiting: 1 } })
  recordings.pop()
  expect(await pass(['--report', page])).toMatchObject({ status: 1 })
  expect(await readFile(page, 'utf8')).toMatch(/2 of 3 recordings saved[^]*Gone before it was saved/)

  // A place that cannot be written to is a failure of the pass, not of its recordings.
  const refused = await pass(['--report', join(root, 'gone', 'report.csv')])
  expect(refused).toMatchObject({ status: 1, summary: { failed: [{ error: { code: 'FOLDER_MISSING' } }] } })
  const wrong = await meetkeep(['archive', 'run', '--to', folder, '--report', 'report.txt'], environment())
  expect(wrong.status).toBe(2)
})

it('follows a rule file, which the command line overrides', async () => {
  await start(5)
  at(0).seconds = 30
  const rule = join(root, 'rule.json')
  await writeFile(
    rule,
    '\ufeff{"since":"30d","exclude":["MEETING 1"],"minLength":"1m","name":"{topic} {type} {part} {id8}"}',
  )
  expect(await pass(['--rule', rule])).toMatchObject({ status: 0, summary: { listed: 5, saved: 3 } })
  const found = await readdir(folder, { recursive: true })
  expect(found.filter((name) => name.endsWith('.mp4'))).toContainEqual(expect.stringMatching(/^Meeting 4 /))
  expect(await status()).toMatchObject({ recordings: 3, complete: 3 })
  expect(await pass(['--rule', rule, '--min-length', '0'])).toMatchObject({ summary: { saved: 1 } })
  for (const [text, field] of [
    ['{"since":"30d","every":"6h"}', 'every'],
    ['{"wait":"soon"}', 'wait'],
    ['{"name":"{nothing}"}', 'name'],
    ['[]', ''],
    ['{', ''],
  ] as const) {
    await writeFile(rule, text)
    const refused = await meetkeep(['archive', 'run', '--to', folder, '--rule', rule], environment())
    expect([text, refused.status]).toEqual([text, 2])
    expect(refused.stderr).toContain(field)
  }
  for (const wrong of [
    ['--since', 'soon'],
    ['--since', '2026-02-01', '--until', '2026-01-01'],
    ['--rule', folder],
  ])
    expect((await meetkeep(['archive', 'run', '--to', folder, ...wrong], environment())).status).toBe(2)
})

it('waits when the service asks for it, and no recording fails', async () => {
  await start(3)
  service.faults.next({ on: 'api', kind: 'status', status: 429, retryAfter: 1, path: 'record', times: 3 })
  expect(await pass()).toMatchObject({ status: 0, summary: { saved: 3, failed: [] } })
})

it('a refused recording fails alone, and is tried again by the next pass', async () => {
  await start(3)
  service.faults.next({ on: 'api', kind: 'status', status: 404, path: 'conferences/record', times: 1 })
  const first = await pass()
  expect(first).toMatchObject({ status: 1, summary: { saved: 2 } })
  expect(first.summary?.['failed']).toMatchObject([{ fileType: null, error: { code: 'NOT_FOUND' } }])
  expect(await status()).toMatchObject({ exit: 1, complete: 2, failed: 1 })
  expect(await pass()).toMatchObject({ status: 0, summary: { saved: 1, alreadySaved: 2 } })
  expect(await status()).toMatchObject({ exit: 0, complete: 3, failed: 0 })
})

it.runIf(hasSignals)('keeps its files when stopped or killed, and resumes', async () => {
  await start(6)
  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGKILL', null],
  ] as const) {
    service.faults.next({ kind: 'slow', bytesPerSecond: 200_000, times: 50 })
    let isSent = false
    const stopped = await pass(['--parallel', '1'], folder, (line, child) => {
      if (isSent || !line.startsWith('{"event":"saved"')) return
      isSent = child.kill(signal)
    })
    service.faults.clear()
    expect(stopped.status).toBe(code)
    if (code !== null) expect(stopped.summary).toMatchObject({ event: 'summary', listed: 6, failed: [] })
  }
  const found = await status()
  expect(found).toMatchObject({ exit: 0, recordings: 6, waiting: 0, failed: 0, missing: 0, damaged: 0 })
  const last = await pass()
  expect(last.status).toBe(0)
  const { saved, alreadySaved } = last.summary as { saved: number; alreadySaved: number }
  expect(saved + alreadySaved).toBe(6)
  expect(alreadySaved).toBeGreaterThan(1)
  const films = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.mp4'))
  expect(films).toHaveLength(6)
})

it('fetches nothing of a copy', async () => {
  await start(2)
  expect(await pass()).toMatchObject({ status: 0, summary: { saved: 2 } })
  const copy = join(root, 'copy')
  await cp(folder, copy, { recursive: true })
  expect(await pass([], copy)).toMatchObject({ status: 0, media: 0, summary: { alreadySaved: 2 } })
})

it('two passes at once save each film once, and both end well', async () => {
  await start(8)
  const both = await Promise.all([pass(), pass()])
  expect(both.map((one) => one.status)).toEqual([0, 0])
  expect(service.mediaRequests()).toHaveLength(8)
  const found = await readdir(folder, { recursive: true })
  expect(found.filter((name) => name.endsWith('.mp4'))).toHaveLength(8)
  expect(await status()).toMatchObject({ exit: 0, recordings: 8, complete: 8, files: 8 })
})
