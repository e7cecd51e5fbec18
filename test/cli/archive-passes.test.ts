import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openLedger } from '../../main/archive/ledger.ts'
import { siteName } from '../../main/library/description.ts'
import { recordingDescription } from '../recording-description.ts'
import { sampleEntry } from '../sample-entry.ts'
import { startArchive } from './archive-service.ts'
import { meetkeep } from './run.ts'

const AN_HOUR = 3_600_000

it('asks for a few of many refused recordings again, and for all once one of them is allowed', async () => {
  const { service, pass } = await startArchive(12)
  const refuse = (): void => {
    for (const path of ['downloadurls', 'record/info'])
      service.faults.next({ on: 'api', kind: 'status', status: 403, path, times: 10_000 })
  }
  refuse()
  const first = await pass()
  expect(first).toMatchObject({ status: 0, summary: { listed: 12, notAllowed: 12, failed: [] } })
  const second = await pass()
  expect(second).toMatchObject({ status: 0, summary: { listed: 12, notAllowed: 12, failed: [] } })
  // A page of the list, and what four recordings need.
  expect(second.calls).toBeLessThan(first.calls / 2)
  service.faults.clear()
  expect(await pass()).toMatchObject({ status: 0, media: 12, summary: { saved: 12, notAllowed: 0 } })
  expect(await pass()).toMatchObject({ status: 0, media: 0, summary: { alreadySaved: 12, notAllowed: 0 } })
})

it('asks for a recording again that the list calls playable', async () => {
  const { recordings, pass } = await startArchive(6)
  for (const one of recordings) one.isUnavailable = true
  expect(await pass()).toMatchObject({ status: 0, summary: { notAllowed: 6 } })
  // The newest is not among those whose turn it is.
  Object.assign(recordings[0] ?? {}, { isUnavailable: false })
  expect(await pass()).toMatchObject({ status: 0, summary: { saved: 1, notAllowed: 5 } })
})

it('saves what was listed before a page of the list failed, and calls nothing gone', async () => {
  const { service, recordings, pass } = await startArchive(505)
  // Passes all calls on, but those for later pages only if it may.
  let hasLaterPages = true
  const front = createServer((incoming, answer) => {
    const { url = '', method = 'GET', headers } = incoming
    if (!hasLaterPages && url.includes('/record/files') && /[?&]offset=[1-9]/.test(url))
      return void answer.writeHead(400, { 'Content-Type': 'application/json' }).end('{}')
    const onward = ask(service.url + url, { method, headers }, (from) => {
      answer.writeHead(from.statusCode ?? 500, from.headers)
      from.pipe(answer)
    })
    incoming.pipe(onward)
  })
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done))
  onTestFinished(() => void front.close())
  const site = { MEETKEEP_SITE: `http://127.0.0.1:${(front.address() as AddressInfo).port}` }
  // Few that the rule wants: on the first page, the oldest, and on the second.
  const wanted = new Set([504, 503, 1, 0])
  for (const [n, one] of recordings.entries()) one.seconds = wanted.has(n) ? 600 : 30
  const rule = ['--min-length', '1m']
  for (const n of [504, 503, 0]) Object.assign(recordings[n] ?? {}, { readyAt: Infinity })
  expect(await pass(rule, site)).toMatchObject({ status: 0, summary: { listed: 505, saved: 1, waiting: 3 } })
  Object.assign(recordings[504] ?? {}, { readyAt: 0 })
  recordings.splice(503, 1)

  hasLaterPages = false
  const broken = await pass(rule, site)
  expect(broken).toMatchObject({ status: 1, summary: { listed: 500, saved: 1, goneBeforeSaved: [] } })
  expect(broken.summary).toMatchObject({ failed: [{ confUUID: null, error: { code: 'BAD_REQUEST' } }] })

  // The next whole list says what is really gone.
  hasLaterPages = true
  const next = await pass(rule, site)
  expect(next).toMatchObject({ status: 1, summary: { listed: 504, failed: [], goneBeforeSaved: [{}] } })
})

it('a list of 600 recordings that are all here costs a handful of calls', async () => {
  const { service, recordings, folder, pass } = await startArchive(600)
  const site = siteName(service.url)
  const entries = recordings.map(({ confUUID, startsAt, seconds, files }) =>
    sampleEntry(confUUID, {
      ...{ site, state: 'saved', start: new Date(startsAt).toISOString(), seconds },
      sizeMB: Math.floor(files.reduce((sum, { media }) => sum + media.bytes, 0) / 1_000_000),
      lookedUpAt: new Date(startsAt + 48 * AN_HOUR).toISOString(),
      files: [{ fileType: 'Hd', part: 1 }],
      listedBy: { who: JSON.stringify(['all', '807074304']), search: '' },
    }),
  )
  await Promise.all(
    recordings.map(async ({ confUUID }) => {
      const path = join(folder, confUUID.slice(-3), confUUID)
      await mkdir(path, { recursive: true })
      await writeFile(join(path, 'Camera.mp4'), 'film')
      const sha256 = createHash('sha256').update('film').digest('hex')
      const described = recordingDescription({ file: 'Camera.mp4', sha256 }, { site, confUUID })
      await writeFile(join(path, 'meeting.json'), JSON.stringify(described))
    }),
  )
  await (await openLedger(folder, () => undefined)).put(entries)
  const found = await pass()
  expect(found.summary).toMatchObject({ listed: 600, saved: 0, alreadySaved: 600, failed: [], waiting: 0 })
  expect(found).toMatchObject({ status: 0, media: 0 })
  // Two pages, the second of which begins with the last row of the first one, and the first one once more.
  expect(found.calls).toBeLessThan(5)
})

/** Runs a command for people, in a language. */
const say = async (args: string[], environment: Record<string, string>, LANG: string) => {
  const { status, stderr } = await meetkeep(args, { ...environment, LANG })
  return { status, stderr }
}

it.each([
  ['a rule with an unknown key', ['--rule', 'RULE'], 2, '“retention”', '“retention”无效'],
  ['a file in place of the folder', ['--to', 'FILE'], 1, 'The folder to save to is a file', '文件'],
])('says of %s what is wrong, in both languages', async (_what, more, status, english, chinese) => {
  const { root, folder, environment, calls } = await startArchive(1)
  await writeFile(join(root, 'rule.json'), '{"since":"30d","retention":"180d"}')
  await writeFile(join(root, 'file'), 'text')
  const of: Record<string, string> = { RULE: join(root, 'rule.json'), FILE: join(root, 'file') }
  const args = ['archive', 'watch', '--to', folder, '--all', ...more.map((one) => of[one] ?? one)]
  for (const [lang, text] of [
    ['C', english],
    ['zh_CN.UTF-8', chinese],
  ] as const) {
    const said = await say(args, environment(), lang)
    expect(said).toEqual({ status, stderr: expect.stringContaining(text) })
    expect(said.stderr.trimEnd().split('\n').length).toBeLessThan(5)
  }
  expect(await calls()).toEqual([])
  expect(existsSync(folder) ? await readdir(dirname(folder)) : []).toEqual([])
})
