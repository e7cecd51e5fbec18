import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startOf, whoAmI } from '../../main/files/lock-holder.ts'
import { partPath, removeJournal, writeJournal } from '../../main/transfer/journal.ts'
import { film } from './film.ts'
import { answer, type Behaviour, changed, cutAfter, good, stallAfter } from './misbehaving-server.ts'
import { FILE, firstHalf, IDENTITY, oneFile, OTHER, sha256Of, SILENT_MS } from './one-file.ts'

const at = oneFile()

it('several files of one server at once are independent, and no token is used twice', async () => {
  const page = answer(200, { 'Content-Type': 'text/html' }, () => '<html>')
  const refusing = answer(403, {})
  const files: { file: Buffer; script: Behaviour[]; ends: string }[] = [
    { file: FILE, script: [firstHalf, answer(503, {}), good()], ends: 'saved' },
    { file: OTHER, script: [page], ends: 'NOT_A_RECORDING' },
    { file: film(500_000, 5), script: [stallAfter(200_000), good()], ends: 'saved' },
    { file: film(600_000, 6), script: [refusing], ends: 'LINK_REFUSED' },
    { file: film(300_000, 7), script: [cutAfter(100_000, { chunked: true }), good()], ends: 'saved' },
    { file: film(400_000, 8), script: [good()], ends: 'saved' },
  ]
  const [first, ...more] = files
  await at.serve(first?.file ?? FILE, first?.script ?? [], { more })
  const runs = files.map((_, n) =>
    at.run({
      stall: SILENT_MS,
      job: { identity: `recording-${n}`, finalPath: join(at.folder, `film ${n}.mp4`) },
      deps: { freshLink: () => at.server.freshLink(n) },
    }),
  )
  const outcomes = (await Promise.all(runs)).map(({ outcome }) => outcome)
  expect(outcomes.map((one) => (one.kind === 'failed' ? one.failure.code : one.kind))).toEqual(
    files.map(({ ends }) => ends),
  )
  const saved = files.flatMap(({ file, ends }, n) =>
    ends === 'saved' ? [{ name: `film ${n}.mp4`, file }] : [],
  )
  expect((await readdir(at.folder)).toSorted()).toEqual(saved.map(({ name }) => name))
  for (const { name, file } of saved) expect((await readFile(join(at.folder, name))).equals(file)).toBe(true)
  expect(at.server.tokenFaults).toEqual([])
})

it('two files of one name in one folder get different names', async () => {
  // The queue assigns names one by one; if two transfers still collide, neither overwrites the other.
  await at.serve(FILE, [good()])
  expect((await at.run()).outcome).toMatchObject({ kind: 'saved', path: at.path })
  await at.serve(FILE, [changed(OTHER, good(), () => at.server)])
  expect((await at.run({ job: { identity: 'recording-2' } })).outcome).toMatchObject({
    kind: 'saved',
    path: join(at.folder, 'film (2).mp4'),
  })
  expect((await readFile(at.path)).equals(FILE)).toBe(true)
})

it('of two writers of one part file the second is refused, and the first completes', async () => {
  await at.serve(FILE, [stallAfter(300_000), good()])
  const first = at.run({ stall: SILENT_MS })
  await expect.poll(() => at.server.ranges).toHaveLength(1)
  expect((await at.run()).outcome).toMatchObject({ kind: 'failed', failure: { code: 'FILE_LOCKED' } })
  expect((await first).outcome).toMatchObject({ kind: 'saved', sha256: sha256Of(FILE) })
  expect((await readFile(at.path)).equals(FILE)).toBe(true)
  expect(at.server.linksGiven()).toBe(2)
})

it('a file that another process saved meanwhile is left as it is, and costs no link', async () => {
  await at.serve(FILE, [good()])
  await writeFile(at.path, FILE)
  const source = { kind: 'minutes', site: 'https://meeting.example', fileCode: 'c', file: 'pdf' } as const
  const saved = { path: at.path, bytes: FILE.length, sha256: sha256Of(FILE) }
  const describedAt = async (path: string, of: unknown) => (path === at.path && of === source ? saved : null)
  const { outcome } = await at.run({ job: { source }, deps: { describedAt } })
  expect(outcome).toEqual({ kind: 'saved', ...saved, isDescribed: true })
  expect(at.server.linksGiven()).toBe(0)
  expect(await readdir(at.folder)).toEqual(['film.mp4'])
})

it('a file that another process has just given its name counts as found, and costs no link', async () => {
  await at.serve(FILE, [good()])
  await writeFile(at.path, FILE)
  // It has not described its file yet.
  const journal = { durable: FILE.length, total: FILE.length, etag: null, lastModified: null }
  await writeJournal(at.path, { version: 1, identity: IDENTITY, ...journal, sha256: sha256Of(FILE) })
  expect((await at.run()).outcome).toMatchObject({ kind: 'saved', path: at.path, isFound: true })
  expect(at.server.linksGiven()).toBe(0)
})

it('another process keeps the part file locked until it is killed', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6); console.log(1)'])
  await once(other.stdout, 'data')
  const { pid = 0 } = other
  const record = { ...(await whoAmI()), version: 1, id: 'other', beat: '0', pid, started: await startOf(pid) }
  await writeFile(`${partPath(at.path)}.lock`, JSON.stringify(record))
  await at.failsWith('FILE_LOCKED', [good()])
  expect(at.server.linksGiven()).toBe(0)
  other.kill('SIGKILL')
  await once(other, 'exit')
  await at.savesWhole([good()])
})

it('a writer on another path to the folder is refused, and the first completes', async (context) => {
  const elsewhere = join(at.folder, 'elsewhere')
  const folder = join(at.folder, 'folder')
  await mkdir(elsewhere)
  await mkdir(folder)
  const { status } = spawnSync('mount', ['--bind', folder, elsewhere])
  if (status !== 0) context.skip('no folder can be mounted here: root is needed')
  try {
    await at.serve(FILE, [stallAfter(300_000), good()])
    const first = at.run({ stall: SILENT_MS, job: { finalPath: join(folder, 'film.mp4') } })
    await expect.poll(() => at.server.ranges).toHaveLength(1)
    const second = await at.run({ job: { finalPath: join(elsewhere, 'film.mp4') } })
    expect(second.outcome).toMatchObject({ kind: 'failed', failure: { code: 'FILE_LOCKED' } })
    expect((await first).outcome).toMatchObject({ kind: 'saved', sha256: sha256Of(FILE) })
    expect((await readFile(join(folder, 'film.mp4'))).equals(FILE)).toBe(true)
    expect(await readdir(folder)).toEqual(['film.mp4'])
  } finally {
    spawnSync('umount', [elsewhere])
  }
})

it('a process whose lock was taken over stops before it writes, and keeps its hands off the saved file', async () => {
  await at.serve(FILE, [stallAfter(300_000), stallAfter(500_000), good()])
  const first = at.run({ stall: SILENT_MS })
  await expect.poll(async () => (await stat(partPath(at.path))).size).toBe(300_000)
  // As a process that was suspended finds it when it wakes: another one has finished the file.
  await rm(`${partPath(at.path)}.lock`)
  await writeFile(at.path, FILE)
  await rm(partPath(at.path))
  await removeJournal(at.path)
  expect((await first).outcome).toMatchObject({ kind: 'failed', failure: { code: 'FILE_LOCKED' } })
  expect((await readFile(at.path)).equals(FILE)).toBe(true)
  expect(await readdir(at.folder)).toEqual(['film.mp4'])
})
