import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { makeFolder } from './make-folder.ts'

test('creates missing parents, and accepts a folder that exists', async ({ folder }) => {
  const path = join(folder, 'a', 'b', 'c')
  await makeFolder(path)
  await makeFolder(path)
  expect((await stat(path)).isDirectory()).toBe(true)
})

test('several callers may create the same folder at once', async ({ folder }) => {
  const path = join(folder, 'a', 'b')
  await Promise.all(Array.from({ length: 5 }, () => makeFolder(path)))
  expect((await stat(path)).isDirectory()).toBe(true)
})

test('reports that the folder or a parent is a file', async ({ folder }) => {
  await writeFile(join(folder, 'file'), '')
  for (const path of ['file', 'file/b'])
    await expect(makeFolder(join(folder, path))).rejects.toMatchObject({ code: 'ENOTDIR' })
})
