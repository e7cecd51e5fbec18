import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { recordingDescription } from '../../test/recording-description.ts'
import type { SavedFolder } from '../library/read-folder.ts'
import { savedFolder } from '../library/saved-folder.ts'
import { coverageOf } from './coverage.ts'
import { readFolderFiles } from './folder-files.ts'

/** Reads a folder that `change` changes after it was listed, and before its descriptions are read. */
async function readAmid(root: string, change: () => Promise<void>) {
  const disk = savedFolder(root)
  const folder: SavedFolder = {
    ...disk,
    async *folders(signal) {
      for await (const one of disk.folders(signal)) {
        await change()
        yield one
      }
    },
  }
  return coverageOf([], await readFolderFiles(folder, new AbortController().signal), null).coverage
}

const describe = async (root: string, name: string): Promise<void> =>
  await writeFile(join(root, name), JSON.stringify(recordingDescription({ file: 'Camera.mp4' })))

test('a description that is renamed after the folder was listed is not damaged', async ({ folder: root }) => {
  await describe(root, 'Camera.json')
  await writeFile(join(root, 'Camera.mp4'), 'film')
  const renamed = await readAmid(root, () => rename(join(root, 'Camera.json'), join(root, 'Film.json')))
  expect(renamed).toMatchObject({ damaged: 0, missing: 0 })
})

test('a file that is put there or replaced after the folder was listed is whole', async ({
  folder: root,
}) => {
  const film = join(root, 'Camera.mp4')
  await describe(root, 'meeting.json')
  expect(await readAmid(root, () => writeFile(film, 'film'))).toMatchObject({ files: 1, missing: 0 })
  await writeFile(film, 'fi')
  expect(await readAmid(root, () => writeFile(film, 'film'))).toMatchObject({ files: 1, damaged: 0 })
})

test('what stays as it was listed is still missing or damaged', async ({ folder: root }) => {
  const film = join(root, 'Camera.mp4')
  const nothing = async (): Promise<void> => undefined
  await describe(root, 'meeting.json')
  expect(await readAmid(root, nothing)).toMatchObject({ files: 0, missing: 1 })
  await writeFile(film, 'fi')
  expect(await readAmid(root, nothing)).toMatchObject({ files: 0, damaged: 1 })
  expect(await readAmid(root, () => rm(film, { force: true }))).toMatchObject({ files: 0, missing: 1 })
})
