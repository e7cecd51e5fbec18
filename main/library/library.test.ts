import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import type { Source } from '../../contract/download.ts'
import { savedIdOf } from './saved-id.ts'
import type { LibraryEntry } from './entry.ts'
import { createLibrary, type Library } from './library.ts'
import { test as it } from '../../test/fixtures.ts'

let home = ''
let quarantined: string[]
it.beforeEach(({ home: madeHome }) => {
  home = madeHome
  quarantined = []
})

async function open(): Promise<Library> {
  const library = createLibrary(home, (path) => quarantined.push(path))
  await library.load()
  return library
}

const recording = (change: Partial<Extract<Source, { kind: 'recording' }>> = {}): Source => ({
  kind: 'recording',
  site: 'https://one.example',
  confUUID: 'u1',
  fileType: 'Hd',
  part: 1,
  ...change,
})
const material: Source = { kind: 'material', site: 'https://one.example', programId: 'u1', materialId: 'Hd' }

/** An entry whose file exists. */
function saved(source: Source, name = 'film.mp4', content = 'film'): LibraryEntry {
  const path = join(home, name)
  writeFileSync(path, content)
  return {
    source,
    path,
    bytes: content.length,
    sha256: 'ab',
    title: '周会 Weekly',
    savedAt: '2026-01-02T03:04:05.000Z',
  }
}

/** As it is stored: with its real path. */
const onDisk = (entry: LibraryEntry): LibraryEntry => ({ ...entry, realPath: realpathSync(entry.path) })

describe('a saved file', () => {
  it('is found by the next run', async () => {
    const entry = saved(recording())
    await (await open()).add(entry)
    const next = await open()
    expect(await next.find(recording())).toEqual(onDisk(entry))
    expect(quarantined).toEqual([])
  })

  it('is no folder in its place, whatever its size', async () => {
    const library = await open()
    const path = join(home, 'film.mp4')
    await mkdir(path)
    await library.add({ ...saved(recording(), 'other.mp4'), path, bytes: statSync(path).size })
    expect(await library.find(recording())).toBeNull()
  })

  it('is on disk as soon as adding it has ended', async () => {
    const library = await open()
    const entries = [1, 2, 3].map((part) => saved(recording({ part, fileType: 'Sd' }), `part ${part}.mp4`))
    await Promise.all(entries.map((entry) => library.add(entry)))
    const next = await open()
    for (const entry of entries) expect(await next.find(entry.source)).toEqual(onDisk(entry))
  })

  it('is shared by all processes of one home', async () => {
    const libraries = await Promise.all([open(), open(), open()])
    const entries = [1, 2, 3, 4, 5, 6].map((part) => saved(recording({ part }), `part ${part}.mp4`))
    await Promise.all(entries.map(async (entry, n) => await libraries[n % 3]?.add(entry)))
    for (const library of [...libraries, await open()])
      for (const entry of entries) expect(await library.find(entry.source)).toEqual(onDisk(entry))
  })

  it('is the newer of two, from any process', async () => {
    const [one, other] = [await open(), await open()]
    await one.add(saved(recording(), 'first.mp4'))
    const newer = { ...saved(recording(), 'second.mp4'), savedAt: '2026-01-02T03:04:06.000Z' }
    await other.add(newer)
    await one.add(saved(recording({ part: 2 }), 'part 2.mp4'))
    for (const library of [one, other, await open()])
      expect(await library.find(recording())).toEqual(onDisk(newer))
  })

  it('belongs to one site, recording, type and part', async () => {
    const library = await open()
    await library.add(saved(recording()))
    expect(await library.find(recording({ fileType: 'HD' }))).not.toBeNull()
    const others = [
      recording({ site: 'https://other.example' }),
      recording({ confUUID: 'U1' }),
      recording({ fileType: 'Sd' }),
      recording({ part: 2 }),
      material,
    ]
    for (const other of others) expect(await library.find(other)).toBeNull()
  })

  it('counts only while it exists, complete, as a file', async () => {
    const library = await open()
    const entry = saved(recording())
    await library.add(entry)
    writeFileSync(entry.path, 'film, with appended bytes')
    expect(await library.find(recording())).toBeNull()
    rmSync(entry.path)
    expect(await library.find(recording())).toBeNull()
    await mkdir(entry.path)
    expect(await library.find(recording())).toBeNull()
    rmSync(entry.path, { recursive: true })
    writeFileSync(entry.path, 'film')
    expect(await library.find(recording())).toEqual(onDisk(entry))
  })

  it('is replaced by a newer save of the same file', async () => {
    const library = await open()
    await library.add(saved(recording(), 'old.mp4'))
    const newer = saved(recording(), 'new.mp4', 'another film')
    await library.add(newer)
    expect(await (await open()).find(recording())).toEqual(onDisk(newer))
  })
})

describe('many entries', () => {
  const parts = [1, 2, 3]
  const entries = () => parts.map((part) => saved(recording({ part }), `part ${part}.mp4`))

  it('are added, changed and removed with one change each, and kept', async () => {
    const library = await open()
    let changes = 0
    const files: unknown[] = []
    library.onChange(() => (changes += 1))
    library.onAdded((file) => files.push(file))
    const all = entries()
    await library.addAll(all)
    expect([changes, files.length]).toEqual([1, 3])
    expect([...library.all()]).toEqual(all.map(onDisk))

    await library.update(recording({ part: 2 }), { verifiedAt: '2026-01-03T00:00:00.000Z' })
    expect(changes).toBe(2)
    await library.remove([recording({ part: 1 }), recording({ part: 3 })])
    expect(changes).toBe(3)
    const [, second] = all.map(onDisk)
    for (const one of [library, await open()]) {
      expect([...one.all()]).toEqual([{ ...second, verifiedAt: '2026-01-03T00:00:00.000Z' }])
      expect(one.byId(savedIdOf(recording({ part: 1 })))).toBeNull()
    }
    expect(parts.map((part) => existsSync(join(home, `part ${part}.mp4`)))).toEqual([true, true, true])
  })

  it('may be none: nothing changes', async () => {
    const library = await open()
    let changes = 0
    library.onChange(() => (changes += 1))
    await library.addAll([])
    await library.remove([])
    await library.update(recording({ part: 9 }), { path: '/elsewhere.mp4' })
    expect(changes).toBe(0)
    expect([...library.all()]).toEqual([])
  })
})

it('lists the files of recordings without checking the disk, and emits new ones', async () => {
  const library = await open()
  const added: unknown[] = []
  const hd = saved(recording())
  await library.add(hd)
  const stop = library.onAdded((file) => added.push(file))
  await library.add(saved(recording({ site: 'https://other.example', part: 2 }), 'elsewhere.mp4'))
  await library.add(saved(material, 'slide.png'))
  stop()
  await library.add(saved(recording({ confUUID: 'u2' }), 'second.mp4'))
  rmSync(hd.path)
  const file = { site: 'https://one.example', confUUID: 'u1', fileType: 'Hd', part: 1 }
  const elsewhere = { ...file, site: 'https://other.example', part: 2 }
  expect(library.recordingFiles()).toEqual([file, elsewhere, { ...file, confUUID: 'u2' }])
  expect(added).toEqual([elsewhere])
})

it('finds a file by its id in the page, in this run and the next', async () => {
  const library = await open()
  const hd = saved(recording())
  await library.add(hd)
  await library.add(saved(recording({ part: 2 }), 'second.mp4'))
  const id = savedIdOf(recording({ fileType: 'HD' }))
  expect(library.byId(id)).toEqual(onDisk(hd))
  expect((await open()).byId(id)).toEqual(onDisk(hd))
  for (const other of ['', id.toUpperCase(), hd.path, savedIdOf(recording({ part: 3 }))])
    expect(library.byId(other), other).toBeNull()
})

it('moves an unreadable library aside and continues', async () => {
  writeFileSync(join(home, 'library.json'), '{"version":1,"entries":[{"path":1}]}')
  const library = await open()
  expect(await library.find(recording())).toBeNull()
  expect(quarantined).toHaveLength(1)
  expect(readFileSync(quarantined[0] ?? '', 'utf8')).toContain('"path":1')
  await library.add(saved(recording()))
  expect(existsSync(join(home, 'library.json'))).toBe(true)
  expect(readdirSync(home)).toHaveLength(3)
})
