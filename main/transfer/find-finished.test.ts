import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isPosix } from '../../test/platform.ts'
import { findFinished, removeFinishedJournal } from './find-finished.ts'
import { type Journal, writeJournal } from './journal.ts'

const BYTES = 'the whole film'
const sha256 = createHash('sha256').update(BYTES).digest('hex')
const sealed: Journal = {
  version: 1,
  identity: 'a film',
  durable: BYTES.length,
  total: BYTES.length,
  etag: null,
  lastModified: null,
  sha256,
}

let folder = ''
let path = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'find-settled-'))
  path = join(folder, 'film')
})
afterEach(() => rm(folder, { recursive: true }))

const find = (needsExtension = false) => findFinished({ identity: 'a film', finalPath: path, needsExtension })
const foundAt = (name: string) => ({ path: join(folder, name), bytes: BYTES.length, sha256, note: null })
const write = (name: string, text = BYTES) => writeFile(join(folder, name), text)

describe('after a crash between the rename and its record', () => {
  test('finds the file under its name', async () => {
    await writeJournal(path, sealed)
    await write('film')
    expect(await find()).toEqual(foundAt('film'))
  })

  test('or under a numbered name, after other files', async () => {
    await writeJournal(path, sealed)
    await write('film', 'another film!!')
    await write('film (2)', 'shorter')
    await mkdir(join(folder, 'film (3)'))
    await write('film (4)')
    expect(await find()).toEqual(foundAt('film (4)'))
  })

  // Windows lets only some accounts make links.
  test.runIf(isPosix)('ignores a link to the file', async () => {
    await writeJournal(path, sealed)
    // The size of a link is the length of its target: here, that of the file.
    const elsewhere = 'elsewhere.part'
    expect(elsewhere).toHaveLength(BYTES.length)
    await write(elsewhere)
    await symlink(elsewhere, path)
    expect(await find()).toBeNull()
  })

  test('or with an extension from its content, or without one', async () => {
    await writeJournal(path, sealed)
    await write('film.pdf')
    expect(await find()).toBeNull()
    expect(await find(true)).toEqual(foundAt('film.pdf'))
    await rm(join(folder, 'film.pdf'))
    await write('film')
    expect(await find(true)).toEqual(foundAt('film'))
  })

  test('searches no further than a free number', async () => {
    await writeJournal(path, sealed)
    await write('film (2)')
    expect(await find()).toBeNull()
  })

  test.each<[string, Partial<Journal>]>([
    ['is of another file', { identity: 'another film' }],
    ['is not sealed', { sha256: null }],
  ])('finds nothing when the journal %s', async (_, change) => {
    await writeJournal(path, { ...sealed, ...change })
    await write('film')
    expect(await find()).toBeNull()
  })

  test('finds nothing without a journal, or while the part file exists', async () => {
    await write('film')
    expect(await find()).toBeNull()
    await writeJournal(path, sealed)
    await write('film.part')
    expect(await find()).toBeNull()
  })
})

describe('a leftover journal', () => {
  test('is removed once its file is known', async () => {
    await writeJournal(path, sealed)
    await removeFinishedJournal(path, 'a film')
    expect(await readdir(folder)).toEqual([])
  })

  test.each<[string, Partial<Journal>]>([
    ['is of another file', { identity: 'another film' }],
    ['is not sealed', { sha256: null }],
  ])('stays when it %s', async (_, change) => {
    await writeJournal(path, { ...sealed, ...change })
    await removeFinishedJournal(path, 'a film')
    expect(await readdir(folder)).toEqual(['film.part.json'])
  })

  test('stays while the part file exists', async () => {
    await writeJournal(path, sealed)
    await write('film.part')
    await removeFinishedJournal(path, 'a film')
    expect((await readdir(folder)).toSorted()).toEqual(['film.part', 'film.part.json'])
  })
})
