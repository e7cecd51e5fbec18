import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  diskFacts,
  factsOf,
  freeBytes,
  lackOfRoom,
  requireFits,
  sameDisk,
  SPARE_BYTES,
} from './disk-space.ts'

const folder = tmpdir()
const missing = join(folder, 'no such folder')
const TIB = 1024 ** 4

test('returns the available space in bytes', async () => {
  const { blocks, bsize } = await statfs(folder)
  const free = await freeBytes(folder)
  expect(free).toBeGreaterThan(SPARE_BYTES)
  expect(free).toBeLessThanOrEqual(blocks * bsize)
  expect(await freeBytes(missing)).toBeNull()
})

test('keeps 64 MiB free', () => {
  expect(SPARE_BYTES).toBe(67_108_864)
})

const EXT = { type: 0xef53, bsize: 4096, blocks: 1000, bavail: 500, files: 100, ffree: 50 }
test.each([
  ['a common disk', EXT, { freeBytes: 2_048_000, totalBytes: 4_096_000, hasInodes: true, largestFile: null }],
  [
    'a full disk',
    { ...EXT, bavail: 0 },
    { freeBytes: 0, totalBytes: 4_096_000, hasInodes: true, largestFile: null },
  ],
  [
    'a disk without inodes',
    { ...EXT, ffree: 0 },
    { freeBytes: 2_048_000, totalBytes: 4_096_000, hasInodes: false, largestFile: null },
  ],
  [
    'a disk that counts no inodes',
    { ...EXT, files: 0, ffree: 0 },
    { freeBytes: 2_048_000, totalBytes: 4_096_000, hasInodes: true, largestFile: null },
  ],
  [
    'a disk of unknown size',
    { ...EXT, blocks: 0, bavail: 0 },
    { freeBytes: null, totalBytes: null, hasInodes: true, largestFile: null },
  ],
  [
    'FAT',
    { ...EXT, type: 0x4d44 },
    { freeBytes: 2_048_000, totalBytes: 4_096_000, hasInodes: true, largestFile: 4_294_967_295 },
  ],
])('%s', (_what, found, facts) => {
  expect(factsOf(found)).toEqual(facts)
})

test('accepts what leaves the reserve free, and no more', async () => {
  expect(await lackOfRoom(folder, 1)).toBeNull()
  expect(await lackOfRoom(folder, 1e6 * TIB)).toBe('DISK_FULL')
})

test('a folder of unknown free space does not lack room', async () => {
  expect(await diskFacts(missing)).toEqual({
    freeBytes: null,
    totalBytes: null,
    hasInodes: true,
    largestFile: null,
  })
  expect(await lackOfRoom(missing, 1)).toBeNull()
})

test('folders are on one disk if their device is the same, or their path', async () => {
  expect(await sameDisk(folder, join(folder, '.'))).toBe(true)
  expect(await sameDisk(missing, missing)).toBe(true)
  expect(await sameDisk(folder, missing)).toBe(false)
})

test.runIf(process.platform === 'linux')('folders on other file systems are on other disks', async () => {
  expect(await sameDisk(folder, '/proc')).toBe(false)
})

test.each([
  [10, 10, true],
  [10, 11, false],
  [10, null, true],
  [null, 2 ** 60, true],
])('a disk whose largest file has %s bytes takes one of %s: %s', async (largestFile, bytes, fits) => {
  const asked: string[] = []
  const facts = async (folderOfFile: string) => {
    asked.push(folderOfFile)
    return { freeBytes: 1, totalBytes: null, hasInodes: true, largestFile }
  }
  const required = requireFits(join(folder, 'film.mp4'), bytes, facts)
  if (fits) await expect(required).resolves.toBeUndefined()
  else
    await expect(required).rejects.toMatchObject({
      failure: { code: 'FILE_TOO_LARGE', params: { path: join(folder, 'film.mp4'), limit: largestFile } },
    })
  expect(asked).toEqual([folder])
})
