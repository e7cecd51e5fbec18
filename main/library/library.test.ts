import { existsSync, lstatSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, vi } from 'vitest'
import type { Source } from '../../contract/download.ts'
import type { LibraryQuery } from '../../contract/library.ts'
import { itemKey } from './index-line.ts'
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

/** As it is stored: with its time on disk. */
const onDisk = (entry: LibraryEntry): LibraryEntry => ({
  ...entry,
  modifiedMs: lstatSync(entry.path).mtimeMs,
})

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
    expect((await library.find(recording()))?.path).toBe(entry.path)
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
    library.onSavedFiles(({ added }) => files.push(...added))
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

it('no longer counts a file that was found damaged, and reports that once', async () => {
  const library = await open()
  const hd = saved(recording())
  await library.add(hd)
  const changes: unknown[] = []
  library.onSavedFiles((change) => changes.push(change))
  const file = { site: 'https://one.example', confUUID: 'u1', fileType: 'Hd', part: 1 }
  for (const day of ['01', '02'])
    await library.update(hd.source, { damagedAt: `2026-02-${day}T00:00:00.000Z` })
  expect(await library.savedFiles(file.site, ['u1'])).toEqual([])
  expect(changes).toEqual([{ added: [], removed: [file] }])
  await library.update(hd.source, { damagedAt: null })
  expect(await library.savedFiles(file.site, ['u1'])).toEqual([file])
  expect(changes.slice(1)).toEqual([{ added: [file], removed: [] }])
})

it('lists the files of recordings without checking the disk, and emits new ones', async () => {
  const library = await open()
  const added: unknown[] = []
  const hd = saved(recording())
  await library.add(hd)
  const stop = library.onSavedFiles((change) => added.push(...change.added))
  await library.add(saved(recording({ site: 'https://other.example', part: 2 }), 'elsewhere.mp4'))
  await library.add(saved(material, 'slide.png'))
  stop()
  await library.add(saved(recording({ confUUID: 'u2' }), 'second.mp4'))
  rmSync(hd.path)
  const file = { site: 'https://one.example', confUUID: 'u1', fileType: 'Hd', part: 1 }
  const elsewhere = { ...file, site: 'https://other.example', part: 2 }
  expect(await library.savedFiles(file.site, ['u2', 'u1', 'u3'])).toEqual([{ ...file, confUUID: 'u2' }, file])
  expect(await library.savedFiles(elsewhere.site, ['u1'])).toEqual([elsewhere])
  expect(added).toEqual([elsewhere])
})

it('knows the state of a file once it was added', async () => {
  const library = await open()
  const hd = saved(recording())
  await library.add(hd)
  expect(library.filesOf(itemKey(hd.source)).map(({ state }) => state)).toEqual(['here'])
})

it('finds a file by the id that the page was given, in this run and the next', async () => {
  const library = await open()
  const hd = saved(recording())
  await library.add(hd)
  await library.add(saved(recording({ part: 2 }), 'second.mp4'))
  const id = savedIdOf(recording({ fileType: 'HD' }))
  expect(library.byId(id)).toEqual(onDisk(hd))
  const next = await open()
  expect(next.byId(id)).toBeNull()
  await next.search({ search: '', order: 'newest', from: 0, count: 1 })
  expect(next.byId(id)).toEqual(onDisk(hd))
  for (const other of ['', id.toUpperCase(), hd.path, savedIdOf(recording({ part: 3 }))])
    expect(library.byId(other), other).toBeNull()
})

it('moves an unreadable index aside and continues', async () => {
  writeFileSync(join(home, 'library.jsonl'), '{"path":1}\n')
  const library = await open()
  expect(await library.find(recording())).toBeNull()
  expect(quarantined).toHaveLength(1)
  expect(readFileSync(quarantined[0] ?? '', 'utf8')).toContain('"path":1')
  await library.add(saved(recording()))
  expect(await (await open()).find(recording())).not.toBeNull()
  expect(quarantined).toHaveLength(1)
})

describe('library.json of an earlier version', () => {
  const old = (entries: unknown): void =>
    writeFileSync(join(home, 'library.json'), JSON.stringify({ version: 1, entries }))

  it('is taken over once', async () => {
    const [hd, slide] = [saved(recording()), saved(material, 'slide.png')]
    old([hd, slide])
    const library = await open()
    expect([...library.all()]).toEqual([hd, slide])
    await library.remove([material])
    expect(existsSync(join(home, 'library.json'))).toBe(false)
    expect([...(await open()).all()]).toEqual([hd])
  })

  it('is merged if an earlier version has run since: the newer entry of a file wins', async () => {
    const [hd, slide] = [saved(recording()), saved(material, 'slide.png')]
    const library = await open()
    await library.add({ ...hd, savedAt: '2026-01-03T00:00:00.000Z' })
    await library.add({ ...slide, title: 'older', savedAt: '2026-01-01T00:00:00.000Z' })
    old([hd, slide])
    const next = await open()
    expect((await next.find(recording()))?.savedAt).toBe('2026-01-03T00:00:00.000Z')
    expect((await next.find(material))?.title).toBe(slide.title)
  })

  it('is only looked at by a short command', async () => {
    const [hd, slide] = [saved(recording()), saved(material, 'slide.png')]
    old([{ source: hd.source, path: 1 }, { source: 1 }, slide])
    const command = createLibrary(home, (path) => quarantined.push(path), undefined, { imports: false })
    await command.load()
    expect(await command.find(material)).toEqual(slide)
    // Not valid.
    expect(await command.find(recording())).toBeNull()
    await command.add({ ...slide, title: 'again', savedAt: '2026-01-03T00:00:00.000Z' })
    expect((await command.find(material))?.title).toBe('again')
    expect(existsSync(join(home, 'library.json'))).toBe(true)
    expect(quarantined).toEqual([])
  })

  it('is moved aside if it is damaged', async () => {
    old([{ path: 1 }])
    const library = await open()
    expect([...library.all()]).toEqual([])
    expect(quarantined).toEqual([expect.stringContaining('library.json.corrupt-')])
  })
})

describe('a list of recordings', () => {
  const list = (ids: string[]) => ({
    ...{ site: 'https://one.example', enterpriseId: 'e', isOfAllUsers: true, isWhole: true },
    ...{ from: '2026-03-01T00:00:00.000Z', to: '2026-03-31T00:00:00.000Z' },
    confUUIDs: new Set(ids),
  })
  const entry = (n: number): LibraryEntry => ({
    ...saved(recording({ confUUID: `u${n}` }), `${n}.mp4`, 'film'),
    title: `Meeting ${n}`,
    startTime: '2026-03-15T12:00:00.000Z',
  })

  it('marks recordings that are saved here only', async () => {
    const library = await open()
    // Listed before it is saved, and after.
    library.noteListed(list(['u1', 'u2']))
    await library.addAll([entry(1), entry(2), entry(3)])
    library.noteListed(list(['u2']))
    const query = { search: '', order: 'title', from: 0, count: 50 } as const
    const page = await library.search(query)
    expect(page.items.map(({ isOnlyCopy }) => isOnlyCopy)).toEqual([true, undefined, undefined])
    expect(page.onlyCopies).toBe(1)
    const changed = vi.fn<() => void>()
    library.onChange(changed)
    expect(await library.search({ ...query, show: 'onlyCopies' })).toMatchObject({
      ...{ total: 1, totalBytes: 4, items: [{ title: 'Meeting 1' }] },
    })
    library.noteListed(list(['u2']))
    expect(changed).not.toHaveBeenCalled()
    library.noteListed(list(['u1', 'u2']))
    expect(changed).toHaveBeenCalledOnce()
    expect(await library.search({ ...query, show: 'onlyCopies' })).toMatchObject({ total: 0, onlyCopies: 0 })
  })
})

describe('a search', () => {
  const meeting = { confID: '987654321', scheduler: '张伟 Zhang Wei', durationSeconds: 60 }
  const rows = async (library: Library, search: string, change: Partial<LibraryQuery> = {}) => {
    const page = await library.search({ search, order: 'newest', from: 0, count: 50, ...change })
    return page.items.map(({ title }) => title)
  }
  async function filled(): Promise<Library> {
    const library = await open()
    const at = (n: number, title: string, startTime: string | null, content: string): LibraryEntry => ({
      ...saved(recording({ confUUID: `u${n}` }), `${n}.mp4`, content),
      title,
      startTime,
      meeting: n === 1 ? meeting : null,
    })
    await library.addAll([
      at(1, '研发周会', '2026-03-01T12:00:00.000Z', 'film'),
      at(2, 'Weekly 10', '2026-03-02T12:00:00.000Z', 'longest film'),
      at(3, 'weekly 9', null, 'a film'),
    ])
    return library
  }

  it.each([
    ['', ['Weekly 10', '研发周会', 'weekly 9']],
    ['WEEKLY', ['Weekly 10', 'weekly 9']],
    ['weekly 10', ['Weekly 10']],
    ['10 weekly', ['Weekly 10']],
    ['周会', ['研发周会']],
    ['张伟 研发', ['研发周会']],
    ['张伟 weekly', []],
    ['8765', ['研发周会']],
    ['2026-03-02', ['Weekly 10']],
    ['ＷＥＥＫＬＹ　９', ['weekly 9']],
    ['  ', ['Weekly 10', '研发周会', 'weekly 9']],
  ] as const)('for %j finds what has all words', async (search, titles) => {
    expect(await rows(await filled(), search)).toEqual(titles)
  })

  it.each([
    ['newest', ['Weekly 10', '研发周会', 'weekly 9']],
    ['oldest', ['weekly 9', '研发周会', 'Weekly 10']],
    ['largest', ['Weekly 10', 'weekly 9', '研发周会']],
  ] as const)('is ordered by %s', async (order, titles) => {
    expect(await rows(await filled(), '', { order })).toEqual(titles)
  })

  it('knows the day by the clock of this machine', async () => {
    const zone = process.env['TZ']
    try {
      process.env['TZ'] = 'Asia/Shanghai'
      const library = await open()
      await library.add({ ...saved(recording()), startTime: '2026-03-01T20:00:00.000Z' })
      expect(await rows(library, '2026-03-02')).toHaveLength(1)
      expect(await rows(library, '2026-03-01')).toHaveLength(0)
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })

  it('orders titles as people do, numbers by their value', async () => {
    const titles = await rows(await filled(), 'weekly', { order: 'title' })
    expect(titles).toEqual(['weekly 9', 'Weekly 10'])
  })

  it('returns one page, and counts everything', async () => {
    const library = await filled()
    const page = await library.search({ search: '', order: 'newest', from: 1, count: 1 })
    expect([page.items.map(({ title }) => title), page.total, page.totalBytes]).toEqual([['研发周会'], 3, 22])
  })

  it('keeps rows that are equal in this order at their places, whichever was saved or changed last', async () => {
    const library = await open()
    const startTime = '2026-03-01T12:00:00.000Z'
    const named = (n: number) => recording({ confUUID: `u${n}` })
    for (const n of [2, 3, 1])
      await library.add({ ...saved(named(n), `${n}.mp4`, 'same'), title: `film ${n}`, startTime })
    const orders = ['newest', 'largest'] as const
    for (const order of orders)
      expect(await rows(library, '', { order })).toEqual(['film 1', 'film 2', 'film 3'])
    await library.update(named(1), { title: 'renamed' })
    for (const order of orders)
      expect(await rows(library, '', { order })).toEqual(['renamed', 'film 2', 'film 3'])
  })

  it('sees every change, in every order', async () => {
    const library = await filled()
    for (const order of ['newest', 'oldest', 'largest', 'title'] as const) await rows(library, '', { order })
    const newest = saved(recording({ confUUID: 'u4' }), '4.mp4', 'the very longest film')
    await library.add({ ...newest, title: 'alpha', startTime: '2026-04-01T12:00:00.000Z' })
    await library.remove([recording({ confUUID: 'u1' })])
    await library.update(recording({ confUUID: 'u3' }), { title: 'zulu' })
    expect(await rows(library, '')).toEqual(['alpha', 'Weekly 10', 'zulu'])
    expect(await rows(library, '', { order: 'oldest' })).toEqual(['zulu', 'Weekly 10', 'alpha'])
    expect(await rows(library, '', { order: 'largest' })).toEqual(['alpha', 'Weekly 10', 'zulu'])
    expect(await rows(library, '', { order: 'title' })).toEqual(['alpha', 'Weekly 10', 'zulu'])
  })

  it('returns the keys of a range, and rows by key', async () => {
    const library = await filled()
    const keys = await library.keys({ search: '', order: 'newest', from: 1, count: 2 })
    const found = library.rows([...keys, 'of no item'])
    expect(found.map(({ title }) => title)).toEqual(['研发周会', 'weekly 9'])
    expect(library.byId(found[0]?.files[0]?.id ?? '')).toMatchObject({ title: '研发周会' })
  })

  it('sums up selected items, each once, and says which it does not show', async () => {
    const library = await filled()
    const keys = await library.keys({ search: '', order: 'newest', from: 0, count: 9 })
    const selected = [...keys, ...keys, 'of no item']
    expect(await library.selection({ keys: selected, search: '' })).toEqual({
      items: 3,
      bytes: 22,
      hidden: [],
    })
    const { hidden } = await library.selection({ keys: selected, search: 'WEEKLY' })
    expect(hidden).toEqual([keys[1]])
  })

  it('returns all files of a meeting in one row, by type and part', async () => {
    const library = await open()
    const files = [
      { fileType: 'Audio', part: 1 },
      { fileType: 'Hd', part: 2 },
      { fileType: 'Aux', part: 1 },
      { fileType: 'Hd', part: 1 },
    ]
    for (const [n, file] of files.entries()) await library.add(saved(recording(file), `${n}.mp4`))
    const { items } = await library.search({ search: '', order: 'newest', from: 0, count: 9 })
    expect(items).toHaveLength(1)
    expect(items[0]?.files.map(({ name }) => name)).toEqual(['3.mp4', '1.mp4', '2.mp4', '0.mp4'])
    expect(items[0]).toMatchObject({ bytes: 16, folder: home, kind: 'recording' })
  })
})
