import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import type { FolderProgress } from './folder-work.ts'
import { itemKey } from './index-line.ts'
import { createLibrary, type Library } from './library.ts'
import { locateFiles } from './locate-files.ts'
import { discardSetAside, isSetAside, setAside } from './set-aside.ts'
import { writeDescription } from './write-description.ts'

const NOW = new Date('2026-11-12T08:00:00.000Z')
const LOCATE = { now: () => NOW, signal: new AbortController().signal, onProgress: () => undefined }
const FILE = { site: 'https://one.example', confUUID: 'u', fileType: 'Hd', part: 1 } as const
const SOURCE = { kind: 'recording', ...FILE } as const
const SHA256 = createHash('sha256').update('film').digest('hex')
const FACTS = { bytes: 4, sha256: SHA256, savedAt: '2026-11-01T00:00:00.000Z' }

let library: Library
let path = ''
const entry = () => {
  const [found] = library.ofItem(itemKey(SOURCE))
  if (found === undefined) throw new Error('not in the library')
  return found
}
const describe = (at: string, describes: 'meeting' | 'file') =>
  writeDescription(
    at,
    {
      ...{ kind: 'meetkeep-recording', version: 2, app: '' },
      meeting: {
        ...{ site: 'one.example', confUUID: 'u', confID: '', subject: 't', scheduler: '' },
        ...{ start: null, durationSeconds: null, audience: null, sizeMB: null, notTaken: [] },
      },
      files: [{ file: basename(at), ...FACTS, verifiedAt: null, fileType: 'Hd', part: 1, parts: 1 }],
    },
    describes,
  )
const describedIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) =>
      (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { files: { file: string }[] }).files.map(
        ({ file }) => file,
      ),
    )

test.beforeEach(async ({ home, folder }) => {
  library = createLibrary(home, () => undefined)
  await library.load()
  path = join(folder, 'film.mp4')
  writeFileSync(path, 'film')
  await library.add({ source: SOURCE, path, ...FACTS, title: 't' })
})

test.each(['meeting', 'file'] as const)(
  'a damaged file gets another name, which library and description of a %s follow',
  async (describes) => {
    await describe(path, describes)
    await setAside(library, entry(), NOW)
    expect(isSetAside(entry().path)).toBe(true)
    expect(readFileSync(entry().path, 'utf8')).toBe('film')
    expect(entry().damagedAt).toBe(NOW.toISOString())
    expect(await library.stateNow(entry())).toBe('damaged')
    expect(describedIn(dirname(path))).toEqual([basename(entry().path)])
    const aside = entry().path
    // Once is enough.
    await setAside(library, entry(), NOW)
    expect(entry().path).toBe(aside)

    // The new download is saved, and described, under its own name.
    const replaced: string[] = []
    library.onReplaced((before) => replaced.push(before.path))
    writeFileSync(path, 'film')
    await describe(path, describes)
    await library.add({ source: SOURCE, path, ...FACTS, title: 't' })
    expect(replaced).toEqual([aside])
    // Saved again at its own place, it replaces no other file.
    await library.add({ source: SOURCE, path, ...FACTS, title: 't' })
    expect(replaced).toEqual([aside])
    await discardSetAside(aside, (one) => rm(one))
    expect(describedIn(dirname(path))).toEqual(['film.mp4'])
    expect(readdirSync(dirname(path)).filter(isSetAside)).toEqual([])
  },
)

test('a file that is set aside keeps the time at which its damage was found', async () => {
  const damagedAt = '2026-11-05T00:00:00.000Z'
  await library.update(SOURCE, { damagedAt })
  await setAside(library, entry(), NOW)
  expect(entry()).toMatchObject({ damagedAt })
  expect(isSetAside(entry().path)).toBe(true)
})

test('a missing file is not set aside', async () => {
  await rm(path)
  await setAside(library, entry(), NOW)
  expect(entry()).toMatchObject({ path })
  expect(entry().damagedAt ?? null).toBeNull()
})

test('a moved file is found by its content, and its description follows', async ({ folder }) => {
  await describe(path, 'file')
  const other = join(folder, 'other')
  await mkdir(other)
  await rename(path, join(other, 'renamed.mp4'))
  // Of the same size and name, and of another content.
  writeFileSync(join(other, 'film.mp4'), 'fi1m')
  expect(await locateFiles(library, [entry()], other, LOCATE)).toEqual({ found: 1, isStopped: false })
  expect(entry()).toMatchObject({ path: join(other, 'renamed.mp4'), verifiedAt: NOW.toISOString() })
  expect(await library.stateNow(entry())).toBe('verified')
  expect(describedIn(other)).toEqual(['renamed.mp4'])
  expect(describedIn(folder)).toEqual([])
})

test('a description at the place of a moved file is not replaced', async ({ folder }) => {
  await describe(path, 'file')
  const other = join(folder, 'other')
  await mkdir(other)
  await rename(path, join(other, 'film.mp4'))
  await describe(join(other, 'film.mp4'), 'file')
  const before = readFileSync(join(other, 'film.json'), 'utf8')
  await locateFiles(library, [entry()], other, LOCATE)
  expect(describedIn(other)).toEqual(['film.mp4'])
  expect(readFileSync(join(other, 'film.json'), 'utf8')).toBe(before)
  // The one at the old place stays too: nothing says which of them is right.
  expect(describedIn(folder)).toEqual(['film.mp4'])
})

test('no other file is taken for a moved one', async ({ folder }) => {
  await rm(path)
  writeFileSync(join(folder, 'film (2).mp4'), 'fi1m')
  expect(await locateFiles(library, [entry()], folder, LOCATE)).toEqual({ found: 0, isStopped: false })
  expect(entry().path).toBe(path)
  await expect(locateFiles(library, [entry()], join(folder, 'none'), LOCATE)).rejects.toMatchObject({
    code: 'FOLDER_MISSING',
  })
})

test('a file that is written to while it is read is not taken for a moved one', async ({ folder }) => {
  const moved = join(folder, 'renamed.mp4')
  await rename(path, moved)
  const onProgress = ({ bytes }: FolderProgress): void => {
    if (bytes > 0) writeFileSync(moved, 'film and more')
  }
  expect(await locateFiles(library, [entry()], folder, { ...LOCATE, onProgress })).toMatchObject({ found: 0 })
  expect(entry().path).toBe(path)
})

test('looking for a moved file tells how far it is, and can be stopped', async ({ folder }) => {
  const other = join(folder, 'other')
  await mkdir(other)
  await rename(path, join(other, 'renamed.mp4'))
  writeFileSync(join(other, 'film.mp4'), 'fi1m')
  const stopping = new AbortController()
  const told: FolderProgress[] = []
  const stopAtFirstByte = (progress: FolderProgress): void => {
    told.push(progress)
    if (progress.bytes > 0) stopping.abort()
  }
  const stopped = { ...LOCATE, signal: stopping.signal, onProgress: stopAtFirstByte }
  expect(await locateFiles(library, [entry()], other, stopped)).toEqual({ found: 0, isStopped: true })
  expect(told).toEqual([
    { read: 1, bytes: 0, found: 0 },
    { read: 2, bytes: 0, found: 0 },
    { read: 2, bytes: 4, found: 0 },
  ])
  expect(entry().path).toBe(path)
  const onProgress = (progress: FolderProgress): void => void told.push(progress)
  await locateFiles(library, [entry()], other, { ...LOCATE, onProgress })
  expect(told.at(-1)).toEqual({ read: 2, bytes: 8, found: 1 })
})
