import { mkdir, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import type { Source } from '../../contract/download.ts'
import { test } from '../../test/fixtures.ts'
import { isPosix } from '../../test/platform.ts'
import { recordingDescription } from '../../test/recording-description.ts'
import { createDescribedFiles } from './described-files.ts'
import type { Description } from './description.ts'
import { writeDescription } from './write-description.ts'

const sourceOf = (confUUID: string): Source => ({
  ...{ kind: 'recording', site: 'https://meeting.example', confUUID },
  ...{ fileType: 'hd', part: 1 },
})

async function put(path: string, description: Description): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, 'film')
  await writeDescription(path, description, 'meeting')
}
const save = (path: string, confUUID: string, file = 'film.mp4') =>
  put(join(path, file), recordingDescription({ file }, { confUUID }))
const pathsOf = async (described: ReturnType<typeof createDescribedFiles>, folder: string, id: string) =>
  (await (await described.index(folder))(sourceOf(id))).map(({ path }) => path)

test('finds the files of every folder below', async ({ folder }) => {
  await save(join(folder, '2026', '11', 'Weekly'), 'u1')
  await save(folder, 'u2')
  const described = createDescribedFiles()
  expect(await pathsOf(described, folder, 'u1')).toEqual([join(folder, '2026', '11', 'Weekly', 'film.mp4')])
  expect(await pathsOf(described, folder, 'u2')).toEqual([join(folder, 'film.mp4')])
  expect(await pathsOf(described, join(folder, '2026'), 'u2')).toEqual([])
  expect(await pathsOf(described, join(folder, 'gone'), 'u2')).toEqual([])
})

test('finds minutes and materials', async ({ folder }) => {
  const common = { version: 2, app: '' } as const
  const file = { bytes: 4, sha256: 'ab'.repeat(32), savedAt: '', verifiedAt: null }
  const minutes = { site: 's.example', fileCode: 'c', topic: 'T', createdAt: null }
  await put(join(folder, 'a.pdf'), {
    ...{ kind: 'meetkeep-minutes', ...common, minutes },
    files: [{ ...file, file: 'a.pdf', what: 'pdf' }],
  })
  await put(join(folder, 'b', 'b.png'), {
    ...{ kind: 'meetkeep-material', ...common, program: { site: 's.example', programId: 'p', name: 'N' } },
    files: [{ ...file, file: 'b.png', materialId: 'm' }],
  })
  const find = await createDescribedFiles().index(folder)
  const site = 'https://s.example'
  expect(await find({ kind: 'minutes', site, fileCode: 'c', file: 'pdf' })).toMatchObject([{ title: 'T' }])
  expect(await find({ kind: 'minutes', site, fileCode: 'c', file: 'source' })).toEqual([])
  expect(await find({ kind: 'material', site, programId: 'p', materialId: 'm' })).toHaveLength(1)
})

test.for<[string, (path: string) => Promise<unknown>]>([
  ['is gone', (path) => rm(join(path, 'film.mp4'))],
  ['has another size', (path) => truncate(join(path, 'film.mp4'), 2)],
  ['is a folder', (path) => rm(join(path, 'film.mp4')).then(() => mkdir(join(path, 'film.mp4')))],
  [
    'has a description that is a folder',
    (path) => rm(join(path, 'meeting.json')).then(() => mkdir(join(path, 'meeting.json'))),
  ],
  [
    'lies too deep',
    (path) =>
      mkdir(join(path, '1/2/3/4/5/6/7/8'), { recursive: true }).then(() =>
        rename(join(path, 'meeting.json'), join(path, '1/2/3/4/5/6/7/8/meeting.json')),
      ),
  ],
])('a file that %s is not there', async ([, change], { folder }) => {
  const path = join(folder, 'a')
  await save(path, 'u1')
  await change(path)
  expect(await pathsOf(createDescribedFiles(), folder, 'u1')).toEqual([])
})

test('a file that descriptions give to different recordings is of none of them', async ({ folder }) => {
  const path = join(folder, 'film.mp4')
  await save(folder, 'u1')
  const described = createDescribedFiles()
  const lie = (bytes: number) =>
    writeFile(join(folder, 'film.json'), JSON.stringify(recordingDescription({ bytes }, { confUUID: 'u2' })))
  const found = async () => [
    await pathsOf(createDescribedFiles(), folder, 'u1'),
    await pathsOf(createDescribedFiles(), folder, 'u2'),
    (await described.at(path, sourceOf('u1'))).length,
    (await described.at(path, sourceOf('u2'))).length,
  ]
  await lie(4)
  expect(await found()).toEqual([[], [], 0, 0])
  // One of another size contradicts nothing.
  await lie(5)
  expect(await found()).toEqual([[path], [], 1, 0])
})

test('a name that was decomposed or composed by a copy is found', async ({ folder }) => {
  const [composed, decomposed] = ['Caf\u00e9.mp4', 'Cafe\u0301.mp4']
  for (const [described, there] of [
    [composed, decomposed],
    [decomposed, composed],
  ] as const) {
    const path = join(folder, described === composed ? 'a' : 'b')
    await save(path, 'u1', described)
    await rename(join(path, described), join(path, there))
    expect(await pathsOf(createDescribedFiles(), path, 'u1')).toHaveLength(1)
  }
})

test('a file that was changed since its verification is not verified', async ({ folder }) => {
  const verifiedAt = '2026-10-04T00:00:00.000Z'
  await put(join(folder, 'film.mp4'), recordingDescription({ verifiedAt }))
  const found = async () =>
    (await (await createDescribedFiles().index(folder))(sourceOf('u1')))[0]?.verifiedAt
  expect(await found()).toBeNull()
  const at = Date.parse(verifiedAt) / 1000
  await utimes(join(folder, 'film.mp4'), at, at)
  expect(await found()).toBe(verifiedAt)
})

test.runIf(isPosix)('follows no link to a folder, or from one into itself', async ({ folder, home }) => {
  await save(home, 'u1')
  await symlink(home, join(folder, 'link'))
  await symlink(folder, join(folder, 'circle'))
  expect(await pathsOf(createDescribedFiles(), folder, 'u1')).toEqual([])
})

test('reads a folder again only once it has changed', async ({ folder }) => {
  const described = createDescribedFiles()
  const long = new Date(Date.now() - 60_000)
  await save(folder, 'u1')
  await utimes(folder, long, long)
  expect(await pathsOf(described, folder, 'u1')).toHaveLength(1)
  // Not as the app writes it: the folder keeps its time.
  const text = JSON.stringify(recordingDescription({}, { confUUID: 'u2' }))
  await writeFile(join(folder, 'meeting.json'), text)
  await utimes(folder, long, long)
  expect(await pathsOf(described, folder, 'u2')).toEqual([])
  await utimes(folder, long, new Date(Date.now() - 50_000))
  expect(await pathsOf(described, folder, 'u2')).toHaveLength(1)
  // A change within the same second as the reading.
  await save(join(folder, 'b'), 'u3')
  expect(await pathsOf(described, folder, 'u3')).toHaveLength(1)
  await rm(join(folder, 'b', 'meeting.json'))
  expect(await pathsOf(described, folder, 'u3')).toEqual([])
})
