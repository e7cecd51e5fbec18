import { chmod, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { isPosix } from '../../test/platform.ts'
import {
  makeFolder,
  makeFoldersBelow,
  makePrivate,
  PRIVATE_FOLDER,
  removeEmptyFolders,
} from './make-folder.ts'

test('creates missing parents, and accepts a folder that exists', async ({ folder }) => {
  const path = join(folder, 'a', 'b', 'c')
  await makeFolder(path)
  await makeFolder(path)
  expect((await stat(path)).isDirectory()).toBe(true)
})

test.runIf(isPosix)(
  'gives the mode to the folder itself, and leaves one that exists as it was',
  async ({ folder }) => {
    const path = join(folder, 'a', 'b')
    await makeFolder(path, PRIVATE_FOLDER)
    expect((await stat(path)).mode & 0o777).toBe(0o700)
    expect((await stat(join(folder, 'a'))).mode & 0o077).not.toBe(0)
    await chmod(path, 0o750)
    await makeFolder(path, PRIVATE_FOLDER)
    expect((await stat(path)).mode & 0o777).toBe(0o750)
  },
)

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

test.runIf(isPosix)('makes an existing folder private, but not one behind a link', async ({ folder }) => {
  const [own, chosen, link] = ['own', 'chosen', 'link'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  for (const path of [own, chosen]) {
    await mkdir(path)
    await chmod(path, 0o755)
  }
  await symlink(chosen, link)
  for (const path of [own, link, join(folder, 'missing')]) makePrivate(path)
  expect((await stat(own)).mode & 0o777).toBe(0o700)
  expect((await stat(chosen)).mode & 0o777).toBe(0o755)
  // A file is left alone.
  await writeFile(join(folder, 'file'), '')
  await chmod(join(folder, 'file'), 0o644)
  makePrivate(join(folder, 'file'))
  expect((await stat(join(folder, 'file'))).mode & 0o777).toBe(0o644)
})

test('creates folders only below an existing one', async ({ folder }) => {
  await Promise.all(Array.from({ length: 5 }, () => makeFoldersBelow(folder, join(folder, 'a', 'b'))))
  expect((await stat(join(folder, 'a', 'b'))).isDirectory()).toBe(true)
  await makeFoldersBelow(folder, folder)
  const gone = join(folder, 'gone')
  await expect(makeFoldersBelow(gone, join(gone, 'a'))).rejects.toMatchObject({ code: 'FOLDER_MISSING' })
  await expect(makeFoldersBelow(gone, folder)).rejects.toThrow('not below')
  await writeFile(join(folder, 'file'), '')
  await expect(makeFoldersBelow(folder, join(folder, 'file', 'b'))).rejects.toMatchObject({
    code: 'NAME_REFUSED',
  })
})

test.runIf(isPosix)('follows no link out of the folder', async ({ folder, home }) => {
  await symlink(home, join(folder, '2026'))
  await expect(makeFoldersBelow(folder, join(folder, '2026', '11'))).rejects.toMatchObject({
    code: 'NAME_REFUSED',
  })
  expect(await readdir(home)).toEqual([])
})

test('removes only empty folders, and never the one they are in', async ({ folder }) => {
  await mkdir(join(folder, 'a', 'b', 'c'), { recursive: true })
  await writeFile(join(folder, 'a', 'file'), '')
  await removeEmptyFolders(folder, join(folder, 'a', 'b', 'c'))
  expect(await readdir(folder, { recursive: true })).toEqual(['a', join('a', 'file')])
  await removeEmptyFolders(join(folder, 'x'), join(folder, 'x'))
})
