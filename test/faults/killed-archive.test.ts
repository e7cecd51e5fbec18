import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import { DEFAULT_NAME_TEMPLATE, FLAT_NAME_TEMPLATE } from '../../contract/name-template.ts'
import { readDescription } from '../../main/library/description.ts'
import { createLibrary } from '../../main/library/library.ts'
import { seeded } from '../../scripts/seeded-random.mjs'
import { ACCESS_TOKEN, type SoakService, startSoakService } from '../soak/service.ts'
import { test } from '../fixtures.ts'

const KILLS = Number(process.env['MEETKEEP_SOAK_KILLS'] ?? 2)
const SEED = Number(process.env['MEETKEEP_SOAK_SEED'] ?? 20_261_129)
const HOWS = ['before', 'amid', 'after'] as const

const command = fileURLToPath(new URL('../../out/cli/index.js', import.meta.url))
const killer = pathToFileURL(fileURLToPath(new URL('kill-at-change.mjs', import.meta.url))).href

let service: SoakService
test.beforeAll(async () => {
  const random = seeded(SEED)
  service = await startSoakService({ recordings: 2, bytesPerSecond: 1e9, random })
})
test.afterAll(() => service.close())

const THREADS = ['main', 'worker'] as const
type Thread = (typeof THREADS)[number]

interface Ended {
  signal: string | null
  status: number | null
  /** How many changes to files each of its threads has made. */
  changes: Record<Thread, number>
  text: string
}

/** Runs the built command; `kill`: at which change to files of a thread, and how. */
async function run(
  args: string[],
  home: string,
  kill: { at: number; how: (typeof HOWS)[number]; thread: Thread } | null = null,
): Promise<Ended> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('MEETKEEP_'))
  const child = spawn(process.execPath, ['--import', killer, command, ...args, '--json'], {
    env: {
      ...Object.fromEntries(own),
      ...{ LANG: 'C', MEETKEEP_HOME: home, MEETKEEP_SITE: service.url, MEETKEEP_ACCESS_TOKEN: ACCESS_TOKEN },
      ...(kill && {
        ...{ MEETKEEP_KILL_AT: String(kill.at), MEETKEEP_KILL_HOW: kill.how },
        MEETKEEP_KILL_THREAD: kill.thread,
      }),
    },
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => (text += more))
  const [status, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once('close', (...ended) => resolve(ended)),
  )
  const changesOf = (thread: Thread): number => text.split(`change of ${thread}\n`).length - 1
  return { status, signal, changes: { main: changesOf('main'), worker: changesOf('worker') }, text }
}

const download = (to: string, names: string) => [
  ...['recordings', 'download', ...service.confUUIDs],
  ...['--to', to, '--name', names],
]
/** A description for each file, or one for each meeting. */
const NAMES = [FLAT_NAME_TEMPLATE, DEFAULT_NAME_TEMPLATE]

/** What is in a folder: of a film its hash, of a description what is the same in each run, of others their size. */
async function contentsOf(folder: string): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const one of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!one.isFile()) continue
    const path = join(one.parentPath, one.name)
    const bytes = await readFile(path)
    const name = relative(folder, path)
    if (name.endsWith('.mp4')) found[name] = createHash('sha256').update(bytes).digest('hex')
    else if (name.endsWith('.json')) found[name] = sameInEachRun(bytes.toString())
    else found[name] = bytes.length
  }
  return found
}

function sameInEachRun(text: string): unknown {
  const found = readDescription(text)
  if (typeof found !== 'object' || found === null) return text
  const files = found.files.map((one) => ({
    ...{ ...one, savedAt: '', requestId: '', verifiedAt: one.verifiedAt !== null },
  }))
  return { ...found, files: files.toSorted((a, b) => (a.file < b.file ? -1 : 1)) }
}

/** What the index of a home says of the files in a folder; it must be readable. */
async function indexOf(home: string, folder: string) {
  const quarantined: string[] = []
  const library = createLibrary(home, (path) => quarantined.push(path))
  await library.load()
  expect(quarantined).toEqual([])
  return [...library.all()]
    .map(({ source, path, bytes, sha256, verifiedAt }) => ({
      ...{ source, bytes, sha256, path: relative(folder, path), isVerified: verifiedAt != null },
    }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

/** What a killed process may leave: whole films, whole descriptions, and files that do not pass for either. */
async function requireNoHalfFiles(folder: string, about: string): Promise<void> {
  const whole = new Set(
    service.files.map(({ content }) => createHash('sha256').update(content).digest('hex')),
  )
  for (const [name, content] of Object.entries(await contentsOf(folder).catch(() => ({})))) {
    if (name.endsWith('.mp4')) expect(whole, `${name} after ${about}`).toContain(content)
    else if (name.endsWith('.part.json')) JSON.parse(String(content))
    else if (name.endsWith('.json')) expect(content, `${name} after ${about}`).toBeTypeOf('object')
  }
}

/**
 * Kills a command at random changes, each time from the same state, and runs it again. `prepare` creates the state in a
 * folder and a home.
 */
async function killEach(
  root: string,
  random: () => number,
  prepare: (folder: string, home: string) => Promise<string[]>,
): Promise<void> {
  const made = async (name: string) => {
    const [folder, home] = [join(root, name), join(root, `${name} home`)]
    await mkdir(folder, { recursive: true })
    return { folder, home, args: await prepare(folder, home) }
  }
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const model = await made('model')
  const unkilled = await run(model.args, model.home)
  expect(unkilled, unkilled.text).toMatchObject({ status: 0 })
  const state = async ({ folder, home }: typeof model) => ({
    contents: await contentsOf(folder),
    index: await indexOf(home, folder),
  })
  const expected = await state(model)
  for (let n = 0; n < KILLS; n += 1) {
    const thread = pick(THREADS.filter((one) => unkilled.changes[one] > 0))
    const kill = { at: 1 + Math.floor(random() * unkilled.changes[thread]), how: pick(HOWS), thread }
    const about = `a kill ${kill.how} change ${kill.at} of ${thread} (seed ${SEED})`
    const victim = await made(`kill ${n}`)
    const asked = service.downloads.length
    // What is asked for in parallel may need fewer changes, and then ends.
    const killed = await run(victim.args, victim.home, kill)
    await requireNoHalfFiles(victim.folder, about)
    await indexOf(victim.home, victim.folder)
    const again = await run(victim.args, victim.home)
    expect(again, `${about}: ${again.text}`).toMatchObject({ status: 0 })
    expect(await state(victim), `${about}: ${killed.signal}`).toEqual(expected)
    expect(service.downloads.length, about).toBe(asked)
    await rm(victim.folder, { recursive: true })
  }
}

test(
  `a copy and a verification that are killed end as if they had not been (seed ${SEED}, ${KILLS} kills)`,
  { timeout: KILLS * 60_000 + 120_000 },
  async ({ folder: root }) => {
    const random = seeded(SEED)
    const [first, firstHome] = [join(root, 'first'), join(root, 'first home')]
    expect(await run(download(first, DEFAULT_NAME_TEMPLATE), firstHome)).toMatchObject({ status: 0 })
    const fetched = service.downloads.length
    expect(fetched).toBe(6)
    const before = await contentsOf(first)

    for (const [n, names] of NAMES.entries())
      await killEach(join(root, `copies ${n}`), random, async (folder, home) => {
        await cp(firstHome, home, { recursive: true })
        return download(folder, names)
      })
    // What was copied from is as it was, and nothing was fetched.
    expect(await contentsOf(first)).toEqual(before)
    expect(service.downloads.length).toBe(fetched)

    await killEach(join(root, 'verifications'), random, async (folder, home) => {
      await cp(first, folder, { recursive: true, preserveTimestamps: true })
      expect(await run(['library', 'adopt', folder], home)).toMatchObject({ status: 0 })
      return ['library', 'verify', folder]
    })
  },
)
