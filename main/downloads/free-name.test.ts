import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { comparableName, findFileName, freeFileName } from './free-name.ts'
import { writeJournal } from '../transfer/journal.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'free-name-'))
})
afterEach(() => rm(folder, { recursive: true }))

const free = (...taken: string[]) =>
  freeFileName(folder, 'Film.mp4', 'mine', new Set(taken.map(comparableName)))
const write = (name: string, text = '') => writeFile(join(folder, name), text)
const journal = (name: string, identity: string) =>
  writeJournal(join(folder, name), {
    ...{ version: 1, identity, durable: 0, total: null, etag: null, lastModified: null, sha256: null },
  })

test('an unused name is free', async () => {
  expect(await free()).toBe('Film.mp4')
})

test('names in the queue are taken, in any spelling', async () => {
  expect(await free('film.MP4', 'FILM (2).mp4')).toBe('Film (3).mp4')
  const composed = await freeFileName(folder, 'é.mp4', 'mine', new Set(['e\u0301.mp4'].map(comparableName)))
  expect(composed).toBe('é (2).mp4')
})

test('the name of an existing file is taken', async () => {
  await write('Film.mp4')
  await write('Film (2).mp4')
  expect(await free()).toBe('Film (3).mp4')
})

test("the download's own unfinished file is found again, under its final name too", async () => {
  await journal('Film.mp4', 'mine')
  expect(await free()).toBe('Film.mp4')
  await write('Film.mp4')
  expect(await free()).toBe('Film.mp4')
})

test("the name of another download's unfinished file is taken", async () => {
  await journal('Film.mp4', 'other')
  await write('Film.mp4.part')
  expect(await free()).toBe('Film (2).mp4')
})

test("another download's journal without its part reserves nothing", async () => {
  await journal('Film.mp4', 'other')
  expect(await free()).toBe('Film.mp4')
})

test.each(['', '{}', '{"identity":7}', '{"identity":"mine"}'])(
  'nor does an invalid journal: %s',
  async (text) => {
    await write('Film.mp4.part.json', text)
    await write('Film.mp4.part')
    expect(await free()).toBe('Film.mp4')
  },
)

test('a path that is not a folder is reported', async () => {
  await write('file')
  const asked = freeFileName(join(folder, 'file'), 'Film.mp4', 'mine', new Set())
  await expect(asked).rejects.toMatchObject({ failure: { code: 'FOLDER_MISSING' } })
})

test('a name that the folder refuses fails that file alone', async () => {
  const long = `${'x'.repeat(300)}.mp4`
  expect(await findFileName(folder, long, 'a film', new Set())).toMatchObject({
    fileName: long,
    failure: { code: 'PATH_TOO_LONG' },
  })
  expect(await findFileName(folder, 'a.mp4', 'a film', new Set())).toEqual({
    fileName: 'a.mp4',
    failure: null,
  })
})

test('a folder that is none fails them all', async () => {
  await writeFile(join(folder, 'file'), '')
  await expect(findFileName(join(folder, 'file'), 'a.mp4', 'a film', new Set())).rejects.toMatchObject({
    code: 'FOLDER_MISSING',
  })
})
