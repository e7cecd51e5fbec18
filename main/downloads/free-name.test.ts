import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freeFileName } from './free-name.ts'
import { writeJournal } from '../transfer/journal.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'free-name-'))
})
afterEach(() => rm(folder, { recursive: true }))

const free = (...taken: string[]) => freeFileName(folder, 'Film.mp4', 'mine', new Set(taken))
const write = (name: string, text = '') => writeFile(join(folder, name), text)
const journal = (name: string, identity: string) =>
  writeJournal(join(folder, name), {
    ...{ version: 1, identity, durable: 0, total: null, etag: null, lastModified: null, sha256: null },
  })

test('a name that nothing has is free', async () => {
  expect(await free()).toBe('Film.mp4')
})

test('names of the queue are taken, however they are spelled', async () => {
  expect(await free('film.MP4', 'FILM (2).mp4')).toBe('Film (3).mp4')
  const composed = await freeFileName(folder, 'é.mp4', 'mine', new Set(['e\u0301.mp4']))
  expect(composed).toBe('é (2).mp4')
})

test('a file that is there keeps its name', async () => {
  await write('Film.mp4')
  await write('Film (2).mp4')
  expect(await free()).toBe('Film (3).mp4')
})

test("an unfinished file of one's own is found again, whether it has its name already or not", async () => {
  await journal('Film.mp4', 'mine')
  expect(await free()).toBe('Film.mp4')
  await write('Film.mp4')
  expect(await free()).toBe('Film.mp4')
})

test('an unfinished file of another keeps its name', async () => {
  await journal('Film.mp4', 'other')
  await write('Film.mp4.part')
  expect(await free()).toBe('Film (2).mp4')
})

test('a journal of another without its part keeps nothing', async () => {
  await journal('Film.mp4', 'other')
  expect(await free()).toBe('Film.mp4')
})

test.each(['', '{}', '{"identity":7}', '{"identity":"mine"}'])(
  'nor does one that is none: %s',
  async (text) => {
    await write('Film.mp4.part.json', text)
    await write('Film.mp4.part')
    expect(await free()).toBe('Film.mp4')
  },
)

test('a folder that is none is named', async () => {
  await write('file')
  const asked = freeFileName(join(folder, 'file'), 'Film.mp4', 'mine', new Set())
  await expect(asked).rejects.toMatchObject({ failure: { code: 'FOLDER_MISSING' } })
})
