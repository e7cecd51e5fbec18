import { link, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exists, moveToFinalName, moveWithoutOverwriting, withSuffix } from './final-name.ts'

let folder = ''
let path = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'final-name-'))
  path = join(folder, 'film.mp4')
  await writeFile(`${path}.part`, 'bytes')
})
afterEach(() => rm(folder, { recursive: true }))

test('numbers names before their extension', () => {
  expect(withSuffix(path, 1)).toBe(path)
  expect(withSuffix(path, 2)).toBe(join(folder, 'film (2).mp4'))
  expect(withSuffix(join(folder, 'film'), 3)).toBe(join(folder, 'film (3)'))
})

test('moves a part file to its final name, adding a missing extension', async () => {
  expect(await moveToFinalName(`${path}.part`, path, '.mov')).toBe(`${path}.mov`)
  expect(await readdir(folder)).toEqual(['film.mp4.mov'])
  expect(await readFile(`${path}.mov`, 'utf8')).toBe('bytes')
})

test('skips names that are taken', async () => {
  await writeFile(path, 'mine')
  await writeFile(withSuffix(path, 2), 'mine too')
  expect(await moveToFinalName(`${path}.part`, path)).toBe(withSuffix(path, 3))
  expect(await readFile(path, 'utf8')).toBe('mine')
  expect(await readFile(withSuffix(path, 2), 'utf8')).toBe('mine too')
  expect(await readFile(withSuffix(path, 3), 'utf8')).toBe('bytes')
  expect(await exists(`${path}.part`)).toBe(false)
})

test('keeps one of two names of the same file', async () => {
  await link(`${path}.part`, path)
  expect(await moveWithoutOverwriting(`${path}.part`, path)).toBe('moved')
  expect(await readdir(folder)).toEqual(['film.mp4'])
})

test('keeps another file of that name', async () => {
  await writeFile(path, 'mine')
  expect(await moveWithoutOverwriting(`${path}.part`, path)).toBe('taken')
  expect(await readFile(path, 'utf8')).toBe('mine')
  expect(await readFile(`${path}.part`, 'utf8')).toBe('bytes')
})

test('reports a missing folder', async () => {
  const gone = join(folder, 'gone', 'film.mp4')
  await expect(moveToFinalName(`${gone}.part`, gone)).rejects.toMatchObject({
    failure: { code: 'FOLDER_MISSING', params: { path: gone } },
  })
})

test('only ENOENT counts as missing', async () => {
  expect(await exists(folder)).toBe(true)
  expect(await exists(path)).toBe(false)
  await expect(exists(join(folder, 'a\0b'))).rejects.toThrow()
})
