import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, vi } from 'vitest'
import type { Journal } from './journal.ts'
import { openPart } from './part-file.ts'
import { test } from '../../test/fixtures.ts'
import { drained } from '../../test/scheduler.ts'

const CHUNK = Buffer.alloc(65 * 1024 * 1024, 7)

let folder: string
let path: string
test.beforeEach(async ({ folder: madeFolder }) => {
  folder = madeFolder
  path = join(folder, 'film.mp4')
})
afterEach(async () => {
  vi.restoreAllMocks()
})

const durable = async (): Promise<number> =>
  (JSON.parse(await readFile(`${path}.part.json`, 'utf8')) as { durable: number }).durable

/** The fdatasync of every file handle, to be delayed or refused. */
async function everyDatasync() {
  const handle = await open(join(folder, 'any'), 'w')
  const prototype = Object.getPrototypeOf(handle) as typeof handle
  await handle.close()
  return vi.spyOn(prototype, 'datasync')
}

test('continues writing during an fdatasync, which covers only earlier writes', async () => {
  const datasync = await everyDatasync()
  let finish = (): void => undefined
  datasync.mockImplementationOnce(() => new Promise((resolve) => (finish = resolve)))
  const { part } = await openPart(path, 'a film')
  await part.append([CHUNK])
  await part.append([Buffer.from('more')])
  await part.append([Buffer.from(' and more')])
  expect((await stat(`${path}.part`)).size).toBe(CHUNK.length + 13)
  expect(part.disk().durable).toBe(0)
  expect(await durable()).toBe(0)
  finish()
  await expect.poll(() => part.disk().durable).toBe(CHUNK.length)
  expect(await durable()).toBe(CHUNK.length)
  await part.checkpoint()
  expect(await durable()).toBe(CHUNK.length + 13)
  await part.close()
})

test('a checkpoint waits for the fdatasync before it', async () => {
  const datasync = await everyDatasync()
  let finish = (): void => undefined
  datasync.mockImplementationOnce(() => new Promise((resolve) => (finish = resolve)))
  const { part } = await openPart(path, 'a film')
  await part.append([CHUNK])
  const checkpoint = part.checkpoint()
  await drained()
  expect(datasync).toHaveBeenCalledOnce()
  finish()
  await checkpoint
  expect(datasync).toHaveBeenCalledTimes(2)
  expect(await durable()).toBe(CHUNK.length)
  await part.close()
})

test('a body from byte 0 is durable again after an fdatasync that failed', async () => {
  const datasync = await everyDatasync()
  const { part } = await openPart(path, 'a film')
  datasync.mockRejectedValueOnce(Object.assign(new Error('write-back failed'), { code: 'EIO' }))
  await part.append([Buffer.from('first')])
  await expect(part.checkpoint()).rejects.toMatchObject({ failure: { code: 'DISK_ERROR' } })
  await part.begin({ total: null, etag: null, lastModified: null })
  await part.append([Buffer.from('next')])
  await part.checkpoint()
  expect(await durable()).toBe(4)
  await part.close()
})

test('counts nothing more as durable once an fdatasync has failed, even if the next succeeds', async () => {
  const datasync = await everyDatasync()
  const { part } = await openPart(path, 'a film')
  await part.append([Buffer.from('first')])
  await part.checkpoint()
  datasync.mockRejectedValueOnce(Object.assign(new Error('write-back failed'), { code: 'EIO' }))
  await part.append([CHUNK])
  await expect(part.checkpoint()).rejects.toMatchObject({ failure: { code: 'DISK_ERROR' } })
  await expect(part.checkpoint()).rejects.toMatchObject({ failure: { code: 'DISK_ERROR' } })
  expect(await durable()).toBe(5)
  await part.close()

  const again = await openPart(path, 'a film')
  expect(again.quarantined).toBeNull()
  expect(again.part.written()).toBe(5)
  await again.part.close()
})

test('discards on a full disk everything that an fdatasync could not store', async () => {
  const datasync = await everyDatasync()
  const { part } = await openPart(path, 'a film')
  await part.append([Buffer.from('first')])
  await part.checkpoint()
  datasync.mockRejectedValueOnce(Object.assign(new Error('no room'), { code: 'ENOSPC' }))
  await part.append([CHUNK])
  await expect(part.append([CHUNK])).rejects.toMatchObject({ failure: { code: 'DISK_FULL' } })
  await part.checkpointOnFullDisk()
  expect(part.written()).toBe(5)
  expect(await durable()).toBe(5)
  expect((await stat(`${path}.part`)).size).toBe(5)
  await part.close()
})

const sha256Of = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const facts = { total: 9, etag: '"1"', lastModified: 'x' }
const journal = async (): Promise<Journal> =>
  JSON.parse(await readFile(`${path}.part.json`, 'utf8')) as Journal
const onDiskNow = (): Promise<string> => readFile(`${path}.part`, 'utf8')
const write = (text: string, known: Partial<Journal> | null): Promise<unknown> =>
  Promise.all([
    writeFile(`${path}.part`, text),
    known === null
      ? null
      : writeFile(
          `${path}.part.json`,
          JSON.stringify({
            ...{ version: 1, identity: 'a film', durable: 0, total: null, etag: null, lastModified: null },
            ...{ sha256: null, ...known },
          }),
        ),
  ])

describe('opening', () => {
  test('creates a part file and a journal that count nothing', async () => {
    const { part, quarantined } = await openPart(path, 'a film')
    expect([quarantined, part.written()]).toEqual([null, 0])
    expect(part.disk()).toMatchObject({ durable: 0, total: null, etag: null, lastModified: null })
    expect(await journal()).toEqual({
      ...{
        version: 1,
        identity: 'a film',
        durable: 0,
        total: null,
        etag: null,
        lastModified: null,
        sha256: null,
      },
    })
    expect(await onDiskNow()).toBe('')
    await part.close()
  })

  test('continues from the journal’s count, and truncates the rest', async () => {
    await write('0123456789', { durable: 6, total: 20, etag: '"1"' })
    const { part, quarantined } = await openPart(path, 'a film')
    expect([quarantined, part.written()]).toEqual([null, 6])
    expect(part.disk()).toMatchObject({ durable: 6, total: 20, etag: '"1"', lastModified: null })
    expect(await onDiskNow()).toBe('012345')
    expect(await part.digest()).toBe(sha256Of('012345'))
    await part.close()
  })

  test.each<[string, string, Partial<Journal> | null]>([
    ['has no journal', '0123', null],
    ['is shorter than its journal says', '0123', { durable: 5 }],
    ['is of another film', '0123', { durable: 4, identity: 'another film' }],
  ])('quarantines a part file that %s', async (_, text, known) => {
    await write(text, known)
    const { part, quarantined } = await openPart(path, 'a film')
    expect(quarantined).toMatch(/film\.mp4\.part\.set-aside-[\dTZ.-]+$/)
    expect(await readFile(quarantined ?? '', 'utf8')).toBe(text)
    expect([part.written(), part.disk().durable, await onDiskNow()]).toEqual([0, 0, ''])
    await part.close()
  })

  test.each<[string, string, Partial<Journal> | null]>([
    ['an empty part without a journal', '', null],
    ['a part as long as its journal says', '0123', { durable: 4 }],
  ])('keeps %s', async (_, text, known) => {
    await write(text, known)
    const { part, quarantined } = await openPart(path, 'a film')
    expect([quarantined, part.written()]).toEqual([null, text.length])
    await part.close()
  })

  test('reports what the disk refuses', async () => {
    const gone = join(folder, 'gone', 'film.mp4')
    await expect(openPart(gone, 'a film')).rejects.toMatchObject({
      failure: { code: 'FOLDER_MISSING', params: { path: gone } },
    })
  })
})

test('appends in order, counts once durable, and hashes', async () => {
  const { part } = await openPart(path, 'a film')
  await part.append([Buffer.from('012'), Buffer.from('345')])
  await part.append([])
  await part.append([Buffer.from('678')])
  expect([part.written(), part.disk().durable]).toEqual([9, 0])
  expect(await onDiskNow()).toBe('012345678')
  expect(String(await part.read(2, 4))).toBe('2345')
  expect(String(await part.read(7, 10))).toBe('78')
  expect(String(await part.read(9, 1))).toBe('')
  expect(await part.digest()).toBe(sha256Of('012345678'))
  await part.checkpoint()
  expect(part.disk().durable).toBe(9)
  expect((await journal()).durable).toBe(9)
  await part.close()
})

test('a body from a later byte keeps the bytes before it, and what it hashes and counts as durable', async () => {
  const { part } = await openPart(path, 'a film')
  await part.append([Buffer.from('0123456789')])
  await part.checkpoint()
  await part.append([Buffer.from('abc')])
  await part.begin({ total: 20, etag: '"2"', lastModified: null }, 12)
  expect(part.written()).toBe(12)
  expect(part.disk()).toMatchObject({ durable: 10, total: 20, etag: '"2"' })
  await part.begin({ total: 20, etag: '"2"', lastModified: null }, 4)
  expect(part.disk()).toMatchObject({ durable: 4 })
  await part.append([Buffer.from('XY')])
  await part.checkpoint()
  expect(await part.digest()).toBe(createHash('sha256').update('0123XY').digest('hex'))
  await part.close()
  expect(await readFile(`${path}.part`, 'utf8')).toBe('0123XY')
})

test('a body from byte 0 replaces the content', async () => {
  await write('old bytes', { durable: 9, total: 9, etag: '"old"' })
  const { part } = await openPart(path, 'a film')
  expect(await part.digest()).toBe(sha256Of('old bytes'))
  await part.begin({ ...facts, total: null })
  expect(part.disk()).toMatchObject({ durable: 0, total: null, etag: '"1"', lastModified: 'x' })
  expect([part.written(), await onDiskNow(), (await journal()).durable]).toEqual([0, '', 0])
  await part.append([Buffer.from('new')])
  expect(await part.digest()).toBe(sha256Of('new'))
  part.learn({ total: 3 })
  await part.seal(sha256Of('new'))
  expect(await journal()).toEqual({
    ...{ version: 1, identity: 'a film', durable: 3, total: 3, etag: '"1"', lastModified: 'x' },
    sha256: sha256Of('new'),
  })
  await part.close()
})

test('the hash catches up with an earlier run, and stops when aborted', async () => {
  const bytes = Buffer.alloc(2_500_000, 3)
  await write('', { durable: bytes.length })
  await writeFile(`${path}.part`, bytes)
  const { part } = await openPart(path, 'a film')
  await expect(part.digest(AbortSignal.abort(new Error('paused')))).rejects.toThrow('paused')
  expect(await part.digest(new AbortController().signal)).toBe(sha256Of(bytes))
  await part.append([Buffer.from('more')])
  expect(await part.digest()).toBe(sha256Of(Buffer.concat([bytes, Buffer.from('more')])))
  await part.close()
})

test('detects a part file that another process truncated', async () => {
  await write('0123456789', { durable: 10 })
  const { part } = await openPart(path, 'a film')
  await truncate(`${path}.part`, 4)
  await expect(part.digest()).rejects.toMatchObject({ failure: { code: 'DISK_ERROR' } })
  await part.close()
})

/** The methods of every file handle. */
async function everyHandle() {
  const handle = await open(join(folder, 'any'), 'w')
  await handle.close()
  return Object.getPrototypeOf(handle) as typeof handle
}

describe('a disk that writes less than requested', () => {
  const chunks = [Buffer.from('0123'), Buffer.from('456789')]
  /** Writes `first` bytes of the chunks first, then the rest or nothing. */
  async function short(first: number, takesMore: boolean) {
    const prototype = await everyHandle()
    vi.spyOn(prototype, 'writev').mockImplementationOnce(async function (this: FileHandle, buffers, at) {
      const all = Buffer.concat(buffers as Buffer[]).subarray(0, first)
      expect(at).toBe(0)
      await this.appendFile(all)
      return { bytesWritten: first, buffers }
    })
    const writing = vi.spyOn(prototype, 'write')
    if (!takesMore) writing.mockResolvedValue({ bytesWritten: 0, buffer: Buffer.alloc(0) } as never)
    return writing
  }

  test('gets the rest', async () => {
    const { part } = await openPart(path, 'a film')
    const writing = await short(3, true)
    await part.append(chunks)
    expect(await onDiskNow()).toBe('0123456789')
    // The rest: seven bytes from its first, to byte 3 of the file.
    expect(writing.mock.calls.map((call: unknown[]) => call.slice(1))).toEqual([[0, 7, 3]])
    expect([part.written(), await part.digest()]).toEqual([10, sha256Of('0123456789')])
    await part.close()
  })

  test('is full when it writes no byte, and the hash drops the rest', async () => {
    const { part } = await openPart(path, 'a film')
    await short(3, false)
    await expect(part.append(chunks)).rejects.toMatchObject({ failure: { code: 'DISK_FULL' } })
    vi.restoreAllMocks()
    expect([part.written(), await part.digest()]).toEqual([0, sha256Of('')])
    await part.append([Buffer.from('ab')])
    expect(await part.digest()).toBe(sha256Of('ab'))
    await part.close()
  })
})

test('a full disk costs the last 128 KiB, so that the journal fits', async () => {
  const { part } = await openPart(path, 'a film')
  const bytes = Buffer.alloc(300_000, 5)
  await part.append([bytes])
  await part.checkpointOnFullDisk()
  const left = 300_000 - 131_072
  expect([part.written(), part.disk().durable, (await stat(`${path}.part`)).size]).toEqual([left, left, left])
  expect(await part.digest()).toBe(sha256Of(bytes.subarray(0, left)))
  await part.append([Buffer.from('more')])
  expect(await part.digest()).toBe(sha256Of(Buffer.concat([bytes.subarray(0, left), Buffer.from('more')])))
  await part.close()
})

test('a full disk with less than that costs all of it', async () => {
  const { part } = await openPart(path, 'a film')
  await part.append([Buffer.from('few')])
  await part.checkpointOnFullDisk()
  expect([part.written(), part.disk().durable]).toEqual([0, 0])
  await part.close()
})

test('makes writes durable after a second automatically', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(0)
  const { part } = await openPart(path, 'a film')
  now.mockReturnValue(999)
  await part.append([Buffer.from('ab')])
  expect(part.disk().durable).toBe(0)
  now.mockReturnValue(1000)
  await part.append([Buffer.from('cd')])
  await expect.poll(() => part.disk().durable).toBe(4)
  now.mockReturnValue(1999)
  await part.append([Buffer.from('ef')])
  now.mockRestore()
  await part.close()
  expect((await journal()).durable).toBe(4)
})

test('a file system that cannot make files durable is reported, and the file is saved all the same', async () => {
  const datasync = await everyDatasync()
  const refused = Object.assign(new Error('EINVAL: invalid argument, fdatasync'), { code: 'EINVAL' })
  datasync.mockRejectedValue(refused)
  const onNotDurable = vi.fn()
  const { part } = await openPart(path, 'a film', null, { onNotDurable })
  await part.append([Buffer.from('film')])
  await part.checkpoint()
  expect(onNotDurable).toHaveBeenCalledOnce()
  expect(await durable()).toBe(4)
  // Any other failure is one.
  datasync.mockRejectedValue(Object.assign(new Error('EIO'), { code: 'EIO' }))
  await part.append([Buffer.from('film')])
  await expect(part.checkpoint()).rejects.toMatchObject({ failure: { code: 'DISK_ERROR' } })
  await part.close()
})

describe('after a holder of the lock that fell silent', () => {
  const lock = {
    isHeld: async () => true,
    unlock: async () => undefined,
    isFromSilentHolder: true,
    isTakenOver: true,
  }

  test('a part file is continued in a copy', async () => {
    const first = (await openPart(path, 'a film')).part
    await first.append([Buffer.from('abc')])
    await first.checkpoint()
    const before = await stat(`${path}.part`)
    const { part } = await openPart(path, 'a film', lock)
    expect(part.written()).toBe(3)
    expect((await stat(`${path}.part`)).ino).not.toBe(before.ino)
    await Promise.all([first.close(), part.close()])
  })

  test('there need not be a part file', async () => {
    const { part, quarantined } = await openPart(path, 'a film', lock)
    expect([part.written(), quarantined]).toEqual([0, null])
    await part.close()
  })

  test('what is no file at its name is moved aside', async () => {
    await mkdir(`${path}.part`)
    const { part, quarantined } = await openPart(path, 'a film', lock)
    expect((await stat(quarantined ?? '')).isDirectory()).toBe(true)
    expect((await stat(`${path}.part`)).isFile()).toBe(true)
    await part.close()
  })
})
