import { spawn, spawnSync } from 'node:child_process'
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest'
import { DEFAULT_NAME_TEMPLATE } from '../../contract/name-template.ts'
import { startDemo, type DemoService } from '../../demo/service.ts'
import { recordingDescription } from '../recording-description.ts'
import { isPosix } from '../platform.ts'
import { meetkeep, testFolder } from './run.ts'

let service: DemoService
let root: string
let folder: string
let homes = 0

beforeEach(async () => {
  service = await startDemo()
  root = await testFolder()
  folder = join(root, 'archive')
})
afterEach(() => service.close())

const newHome = (): string => join(root, `home ${(homes += 1)}`)
const idOf = (topic: string): string =>
  service.recordings.find(({ subject }) => subject === topic)?.confUUID ?? ''
const TOPICS = ['Weekly sync', 'Sound check']

/** Downloads into folders of the meetings; with a state folder that knows nothing unless one is given. */
async function download(to: string, more: string[] = [], home = newHome(), topics = TOPICS) {
  const before = service.mediaRequests().length
  const args = ['recordings', 'download', ...topics.map(idOf), '--to', to, '--name', DEFAULT_NAME_TEMPLATE]
  const found = await meetkeep([...args, '--json', ...more], {
    ...{ MEETKEEP_SITE: service.url, MEETKEEP_APP_ID: service.appId, MEETKEEP_APP_KEY: service.appKey },
    MEETKEEP_HOME: home,
  })
  const { saved, failed } = found.lines.at(-1) as {
    saved: { path: string; alreadySaved: boolean }[]
    failed: { error: { code: string; message: string } }[]
  }
  return {
    ...{ status: found.status, saved, failed, requests: service.mediaRequests().length - before },
    fetched: saved.filter(({ alreadySaved }) => !alreadySaved).length,
  }
}
const library = async (command: string, dir: string, ...more: string[]) => {
  const found = await meetkeep(['library', command, dir, '--json', ...more], {
    MEETKEEP_HOME: join(root, 'home'),
  })
  return { status: found.status, ...found.lines[0] }
}
const filesIn = async (dir: string): Promise<string[]> =>
  (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .toSorted()
const filmsIn = async (dir: string) => (await filesIn(dir)).filter((path) => path.endsWith('.mp4'))
const readJson = async (path: string) =>
  JSON.parse(await readFile(path, 'utf8')) as ReturnType<typeof recordingDescription>

it('keeps a meeting in one folder with one description, and fetches nothing of a moved or copied archive', async () => {
  const first = await download(folder)
  expect(first).toMatchObject({ status: 0, fetched: 5 })
  const [film = ''] = await filmsIn(folder)
  const meeting = dirname(film)
  expect(film.slice(folder.length)).toMatch(
    /^.\d{4}.\d\d.\d{4}-\d\d-\d\d \d{4} (Weekly sync|Sound check).\w+\.mp4$/,
  )
  expect(
    (await filesIn(folder)).filter((path) => !path.endsWith('.mp4')).map((path) => basename(path)),
  ).toEqual(['meeting.json', 'meeting.json'])

  expect(await download(folder)).toMatchObject({ status: 0, fetched: 0, requests: 0 })
  const moved = join(root, 'elsewhere', 'moved')
  await mkdir(dirname(moved))
  await rename(folder, moved)
  expect(await download(moved)).toMatchObject({ status: 0, fetched: 0, requests: 0 })

  // Half of it, on another machine: only the other half is fetched.
  const half = join(root, 'half')
  await cp(join(moved, meeting.slice(folder.length)), join(half, basename(meeting)), { recursive: true })
  const have = (await filmsIn(half)).length
  expect(await download(half)).toMatchObject({ status: 0, fetched: 5 - have })
  expect(await download(half)).toMatchObject({ status: 0, fetched: 0, requests: 0 })
  expect(await library('verify', half)).toMatchObject({ status: 0, checked: 5, ok: 5, unknown: [] })
  // What is flat and in English words is found as well.
  expect(await download(half, ['--name', '{id8} {type} {part}'])).toMatchObject({ fetched: 0, requests: 0 })
})

it('loses no file of a meeting when two processes save its types at once', async () => {
  const topics = ['Weekly sync']
  const runs = await Promise.all(
    ['hd', 'aux', 'sd'].map((type) => download(folder, ['--types', type], newHome(), topics)),
  )
  expect(runs).toMatchObject([{ status: 0 }, { status: 0 }, { status: 0 }])
  const films = await filmsIn(folder)
  const { files, meeting } = await readJson(join(dirname(films[0] ?? ''), 'meeting.json'))
  expect(files.map(({ file }) => file).toSorted()).toEqual(films.map((path) => basename(path)))
  expect(meeting.notTaken).toEqual([])
  expect(await download(folder, [], newHome(), topics)).toMatchObject({ fetched: 0, requests: 0 })
})

it('adopts, lists and verifies what the descriptions explain, and names the rest', async () => {
  await download(folder)
  expect(await library('adopt', folder)).toEqual({ status: 0, adopted: 5, known: 0, unknown: [] })
  expect(await library('adopt', folder)).toEqual({ status: 0, adopted: 0, known: 5, unknown: [] })
  const moved = join(root, 'moved')
  await rename(folder, moved)
  expect(await library('adopt', moved)).toEqual({ status: 0, adopted: 5, known: 0, unknown: [] })

  const items = [
    { topic: 'Weekly sync', confUUID: idOf('Weekly sync') },
    { topic: 'Sound check', confUUID: idOf('Sound check') },
  ]
  const listed = await library('list', moved)
  expect(listed).toMatchObject({
    status: 0,
    count: 2,
    items: expect.arrayContaining(items.map((one) => expect.objectContaining(one))),
  })
  const found = await library('list', moved, '--search', 'SOUND')
  expect(found).toMatchObject({ count: 1, items: [{ topic: 'Sound check', files: expect.any(Array) }] })
  expect(await library('list', moved, '--search', 'nothing')).toEqual({ status: 0, items: [], count: 0 })

  expect(await library('verify', moved)).toEqual({
    ...{ status: 0, checked: 5, ok: 5, damaged: [], missing: [], incomplete: [], unknown: [] },
  })
  const [description = ''] = (await filesIn(moved)).filter((path) => path.endsWith('.json'))
  for (const { verifiedAt } of (await readJson(description)).files) expect(verifiedAt).toMatch(/^\d{4}-.*Z$/)

  // The portal's own player, a description that lies, one of a newer version, and a link out.
  const portal = join(moved, 'player', 'offlineweb', 'assets', 'video')
  await mkdir(portal, { recursive: true })
  await writeFile(join(portal, '1.mp4'), 'film')
  const [cut = ''] = await filmsIn(moved)
  await truncate(cut, 1000)
  await writeFile(join(moved, 'new.json'), '{"kind":"meetkeep-recording","version":9}')
  const before = await filesIn(moved)
  const relative = (path: string): string => path.slice(moved.length + 1).replaceAll('\\', '/')
  const unknown = [relative(cut), 'new.json', 'player/offlineweb/assets/video/1.mp4'].toSorted()
  expect(await library('adopt', moved)).toEqual({
    ...{ status: 0, adopted: 0, known: 4, unknown },
    reasons: {
      [relative(cut)]: 'SIZE_MISMATCH',
      'new.json': 'SIDECAR_NEWER',
      'player/offlineweb/assets/video/1.mp4': 'PORTAL_DOWNLOAD',
    },
  })
  const people = await meetkeep(['library', 'adopt', moved], { MEETKEEP_HOME: join(root, 'home') })
  expect(people.stdout).toContain('unknown new.json: a newer version of Meetkeep wrote this description')
  expect(await library('verify', moved)).toMatchObject({
    ...{ status: 1, ok: 4, unknown: ['player/offlineweb/assets/video/1.mp4'] },
    damaged: [
      { path: relative(cut), reason: 'SIZE_MISMATCH' },
      { path: 'new.json', reason: 'SIDECAR_NEWER' },
    ].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  })
  expect(await filesIn(moved)).toEqual(before)
  for (const command of ['adopt', 'list', 'verify'])
    expect(await library(command, join(root, 'gone'))).toMatchObject({
      status: 1,
      error: { code: 'FOLDER_MISSING' },
    })
})

/** Nothing can be written into the archive any more. */
async function makeReadOnly(skip: (reason: string) => never): Promise<void> {
  const files = await filesIn(folder)
  if (process.getuid?.() === 0) {
    const mount = (...args: string[]): boolean => spawnSync('mount', [...args, folder]).status === 0
    if (!mount('--bind', folder)) skip('no folder can be mounted here')
    onTestFinished(() => void spawnSync('umount', [folder]))
    if (!mount('-o', 'remount,ro,bind')) skip('no folder can be mounted read-only here')
  } else {
    const folders = [folder, ...files.map((path) => dirname(path))]
    for (const path of folders) await chmod(path, 0o500)
    onTestFinished(() => Promise.all(folders.map((path) => chmod(path, 0o700))).then(() => undefined))
  }
}

it.runIf(isPosix)('verifies a read-only archive without writing, and says so', async ({ skip }) => {
  await download(folder)
  const before = await filesIn(folder)
  await makeReadOnly(skip)
  expect(await library('verify', folder)).toMatchObject({ status: 0, checked: 5, ok: 5, notWritten: 5 })
  expect(await library('adopt', folder)).toMatchObject({ adopted: 5 })
  expect(await download(folder)).toMatchObject({ status: 0, fetched: 0, requests: 0 })
  const people = await meetkeep(['library', 'verify', folder])
  expect(people.stderr).toContain('the time of verification of 5 files could not be written')
  expect(await filesIn(folder)).toEqual(before)
})

it.runIf(isPosix)('says that a folder is read-only before it uses a link', async ({ skip }) => {
  await download(folder, [], newHome(), ['Sound check'])
  const before = await filesIn(folder)
  await makeReadOnly(skip)
  const found = await download(folder)
  expect(found).toMatchObject({ status: 1, requests: 0, fetched: 0 })
  expect(found.failed.length).toBeGreaterThan(0)
  for (const { error } of found.failed) {
    expect(error).toMatchObject({ code: 'DISK_ERROR' })
    expect(error.message).toContain('no permission to write')
  }
  expect(await filesIn(folder)).toEqual(before)
})

/** The number of files that `archive status` counts as damaged. */
const damagedIn = async (dir: string): Promise<unknown> =>
  (await meetkeep(['archive', 'status', dir, '--json'], { MEETKEEP_HOME: newHome() })).lines[0]?.['damaged']

it('fetches a file that verify found damaged again, for any state folder, and sets the damaged one aside', async () => {
  await download(folder)
  const [film = ''] = await filmsIn(folder)
  const bytes = await readFile(film)
  const { atime, mtime } = await stat(film)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0x10
  await writeFile(film, bytes)
  await utimes(film, atime, mtime)
  // Nothing but its bytes tells.
  expect(await download(folder)).toMatchObject({ fetched: 0 })
  expect(await library('verify', folder)).toMatchObject({ status: 1, checked: 5, ok: 4 })
  expect(await damagedIn(folder)).toBe(1)
  expect(await download(folder)).toMatchObject({ status: 0, fetched: 1, requests: 1 })
  expect(await damagedIn(folder)).toBe(0)
  const aside = (await filesIn(folder)).filter((path) => path.includes('.set-aside-'))
  expect(aside).toHaveLength(1)
  expect(dirname(aside[0] ?? '')).toBe(dirname(film))
  expect((await readFile(aside[0] ?? '')).equals(bytes)).toBe(true)
  expect((await readFile(film)).equals(bytes)).toBe(false)
  expect(await download(folder)).toMatchObject({ status: 0, fetched: 0, requests: 0 })
  expect(await library('adopt', folder)).toMatchObject({ adopted: 5 })
})

it('reads a file that was written to, and fetches it again if it has other bytes', async () => {
  await download(folder)
  const [film = '', other = ''] = await filmsIn(folder)
  await utimes(other, new Date(), new Date(Date.now() + 60_000))
  const bytes = await readFile(film)
  bytes[0] = (bytes[0] ?? 0) ^ 0x10
  await writeFile(film, bytes)
  await utimes(film, new Date(), new Date(Date.now() + 60_000))
  expect(await download(folder)).toMatchObject({ status: 0, fetched: 1, requests: 1 })
  expect(await download(folder)).toMatchObject({ status: 0, fetched: 0, requests: 0 })
})

/** An archive of so many meetings with a film each. */
async function makeMeetings(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const path = join(folder, `${n % 40}`, `meeting ${n}`)
    await mkdir(path, { recursive: true })
    await writeFile(join(path, 'Camera.mp4'), 'film')
    const description = recordingDescription({ file: 'Camera.mp4' }, { confUUID: `u${n}` })
    await writeFile(join(path, 'meeting.json'), JSON.stringify(description))
  }
}

it.runIf(isPosix)(
  'adopts until it is interrupted, says how much that was, and the rest next time',
  async () => {
    const count = 1200
    await makeMeetings(count)
    const home = newHome()
    await mkdir(home)
    const command = fileURLToPath(new URL('../../out/cli/index.js', import.meta.url))
    const child = spawn(process.execPath, [command, 'library', 'adopt', folder, '--json'], {
      env: { ...process.env, MEETKEEP_HOME: home },
    })
    let stdout = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    const ended = new Promise((resolve) => child.once('close', resolve))
    for (let hasBegun = false; !hasBegun;) {
      hasBegun = (await readdir(home)).some((name) => name.startsWith('library'))
      await wait(5)
    }
    child.kill('SIGINT')
    expect(await ended).toBe(130)
    const found = JSON.parse(stdout) as { adopted: number }
    expect(found).toMatchObject({ known: 0, unknown: [], isStopped: true })
    expect(found.adopted).toBeGreaterThan(0)
    const rest = await meetkeep(['library', 'adopt', folder, '--json'], { MEETKEEP_HOME: home })
    expect(rest.lines).toEqual([{ adopted: count - found.adopted, known: found.adopted, unknown: [] }])
  },
)

it('adopts the rest after a kill in the middle', async () => {
  const count = 1200
  await makeMeetings(count)
  const home = await mkdtemp(join(tmpdir(), 'meetkeep-killed-'))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  const adopt = () => meetkeep(['library', 'adopt', folder, '--json'], { MEETKEEP_HOME: home })
  const command = fileURLToPath(new URL('../../out/cli/index.js', import.meta.url))
  const child = spawn(process.execPath, [command, 'library', 'adopt', folder], {
    env: { ...process.env, MEETKEEP_HOME: home },
  })
  const ended = new Promise((resolve) => child.once('close', (_, signal) => resolve(signal)))
  // As soon as anything was written of the index.
  for (let hasBegun = false; !hasBegun;) {
    hasBegun = (await readdir(home)).some((name) => name.startsWith('library'))
    await wait(5)
  }
  child.kill('SIGKILL')
  expect(await ended).toBe('SIGKILL')
  const again = (await adopt()).lines[0] as { adopted: number; known: number }
  expect(again.adopted + again.known).toBe(count)
  expect((await adopt()).lines[0]).toEqual({ adopted: 0, known: count, unknown: [] })
})
