import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { film } from './film.ts'
import { answer, type Behaviour, changed, cutAfter, good, stallAfter } from './misbehaving-server.ts'
import { FILE, firstHalf, oneFile, OTHER, sha256Of, SILENT_MS } from './one-file.ts'

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

it('another process keeps the part file locked until it is killed', async () => {
  const script = `
    const { createHash } = require('node:crypto')
    const name = 'meetkeep-' + createHash('sha256').update(process.argv[1]).digest('hex').slice(0, 32)
    const address = { linux: '\\0' + name, win32: '\\\\\\\\.\\\\pipe\\\\' + name }[process.platform]
    require('node:net').createServer().listen(address ?? require('node:path').join(require('node:os').tmpdir(), name),
      () => console.log('mine'))`
  const path = join(await realpath(at.folder), 'film.mp4')
  const other = spawn(process.execPath, ['-e', script, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(other.stdout, 'data')
  await at.failsWith('FILE_LOCKED', [good()])
  expect(at.server.linksGiven()).toBe(0)
  other.kill('SIGKILL')
  await once(other, 'exit')
  await at.savesWhole([good()])
})
