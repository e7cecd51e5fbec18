import type { ChildProcess } from 'node:child_process'
import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoService, startDemo } from '../../demo/service.ts'
import { pseudo } from '../../i18n/en-XA/pseudo.ts'
import { buildPseudoTerminal } from '../../scripts/pseudo-language.mjs'
import { ofFormats, stringsIn } from '../e2e/pseudo/hard-coded.ts'
import { freePort } from '../proxies.ts'
import { hasSignals } from '../platform.ts'
import { type Finished, meetkeep, testFolder } from './run.ts'

// In the pseudo-language every letter that has an accented form is accented. A word with a plain one is data, or a text
// that is not from the catalogue.

let built = ''
let service: DemoService
beforeAll(async () => {
  built = buildPseudoTerminal()
  service = await startDemo()
}, 120_000)
afterAll(() => service.close())

async function environment(): Promise<Record<string, string>> {
  return {
    MEETKEEP_SITE: service.url,
    MEETKEEP_APP_ID: service.appId,
    MEETKEEP_APP_KEY: service.appKey,
    MEETKEEP_MEETINGS_URL: service.meetingsUrl,
    MEETKEEP_HOME: join(await testFolder(), 'home'),
  }
}

const run = (
  args: string[],
  env: Record<string, string> = {},
  onStderr?: (text: string, child: ChildProcess) => void,
): Promise<Finished> =>
  meetkeep(args, { LANG: 'en_XA.UTF-8', ...env }, undefined, {
    folder: built,
    ...(onStderr !== undefined && { onStderr }),
  })

/** What is no text in any language: what is typed, codes, addresses, ids and numbers with their units. */
const NO_TEXTS = [
  /(?:https?|cloudlink):\/\/\S+/g,
  // Codes of the service.
  /\b[A-Z]{3}\.\d+/g,
  /--[a-z][\w-]*/g,
  /-[hV]\b/g,
  /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g,
  /[\w-]*\d[\w-]*/g,
  /\bLANG\b/g,
]

/** Texts in JSON that people read, or see under other names: if they were printed as they are, it would be a fault. */
const NOT_DATA = ['message', 'detail', 'step', 'state', 'audience', 'reason', 'event', 'found', 'check']

/** Values that are shown by a name. */
const SHOWN_BY_NAME = new Set(['pdf', 'source'])

function dataIn(document: unknown): string[] {
  if (typeof document !== 'object' || document === null) return stringsIn(document)
  return Object.entries(document)
    .filter(([key]) => !NOT_DATA.includes(key))
    .flatMap(([, value]) => dataIn(value))
}

/** The words of an output that are neither from the catalogue nor data. */
function plainWords({ stdout, stderr }: Finished, data: readonly string[]): string[] {
  const known = data
    .filter((text) => /[a-z]/i.test(text) && !SHOWN_BY_NAME.has(text))
    .toSorted((a, b) => b.length - a.length)
  const rest = [...known, ...NO_TEXTS].reduce<string>(
    (left, one) => left.replaceAll(one, ' '),
    `${stdout}\n${stderr}`,
  )
  const words = rest.match(/\p{L}+/gu) ?? []
  const formats = ofFormats()
  return words.filter((word) => !formats.has(word) && !pseudo(word).startsWith(`[${word}`))
}

/** Runs a command for people and for machines; all that it prints must be from the catalogue, or in the JSON. */
async function expectTranslated(
  args: string[],
  env: Record<string, string> = {},
  { status = 0, data = [] as string[] } = {},
): Promise<Finished> {
  const machine = await run([...args, '--json'], env)
  const people = await run(args, env)
  expect(people.status).toBe(status)
  expect(people.stdout + people.stderr).toMatch(/\[\p{L}/u)
  expect(plainWords(people, [...data, ...machine.lines.flatMap(dataIn)])).toEqual([])
  return people
}

const recording = (topic: string): string =>
  service.recordings.find(({ subject }) => subject === topic)?.confUUID ?? ''

it('only a build made for it has the pseudo-language', async () => {
  expect((await run(['--help'])).stdout).toMatch(/^\[Ûšåĝé/)
  expect((await meetkeep(['--help'], { LANG: 'en_XA.UTF-8' })).stdout).toMatch(/^Usage: /)
})

/** What a list of the help has beside commands with a help of their own. */
const NO_COMMANDS = ['help', 'uuid']

describe('what the terminal prints is from the catalogue', () => {
  it('in the help of every command', async () => {
    const help = async (path: string[]): Promise<string[][]> => {
      const { stdout } = await run([...path, '--help'])
      // Commands, and arguments with a description, are the lines of a list that begin with one word in plain letters.
      const below = [...stdout.matchAll(/^ {2}([a-z]+)(?= )/gm)].map((match) => match[1] ?? '')
      const examples = ['proconf', 'cloud', '{date}', '{topic}', '{type}', '{part}', '{id8}']
      const names = [...path, ...below, 'meetkeep', ...examples]
      expect({ path, plain: plainWords({ stdout, stderr: '', lines: [], status: 0 }, names) }).toEqual({
        path,
        plain: [],
      })
      const deeper = await Promise.all(
        below.filter((name) => !NO_COMMANDS.includes(name)).map((name) => help([...path, name])),
      )
      return [path, ...deeper.flat()]
    }
    expect(await help([])).toHaveLength(25)
  })

  it.each([
    { args: [], data: ['meetkeep', 'help'] },
    { args: ['nonsense'] },
    { args: ['recodings'], data: ['recodings', 'recordings'] },
    { args: ['minutes', 'list', '--serch'] },
    { args: ['recordings', 'list', '--from', 'soon', '--to', '2026-01-01'], data: ['soon'] },
    { args: ['recordings', 'list', '--from', '2026-01-02', '--to', '2026-01-01'] },
    { args: ['recordings', 'list'] },
    { args: ['recordings', 'list', '--from'] },
    { args: ['recordings', 'show'] },
    { args: ['recordings', 'show', '1', '2'] },
    { args: ['recordings', 'download', '1', '--to', ''] },
    { args: ['recordings', 'download', '1', '--to', '2', '--types', ','] },
    { args: ['recordings', 'download', '1', '--to', '2', '--parallel', '0'] },
    { args: ['recordings', 'download', '1', '--to', '2', '--stall-timeout', '0'] },
    { args: ['recordings', 'download', '1', '--to', '2', '--limit-rate', '1'] },
    { args: ['meetings', 'list', '--source', '1'], data: ['proconf', 'cloud'] },
    { args: ['meetings', 'list', '--source', 'proconf'] },
    { args: ['meetings', 'list'] },
    { args: ['demo', '--port', '1'] },
    { args: ['recordings', 'show', '1'], env: { MEETKEEP_SITE: 'http://a.example' } },
    { args: ['recordings', 'show', '1'], env: { MEETKEEP_MEETINGS_URL: 'http://a.example' } },
    { args: ['recordings', 'show', '1'], env: { HTTPS_PROXY: 'ftp://1' } },
    { args: ['recordings', 'show', '1'], env: { MEETKEEP_CA_FILE: '/1' } },
  ])('about wrong usage: $args $env', async ({ args, env = {}, data = [] }) => {
    const home = { MEETKEEP_HOME: await testFolder(), ...env }
    const people = await run(args, home)
    expect(people.status).toBe(2)
    // The whole help comes with the first one.
    const known = args.length === 0 ? (people.stderr.match(/^ {2}[a-z]+(?= )/gm) ?? []) : args
    expect(plainWords(people, [...known.map((one) => one.trim()), ...data])).toEqual([])
  })

  it('about a state folder that is none', async () => {
    const file = join(await testFolder(), 'file')
    await writeFile(file, '')
    const people = await run(['recordings', 'download', 'x', '--to', `${file}s`], { MEETKEEP_HOME: file })
    expect(people.status).toBe(2)
    expect(plainWords(people, [file, 'ENOTDIR'])).toEqual([])
  })

  it('about missing credentials', async () => {
    const home = { MEETKEEP_HOME: await testFolder() }
    await expectTranslated(['programs', 'list'], home, { status: 3 })
    await expectTranslated(['programs', 'list'], { ...home, MEETKEEP_APP_ID: 'i' }, { status: 3 })
  })

  it('in lists and details of recordings', async () => {
    const env = await environment()
    const day = (before: number) => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10)
    const list = ['recordings', 'list', '--from', day(300), '--to', day(0)]
    const all = await expectTranslated([...list, '--all'], env)
    expect(all.stdout.trim().split('\n').length).toBeGreaterThan(30)
    await expectTranslated(list, env)
    await expectTranslated(['recordings', 'show', recording('季度经营分析会')], env)
    await expectTranslated(['recordings', 'show', recording('Morning stand-up')], env)
    await expectTranslated(['recordings', 'show', recording('Morning stand-up'), '--playback-link'], env)
    await expectTranslated(['recordings', 'open', recording('Morning stand-up')], env, { status: 1 })
  })

  it('in downloads', async () => {
    const env = await environment()
    const folder = await testFolder()
    const args = ['recordings', 'download', recording('季度经营分析会'), 'no-such-uuid', '--types', 'aux']
    const to = [...args, '--retry-wait', '0.1', '--to']
    // The run for machines saves the files, so that the one for people finds them.
    await expectTranslated([...to, join(folder, 'a')], env, { status: 1, data: ['no-such-uuid'] })
    service.faults.next({ kind: 'cut', afterBytes: 500_000 })
    const data = [folder, '季度经营分析会', 'Aux', 'no-such-uuid', 'mp4']
    const home = { ...env, MEETKEEP_HOME: join(folder, 'home') }
    const first = await run([...to, join(folder, 'b')], home)
    expect(first.status).toBe(1)
    const names = await readdir(join(folder, 'b'))
    expect(names.filter((name) => name.endsWith('.mp4'))).toHaveLength(3)
    expect(plainWords(first, [...data, ...names])).toEqual([])
  })

  it.runIf(hasSignals)('in a download that is interrupted', async () => {
    const env = await environment()
    const folder = await testFolder()
    service.faults.next({ kind: 'stall', afterBytes: 3_000_000 })
    const args = ['recordings', 'download', recording('应急演练复盘'), '--types', 'hd', '--to', folder]
    const end = await run(args, env, (text, child) => {
      if (text.includes('%')) child.kill('SIGINT')
    })
    expect(end.status).toBe(130)
    expect(plainWords(end, ['Hd'])).toEqual([])
  })

  it('in saved files that are verified', async () => {
    const env = await environment()
    const folder = await testFolder()
    const ids = ['Weekly sync', 'Sound check'].map(recording)
    await run(['recordings', 'download', ...ids, '--to', folder, '--json'], env)
    const [flipped = '', cut = '', gone = '', orphan = '', odd = ''] = (await readdir(folder)).filter(
      (name) => name.endsWith('.mp4'),
    )
    const bytes = await readFile(join(folder, flipped))
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0x10
    await writeFile(join(folder, flipped), bytes)
    await truncate(join(folder, cut), 1000)
    await rm(join(folder, gone))
    await rm(join(folder, orphan.replace(/mp4$/, 'json')))
    await writeFile(join(folder, odd.replace(/mp4$/, 'json')), '{"meetkeep":')
    const { stdout } = await expectTranslated(['library', 'verify', folder], {}, { status: 1 })
    expect(stdout.trim().split('\n').length).toBeGreaterThan(4)
  })

  it('in minutes', async () => {
    const env = await environment()
    await expectTranslated(['minutes', 'list'], env)
    await expectTranslated(['minutes', 'list', '--search', '11'], env)
    const link =
      'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=9d1f6c0a7be34e21a4c85d20f3b16e77'
    const data = ['uuid', 'device', 'topic']
    await expectTranslated(['minutes', 'save', link, '--dry-run'], env, { data })
    await expectTranslated(
      ['minutes', 'save', link, '--dry-run'],
      { MEETKEEP_HOME: env['MEETKEEP_HOME']! },
      { data },
    )
    await expectTranslated(['minutes', 'save', link], env, { data })
    const picture = (name: string) => join(import.meta.dirname, '../../demo/pictures', name)
    await expectTranslated(['minutes', 'save', picture('other-host.png')], env, { status: 1 })
    const none = join(await testFolder(), 'none.png')
    const read = ['minutes', 'read', picture('save-minutes.png'), none]
    await expectTranslated(read, {}, { status: 1, data: ['ENOENT'] })
  })

  it('in programs and meetings', async () => {
    const env = await environment()
    await expectTranslated(['programs', 'list'], env)
    await expectTranslated(['programs', 'show', '6cffb6ffbb6049d1b21c1c4e39fcb2e0'], env)
    await expectTranslated(['meetings', 'list', '--all'], env)
    await expectTranslated(['meetings', 'list', '--source', 'proconf'], env)
  })

  it('in the doctor', async () => {
    const env = await environment()
    const folder = await testFolder()
    const data = [folder]
    await expectTranslated(['doctor', '--to', folder], env, { data })
    const away = { ...env, MEETKEEP_SITE: `http://127.0.0.1:${await freePort()}` }
    await expectTranslated(['doctor', '--to', join(folder, 'none')], away, { status: 1, data })
  })

  it('in the demo', async () => {
    const data = [
      'Hd',
      'Demo Administrator',
      'Reception wall',
      'mp4',
      ...service.recordings.map(({ subject }) => subject),
    ]
    const { stdout } = await expectTranslated(['demo'], {}, { data })
    expect(stdout).not.toContain('✗')
  })

  it.runIf(hasSignals)('in the demo that only serves', async () => {
    const end = await run(['demo', '--serve'], {}, (text, child) => {
      if (text.includes('/demo/faults\n')) child.kill('SIGTERM')
    })
    expect(end.status).toBe(0)
    const environmentLines = end.stdout.split('\n')
    const example = /^ {2}curl .*$/m.exec(end.stderr)?.[0] ?? ''
    const pictures = ['save-minutes-photo.jpg', 'two-codes.png', 'open-file-list.png', 'other-host.png']
    expect(plainWords(end, [...environmentLines, example, ...pictures])).toEqual([])
  })
})
