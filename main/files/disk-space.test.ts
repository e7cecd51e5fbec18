import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freeBytes, hasRoom, lacksRoom, sameDisk, SPARE_BYTES } from './disk-space.ts'

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

test('accepts what leaves the reserve free, and no more', async () => {
  expect(await hasRoom(folder, 1)).toBe(true)
  expect(await hasRoom(folder, 1e6 * TIB)).toBe(false)
  expect(await lacksRoom(folder, 1)).toBe(false)
  expect(await lacksRoom(folder, 1e6 * TIB)).toBe(true)
})

test('a folder of unknown free space neither has room nor lacks it', async () => {
  expect(await hasRoom(missing, 1)).toBe(false)
  expect(await lacksRoom(missing, 1)).toBe(false)
})

test('folders are on one disk if their device is the same, or their path', async () => {
  expect(await sameDisk(folder, join(folder, '.'))).toBe(true)
  expect(await sameDisk(missing, missing)).toBe(true)
  expect(await sameDisk(folder, missing)).toBe(false)
})

test.runIf(process.platform === 'linux')('folders on other file systems are on other disks', async () => {
  expect(await sameDisk(folder, '/proc')).toBe(false)
})
