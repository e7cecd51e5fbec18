import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type Journal,
  onDisk,
  readJournal,
  removeJournal,
  removePart,
  quarantinePart,
  writeJournal,
} from './journal.ts'

const journal: Journal = {
  version: 1,
  identity: 'a film',
  durable: 100,
  total: 200,
  etag: '"1"',
  lastModified: 'Sat, 01 Aug 2026 00:00:00 GMT',
  sha256: null,
}

let folder = ''
let path = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'))
  path = join(folder, 'film.mp4')
})
afterEach(() => rm(folder, { recursive: true }))

test('reads what was written, and leaves no other file', async () => {
  await writeJournal(path, journal)
  expect(await readJournal(path, 'a film')).toEqual(journal)
  expect(await readdir(folder)).toEqual(['film.mp4.part.json'])
})

test('a journal replaces the previous one, and what a kill left of another', async () => {
  await writeJournal(path, journal)
  await writeFile(`${path}.part.json.new`, 'x'.repeat(5000))
  await writeJournal(path, { ...journal, durable: 150 })
  expect(await readJournal(path, 'a film')).toEqual({ ...journal, durable: 150 })
  expect(await readdir(folder)).toEqual(['film.mp4.part.json'])
})

describe('reading', () => {
  test('a missing journal is null', async () => {
    expect(await readJournal(path, 'a film')).toBeNull()
  })

  test('an unreadable journal does not count as missing', async () => {
    await expect(readJournal(join(folder, 'a\0b'), 'a film')).rejects.toThrow()
  })

  test.each<[string, object]>([
    ['of another version', { version: 2 }],
    ['of another file', { identity: 'another film' }],
    ['of no file', { identity: '' }],
    ['with less than nothing', { durable: -1 }],
    ['with half a byte', { durable: 0.5 }],
    ['with a total below nothing', { total: -1 }],
    ['with half a total', { total: 0.5 }],
    ['with a total that is a text', { total: '200' }],
    ['without an ETag', { etag: undefined }],
    ['without a date', { lastModified: undefined }],
    ['without a SHA-256', { sha256: undefined }],
  ])('a journal %s cannot be used', async (_, change) => {
    await writeFile(`${path}.part.json`, JSON.stringify({ ...journal, ...change }))
    expect(await readJournal(path, 'a film')).toBe('unusable')
    expect(await readJournal(path, '')).toBe('unusable')
  })

  test.each(['', '{"version":1', 'null', '[]'])('%j cannot be used', async (text) => {
    await writeFile(`${path}.part.json`, text)
    expect(await readJournal(path, 'a film')).toBe('unusable')
  })

  test('an empty file of an unknown size can be used', async () => {
    const fresh = { ...journal, durable: 0, total: null, etag: null, lastModified: null }
    await writeJournal(path, fresh)
    expect(await readJournal(path, 'a film')).toEqual(fresh)
    await writeJournal(path, { ...fresh, total: 0 })
    expect(await readJournal(path, 'a film')).toEqual({ ...fresh, total: 0 })
  })
})

test('removing deletes the journal and leftovers of a kill, but not the part file', async () => {
  await writeJournal(path, journal)
  await writeFile(`${path}.part.json.new`, 'half')
  await writeFile(`${path}.part`, 'bytes')
  await removeJournal(path)
  expect(await readdir(folder)).toEqual(['film.mp4.part'])
  await removeJournal(path)
})

describe('quarantine', () => {
  const now = new Date('2026-01-02T03:04:05.678Z')
  const suffix = '.set-aside-2026-01-02T03-04-05.678Z'

  test('renames part file and journal', async () => {
    await writeFile(`${path}.part`, 'bytes')
    await writeFile(`${path}.part.json`, 'half')
    expect(await quarantinePart(path, now)).toBe(`${path}.part${suffix}`)
    expect((await readdir(folder)).toSorted()).toEqual([
      `film.mp4.part.json${suffix}`,
      `film.mp4.part${suffix}`,
    ])
    expect(await readFile(`${path}.part${suffix}`, 'utf8')).toBe('bytes')
  })

  test('reports the journal if there is no part file, and nothing if there is neither', async () => {
    await writeFile(`${path}.part.json`, 'half')
    expect(await quarantinePart(path, now)).toBe(`${path}.part.json${suffix}`)
    expect(await quarantinePart(path, now)).toBe('')
  })
})

test('the plan gets the facts on disk without fields that only the journal needs', () => {
  expect(onDisk(journal)).toEqual({
    durable: 100,
    total: 200,
    etag: '"1"',
    lastModified: 'Sat, 01 Aug 2026 00:00:00 GMT',
  })
})

test('removing a part file deletes nothing else, and succeeds without one', async () => {
  await writeFile(path, 'mine')
  await writeFile(`${path}.part`, 'bytes')
  await removePart(path)
  expect(await readdir(folder)).toEqual(['film.mp4'])
  await removePart(path)
  await expect(removePart(join(folder, 'a\0b'))).rejects.toThrow()
})
