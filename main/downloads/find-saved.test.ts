import { mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Source } from '../../contract/download.ts'
import { test } from '../../test/fixtures.ts'
import { isPosix } from '../../test/platform.ts'
import { createDescribedFiles } from '../library/described-files.ts'
import { createLibrary } from '../library/library.ts'
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
const sha256 = 'ab'.repeat(32)
const request = { source, expected: { bytes: null, sha256: null } }

async function saved(folder: string, name = 'film.mp4', confUUID = 'u1'): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, name)
  await writeFile(path, 'bytes')
  const file = { file: name, bytes: 5, sha256, fileType: 'HD', parts: 2 }
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
