import { readdir, readFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256Of } from '../../demo/media.ts'
import type { DemoFile, DemoRecording } from '../../demo/recordings.ts'
import type { DemoService } from '../../demo/service.ts'
import { startDemo } from '../../demo/service.ts'
import { jsonSite } from '../json-site.ts'
import { SAMPLE_ROW } from '../recording-row.ts'
import { meetkeep, testFolder } from './run.ts'
import { hasSignals } from '../platform.ts'

interface Summary {
  event: 'summary'
  saved: {
    confUUID: string
    fileType: string
    part: number
    path: string
    sha256: string
    alreadySaved: boolean
  }[]
  failed: { confUUID: string; fileType: string | null; error: { code: string } }[]
}

let service: DemoService
let env: Record<string, string>
let folder: string

beforeEach(async () => {
  service = await startDemo()
  const root = await testFolder()
  folder = join(root, 'recordings')
  env = {
    MEETKEEP_SITE: service.url,
    MEETKEEP_APP_ID: service.appId,
    MEETKEEP_APP_KEY: service.appKey,
    MEETKEEP_HOME: join(root, 'home'),
  }
})
afterEach(() => service.close())

function recording(topic: string): DemoRecording {
  const found = service.recordings.find(({ subject }) => subject === topic)
  if (found === undefined) throw new Error(`no recording ${topic}`)
  return found
}

function file(topic: string, type: string, part = 1): DemoFile {
  const found = recording(topic).files.find((one) => one.fileType === type && one.part === part)
  if (found === undefined) throw new Error(`no file ${type}`)
  return found
}

function download(topics: string[], ...more: string[]): string[] {
  const ids = topics.map((topic) => recording(topic).confUUID)
  return ['recordings', 'download', ...ids, '--to', folder, '--retry-wait', '0.1', '--json', ...more]
}

async function sha256OfPath(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}

describe('recordings list and show', () => {
  it('prints a table, or everything as JSON', async () => {
    const from = new Date(Date.now() - 300 * 86_400_000).toISOString().slice(0, 10)
    const to = new Date().toISOString().slice(0, 10)
    const args = ['recordings', 'list', '--from', from, '--to', to, '--all']
    const people = await meetkeep(args, env)
    expect(people.status).toBe(0)
    expect(people.stdout.trim().split('\n')).toHaveLength(41)
    expect(people.stdout).toContain('设计走查')
    const json = await meetkeep([...args, '--search', 'workshop', '--json'], env)
    expect(json.lines).toMatchObject([
      { count: 2, items: [{ subject: 'Customer workshop, day 2' }, { subject: 'Customer workshop, day 1' }] },
    ])
    expect(service.liveTokens()).toBe(0)
  })

  it('reports when the service counts more than it lists, and names rows without an id', async () => {
    const site = await jsonSite(({ path }) =>
      path.startsWith('/v2/usg/acs/')
        ? { body: { accessToken: 'token', validPeriod: 50_000 } }
        : { body: { count: 5, data: [SAMPLE_ROW, { subject: 'without an id' }] } },
    )
    const { status, stdout, stderr } = await meetkeep(
      ['recordings', 'list', '--from', '2019-12-01', '--to', '2019-12-31'],
      { ...env, MEETKEEP_SITE: site.url },
    )
    site.close()
    expect(status).toBe(1)
    expect(stdout).toContain(SAMPLE_ROW.confUUID)
    expect(stderr).toContain('The service counts 5')
    expect(stderr).toContain('Among them: without an id.')
  })

  it('shows files by type and part, or why a recording has none', async () => {
    const show = (topic: string) => meetkeep(['recordings', 'show', recording(topic).confUUID, '--json'], env)
    const long = await show('季度经营分析会')
    expect(long.status).toBe(0)
    const files = long.lines[0]?.files as { fileType: string; part: number; parts: number }[]
    expect(files).toHaveLength(9)
    expect(files.filter(({ fileType }) => fileType === 'Hd').map(({ part }) => part)).toEqual([1, 2, 3])
    const early = await show('Morning stand-up')
    expect(early.status).toBe(0)
    expect(early.lines).toMatchObject([
      { state: 'transcoding', files: null, filesError: { code: 'NOT_TRANSCODED' } },
    ])
  })

  it('explains to ordinary users why they get no files', async () => {
    const args = ['recordings', 'show', recording('接口联调').confUUID, '--json']
    const { status, lines } = await meetkeep(args, { ...env, MEETKEEP_USER_ID: 'zhangwei' })
    expect(lines).toMatchObject([{ files: null, filesError: { code: 'NO_PERMISSION' } }])
    expect(status).toBe(0)
  })
})

describe('recordings download', () => {
  it('saves several recordings, including two of one name and one of three parts, each file complete', async () => {
    const second = service.recordings.filter(({ subject }) => subject === 'Weekly sync')[1]
    const args = download(
      ['Weekly sync', '季度经营分析会'],
      second?.confUUID ?? '',
      '--types',
      'aux',
      '--parallel',
      '4',
    )
    const { status, lines } = await meetkeep(args, env)
    expect(status).toBe(0)
    const { saved, failed } = lines.at(-1) as unknown as Summary
    expect(failed).toEqual([])
    expect(saved).toHaveLength(5)
    expect(new Set(saved.map(({ path }) => path)).size).toBe(5)
    for (const { confUUID, fileType, part, path, sha256 } of saved) {
      const files = service.recordings.find((one) => one.confUUID === confUUID)?.files ?? []
      const media = files.find((one) => one.fileType === fileType && one.part === part)?.media
      expect(sha256).toBe(media && sha256Of(media))
      expect(await sha256OfPath(path)).toBe(sha256)
    }
    expect((await readdir(folder)).filter((name) => /\.part/.test(name))).toEqual([])
  })

  it('downloads nothing twice when several commands share a home', async () => {
    const topics = ['设计走查', '预算讨论', 'Weekly sync']
    const each = () => Promise.all(topics.map((topic) => meetkeep(download([topic], '--types', 'sd'), env)))
    const first = (await each()).map(({ lines }) => lines.at(-1) as unknown as Summary)
    expect(first.flatMap(({ failed }) => failed)).toEqual([])
    const before = await readdir(folder)
    const again = (await each()).map(({ lines }) => lines.at(-1) as unknown as Summary)
    expect(again.flatMap(({ saved }) => saved.map(({ alreadySaved }) => alreadySaved))).toEqual([
      true,
      true,
      true,
    ])
    expect(await readdir(folder)).toEqual(before)
  })

  it('names files by a template', async () => {
    const args = download(
      ['季度经营分析会'],
      '--types',
      'aux',
      '--name',
      '{part} - {topic}_{scheduler}_[{type}] {id8}',
    )
    const { status, lines } = await meetkeep(args, env)
    expect(status).toBe(0)
    const { saved } = lines.at(-1) as unknown as Summary
    const names = saved.map(({ path }) => basename(path).replace(/[0-9a-f]{8}(?=\.mp4$)/, 'ID'))
    const { schedulerName } = recording('季度经营分析会')
    expect(names).toEqual(
      [1, 2, 3].map((part) => `part ${part} - 季度经营分析会_${schedulerName}_[Screen] ID.mp4`),
    )
  })

  it('survives a cut, a busy server, a sign-in page and a wrong range, and never keeps a wrong byte', async () => {
    const hd = file('设计走查', 'Hd')
    service.faults.next(
      { kind: 'cut', afterBytes: 2_000_000 },
      { kind: 'status', status: 503, retryAfter: 1 },
      { kind: 'html' },
      { kind: 'wrong-range', shift: 4096 },
      { kind: 'wrong-bytes' },
      { kind: 'cut', afterBytes: 3_000_000 },
      { kind: 'ignore-range' },
    )
    const { status, lines } = await meetkeep(
      download(['设计走查'], '--types', 'HD', '--max-retries', '8'),
      env,
    )
    expect(status).toBe(0)
    const { saved } = lines.at(-1) as unknown as Summary
    expect(saved).toMatchObject([{ fileType: 'Hd', sha256: sha256Of(hd.media), alreadySaved: false }])
    expect(await sha256OfPath(saved[0]?.path ?? '')).toBe(sha256Of(hd.media))
    expect(service.mediaRequests().filter(({ status: answer }) => answer === 403)).toEqual([])
  })

  it.runIf(hasSignals)('resumes where Ctrl+C stopped it, and does not download saved files', async () => {
    const hd = file('应急演练复盘', 'Hd')
    // Even on a busy machine the file cannot be complete before the signal.
    service.faults.next({ kind: 'stall', afterBytes: 3_000_000 })
    const args = download(['应急演练复盘'], '--types', 'hd')
    let isStopped = false
    const first = await meetkeep(args, env, (line, child) => {
      const event = JSON.parse(line) as { event: string; receivedBytes?: number }
      if (isStopped || event.event !== 'progress' || (event.receivedBytes ?? 0) < 2_000_000) return
      isStopped = true
      child.kill('SIGINT')
    })
    expect(first.status).toBe(130)
    expect(first.lines.at(-1)).toMatchObject({
      event: 'summary',
      saved: [],
      failed: [{ error: { code: 'CANCELLED' } }],
    })
    expect((await readdir(folder)).filter((name) => name.endsWith('.mp4'))).toEqual([])
    expect(service.liveTokens()).toBe(0)

    const second = await meetkeep(args, env)
    expect(second.status).toBe(0)
    expect(second.lines.at(-1)).toMatchObject({
      saved: [{ sha256: sha256Of(hd.media), alreadySaved: false }],
    })
    const from = Number(/^bytes=(\d+)-/.exec(service.mediaRequests()[1]?.range ?? '')?.[1])
    expect(from).toBeGreaterThan(1_000_000)

    const third = await meetkeep(args, env)
    expect(third.lines.at(-1)).toMatchObject({ saved: [{ alreadySaved: true }] })
    expect(service.mediaRequests()).toHaveLength(2)
  })

  it('resumes after it was killed', async () => {
    const hd = file('应急演练复盘', 'Hd')
    service.faults.next({ kind: 'slow', bytesPerSecond: 700_000 })
    const args = download(['应急演练复盘'], '--types', 'hd')
    const first = await meetkeep(args, env, (line, child) => {
      // The journal, written every second, has an entry by now.
      if (Number((JSON.parse(line) as { receivedBytes?: number }).receivedBytes) > 2_500_000)
        child.kill('SIGKILL')
    })
    expect(first.status).toBeNull()
    const second = await meetkeep(args, env)
    expect(second.lines.at(-1)).toMatchObject({ saved: [{ sha256: sha256Of(hd.media) }], failed: [] })
    expect(service.mediaRequests()[1]?.range).toMatch(/^bytes=[1-9]\d*-$/)
  })

  it('reports every failure and saves the rest', async () => {
    const args = download(
      ['Morning stand-up', 'Sound check', 'Board preparation'],
      'no-such-uuid',
      '--types',
      'sd',
    )
    const { status, lines } = await meetkeep(args, env)
    expect(status).toBe(1)
    const { saved, failed } = lines.at(-1) as unknown as Summary
    expect(saved).toMatchObject([{ confUUID: recording('Sound check').confUUID, fileType: 'Sd' }])
    expect(Object.fromEntries(failed.map(({ confUUID, error }) => [confUUID, error.code]))).toEqual({
      [recording('Morning stand-up').confUUID]: 'NOT_TRANSCODED',
      [recording('Board preparation').confUUID]: 'NOT_FOUND',
      'no-such-uuid': 'NOT_FOUND',
    })
  })

  it('gives up after the given number of retries, with nothing under the final name', async () => {
    service.faults.next({ kind: 'html', times: 50 })
    const { status, lines } = await meetkeep(
      download(['Sound check'], '--types', 'hd', '--max-retries', '1'),
      env,
    )
    expect(status).toBe(1)
    expect(lines.at(-1)).toMatchObject({ saved: [], failed: [{ error: { code: 'NOT_A_RECORDING' } }] })
    expect((await readdir(folder)).filter((name) => name.endsWith('.mp4'))).toEqual([])
  })

  it('signs in again once when the service revokes its tokens half way', async () => {
    service.faults.next({ kind: 'cut', afterBytes: 500_000 })
    let isEnded = false
    const { status, lines } = await meetkeep(download(['Weekly sync'], '--types', 'hd'), env, (line) => {
      if (isEnded || !line.includes('"progress"')) return
      isEnded = true
      service.endTokens()
    })
    expect(status).toBe(0)
    expect(lines.at(-1)).toMatchObject({ failed: [] })
  })

  it('prints lines if there is no terminal', async () => {
    const args = download(['Sound check'], '--types', 'hd').filter((word) => word !== '--json')
    const { status, stdout, stderr } = await meetkeep(args, env)
    expect(status).toBe(0)
    expect(stdout).toMatch(/^saved .+\.mp4 \(/)
    expect(stderr).toContain('queued Sound check · Hd')
  })
})
