import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { watchableSchema } from '../../contract/watching.ts'
import { createLibrary, type Library } from './library.ts'
import { openSaved, pathOfSaved } from './open-saved.ts'
import { savedIdOf } from './saved-id.ts'
import { watchableOf } from './watchable.ts'
import { isPosix } from '../../test/platform.ts'
import { test } from '../../test/fixtures.ts'

const SITE = 'https://one.example'
const clip = fileURLToPath(new URL('../../demo/media/hd.mp4', import.meta.url))

let home = ''
let library: Library
test.beforeEach(({ home: madeHome }) => {
  home = madeHome
  mkdirSync(join(home, 'films'))
  library = createLibrary(home, () => undefined)
})

const source = (fileType: string, part: number) =>
  ({ kind: 'recording', site: SITE, confUUID: 'u1', fileType, part }) as const

/** Saves a film of the recording and returns its path. */
async function save(name: string, fileType = 'Hd', part = 1, content = clip): Promise<string> {
  const path = join(home, 'films', name)
  copyFileSync(content, path)
  const bytes = (await stat(path)).size
  const about = { title: '周会', savedAt: '2026-01-02T03:04:05.000Z', startTime: '2026-01-02T02:00:00.000Z' }
  await library.add({ source: source(fileType, part), path, bytes, sha256: 'ab', parts: 3, ...about })
  return path
}
const states = async (): Promise<string[]> =>
  (await watchableOf(library, SITE, 'u1')).files.map(({ state }) => state)

test('lists files by part, with duration and tracks', async () => {
  await save('b.mp4', 'Hd', 2)
  await save('a.mp4', 'Aux', 1)
  const found = await watchableOf(library, SITE, 'u1')
  expect(watchableSchema.parse(found)).toEqual(found)
  expect(found).toMatchObject({ title: '周会', startTime: '2026-01-02T02:00:00.000Z', parts: 3 })
  expect(found.files.map(({ fileType, part, state }) => [fileType, part, state])).toEqual([
    ['Aux', 1, 'ready'],
    ['Hd', 2, 'ready'],
  ])
  expect(found.files[0]?.id).toBe(savedIdOf(source('Aux', 1)))
  expect(found.files[0]?.seconds).toBeCloseTo(6, 1)
  expect(JSON.stringify(found)).not.toContain(home)
})

test('lists nothing of another recording or site', async () => {
  await save('a.mp4')
  const nothing = { title: '', startTime: null, parts: 0, files: [] }
  expect(await watchableOf(library, SITE, 'u2')).toEqual(nothing)
  expect(await watchableOf(library, 'https://other.example', 'u1')).toEqual(nothing)
})

type Happening = [what: string, happen: (path: string) => void, state: string]
const aPipe: Happening = [
  'a pipe is there',
  (path) => (rmSync(path), execFileSync('mkfifo', [path])),
  'changed',
]

test.each<Happening>([
  ['it is gone', (path) => rmSync(path), 'missing'],
  ['its folder is gone', (path) => rmSync(join(path, '..'), { recursive: true }), 'missing'],
  ['it has grown', (path) => appendFileSync(path, 'x'), 'changed'],
  ['a folder is there', (path) => (rmSync(path), mkdirSync(path)), 'changed'],
  ...(isPosix ? [aPipe] : []),
  [
    'a link to a file of the same size is there',
    (path) => (renameSync(path, `${path}.elsewhere`), symlinkSync(`${path}.elsewhere`, path)),
    'changed',
  ],
  [
    'its folder has become a link to another one',
    (path) => {
      const folder = join(path, '..')
      cpSync(folder, `${folder} elsewhere`, { recursive: true })
      rmSync(folder, { recursive: true })
      symlinkSync(`${folder} elsewhere`, folder)
    },
    'changed',
  ],
])('when %s, it reports that and does not open the file', async (_, happen, state) => {
  const path = await save('a.mp4')
  happen(path)
  expect(await states()).toEqual([state])
  const entry = library.byId(savedIdOf(source('Hd', 1)))
  if (entry === null) throw new Error('it is in the library')
  expect(await openSaved(entry)).toBe(state)
  await expect(pathOfSaved(entry)).rejects.toMatchObject({
    failure: { code: 'NOT_FOUND', detail: `the file is ${state}` },
  })
})

test('accepts a folder that has always been a link', async () => {
  renameSync(join(home, 'films'), join(home, 'disk'))
  symlinkSync(join(home, 'disk'), join(home, 'films'))
  const path = await save('a.mp4')
  expect(await states()).toEqual(['ready'])
  const entry = library.byId(savedIdOf(source('Hd', 1)))
  expect(entry === null ? null : await pathOfSaved(entry)).toBe(path)
})

test('an invalid film is damaged; without boxes only the player can tell', async () => {
  const junk = join(home, 'junk')
  writeFileSync(junk, 'no boxes in here, and no film')
  await save('a.mp4', 'Hd', 1, junk)
  await save('b.mp3', 'Audio', 2, junk)
  expect(await states()).toEqual(['damaged', 'ready'])
})
