import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { lockPart } from '../transfer/part-lock.ts'
import { createUnfinishedFiles } from './unfinished-files.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

test('a cancelled download’s unfinished file is removed, unless another process is writing it', async ({
  folder,
}) => {
  const path = join(folder, 'film.mp4')
  for (const suffix of ['.part', '.part.json']) await writeFile(path + suffix, 'x')
  const files = createUnfinishedFiles(log)
  const place = { folder, fileName: 'film.mp4', awaited: null }
  const other = await lockPart(path)
  await files.discard(place)
  expect(await readdir(folder)).toEqual(['film.mp4.part', 'film.mp4.part.json', 'film.mp4.part.lock'])
  await other.unlock()
  await files.discard(place)
  expect(await readdir(folder)).toEqual([])
})
