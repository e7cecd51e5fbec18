import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Source } from '../../contract/download.ts'
import { test } from '../../test/fixtures.ts'
import { isPosix } from '../../test/platform.ts'
import { createDescribedFiles } from '../library/described-files.ts'
import { createLibrary } from '../library/library.ts'
import { moveDescription } from '../library/move-description.ts'
import { noteOutcome } from '../library/note-outcome.ts'
import { writeDescription } from '../library/write-description.ts'
import { recordingDescription } from '../../test/recording-description.ts'
import type { DownloadRequest } from './download-requests.ts'
import { findSaved, isBelow } from './find-saved.ts'

const source: Source = {
  kind: 'recording',
  site: 'https://meeting.example',
  confUUID: 'u1',
  fileType: 'Hd',
  part: 1,
}
const sha256 = createHash('sha256').update('bytes').digest('hex')
const request = { source, expected: { bytes: null, sha256: null } }

async function saved(folder: string, name = 'film.mp4', confUUID = 'u1'): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, name)
  await writeFile(path, 'bytes')
  const savedAt = new Date().toISOString()
  const file = { file: name, bytes: 5, sha256, savedAt, fileType: 'HD', parts: 2 }
  await writeDescription(path, recordingDescription(file, { confUUID, subject: 'Weekly' }), 'file')
  return path
}

const find = async (
  home: string,
  folder: string,
  what: Pick<DownloadRequest, 'source' | 'expected'> = request,
) => {
  const library = createLibrary(home, () => undefined)
  await library.load()
  return { library, ...(await findSaved(what, folder, library, await createDescribedFiles().index(folder))) }
}

test('an empty library finds files by their descriptions in the folder, and adds them', async ({
  home,
  folder,
}) => {
  const path = await saved(folder)
  await saved(folder, 'another.mp4', 'u2')
  const { here, library } = await find(home, folder)
  expect(here).toMatchObject({ path, bytes: 5, sha256, title: 'Weekly', parts: 2, source })
  expect(await library.find(source)).toMatchObject({ path })
})

test('a file that was found damaged is neither here nor copied', async ({ home, folder }) => {
  await saved(folder)
  const { library } = await find(home, folder)
  await library.update(source, { damagedAt: '2026-11-28T00:00:00.000Z' })
  expect(await find(home, folder)).toMatchObject({ here: null, elsewhere: null, isReplacement: true })
  expect(await find(home, join(folder, 'other'))).toMatchObject({ here: null, elsewhere: null })
  const again = await saved(folder, 'film (2).mp4')
  expect((await find(home, folder)).here).toMatchObject({ path: again })
})

/** What the description of `film.mp4` says of its reads. */
const described = async (folder: string) => {
  const text = await readFile(join(folder, 'film.json'), 'utf8')
  const { files } = JSON.parse(text) as ReturnType<typeof recordingDescription>
  return { verified: files[0]?.verifiedAt != null, damaged: files[0]?.damagedAt !== undefined }
}

test('a file of the same size that was written to is read: other bytes are damage, for any home', async ({
  home,
  folder,
}) => {
  const path = await saved(folder)
  await find(home, folder)
  await writeFile(path, 'BYTES')
  await utimes(path, new Date(), new Date(Date.now() + 60_000))
  for (const one of [home, join(home, 'another')]) {
    expect(await find(one, folder)).toMatchObject({ here: null, isReplacement: true, damaged: [{ path }] })
    expect(await described(folder)).toEqual({ verified: false, damaged: true })
  }
  // Its bytes are back: its time tells.
  await writeFile(path, 'bytes')
  await utimes(path, new Date(), new Date(Date.now() + 120_000))
  expect(await find(home, folder)).toMatchObject({ here: { path }, damaged: [] })
  expect(await described(folder)).toEqual({ verified: true, damaged: false })
})

test('damage that a verification noted in the description counts for a home that knows nothing', async ({
  home,
  folder,
}) => {
  const path = await saved(folder)
  await writeFile(path, 'BYTES')
  await noteOutcome({ path }, 'damaged', new Date().toISOString())
  expect(await find(home, folder)).toMatchObject({ here: null, damaged: [{ path }] })
  // Nothing else of it is set aside twice, or taken for the file.
  const aside = `${path}.set-aside-2026`
  await rename(path, aside)
  await moveDescription(path, aside)
  expect(await find(home, folder)).toMatchObject({ here: null, elsewhere: null, damaged: [] })
})

test('a file that cannot be read is neither here nor damaged', async ({ home, folder }) => {
  const path = await saved(folder)
  await rm(path)
  await symlink(join(folder, 'none'), path)
  expect(await find(home, folder)).toMatchObject({ here: null, damaged: [] })
})

test('a folder that was moved still holds its files', async ({ home, folder }) => {
  await saved(join(folder, 'a'))
  await find(home, join(folder, 'a'))
  await rename(join(folder, 'a'), join(folder, 'b'))
  expect((await find(home, join(folder, 'b'))).here).toMatchObject({ path: join(folder, 'b', 'film.mp4') })
})

test('a file in another folder is elsewhere', async ({ home, folder }) => {
  const path = await saved(join(folder, 'a'))
  await find(home, join(folder, 'a'))
  await mkdir(join(folder, 'b'))
  expect(await find(home, join(folder, 'b'))).toMatchObject({ here: null, elsewhere: { path } })
  expect(await find(home, folder)).toMatchObject({ here: { path }, elsewhere: null })
})

test.for([
  ['that is gone', (path: string) => rm(path)],
  ['of another size', (path: string) => truncate(path, 2)],
  [
    'with a damaged description',
    (path: string) => writeFile(path.replace('.mp4', '.json'), '{"kind":"meetkeep-recording"}'),
  ],
] as const)('a file %s is not here', async ([, change], { home, folder }) => {
  await change(await saved(folder))
  expect(await find(home, folder)).toMatchObject({ here: null, elsewhere: null })
})

test.for([
  [{ bytes: 5, sha256: null }, true],
  [{ bytes: null, sha256: sha256.toUpperCase() }, true],
  [{ bytes: 6, sha256: null }, false],
  [{ bytes: 5, sha256: 'cd'.repeat(32) }, false],
] as const)(
  'with %j expected by the service, the described file is the one: %s',
  async ([expected, isHere], { home, folder }) => {
    await saved(folder)
    const { here } = await find(home, folder, { source, expected })
    expect(here !== null).toBe(isHere)
  },
)

test.runIf(isPosix)('a folder is recognized over a link', async ({ folder }) => {
  await mkdir(join(folder, 'a'))
  await symlink(join(folder, 'a'), join(folder, 'b'))
  expect(await isBelow(join(folder, 'a'), join(folder, 'b', 'film.mp4'))).toBe(true)
  expect(await isBelow(join(folder, 'a'), join(folder, 'film.mp4'))).toBe(false)
  await mkdir(join(folder, 'a b'))
  expect(await isBelow(join(folder, 'a'), join(folder, 'a b', 'film.mp4'))).toBe(false)
  expect(await isBelow(join(folder, 'gone'), join(folder, 'film.mp4'))).toBe(false)
})
