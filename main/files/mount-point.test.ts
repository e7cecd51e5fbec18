import { spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { isPosix } from '../../test/platform.ts'
import { isConnected, isOnMissingDisk, mountPointOf, requireConnected } from './mount-point.ts'

/** A disk in memory at this folder; false where none can be mounted. */
const mount = (at: string): boolean => spawnSync('mount', ['-t', 'tmpfs', 'none', at]).status === 0
const unmount = (at: string): void => void spawnSync('umount', [at])

test('a folder that does not exist is on the disk of its nearest parent', async ({ folder }) => {
  expect(await mountPointOf(join(folder, 'a', 'b'))).toBe(await mountPointOf(folder))
  await writeFile(join(folder, 'file'), '')
  expect(await mountPointOf(join(folder, 'file', 'b'))).toBe(await mountPointOf(folder))
})

test('a folder on an unknown disk counts as connected', async ({ folder }) => {
  expect(await isConnected(join(folder, 'gone'), null)).toBe(true)
  expect(await isConnected(folder, await mountPointOf(folder))).toBe(true)
  expect(await isConnected(folder, '/another/disk')).toBe(false)
  await expect(requireConnected(folder, '/another/disk')).rejects.toMatchObject({
    code: 'DISK_GONE',
    failure: { params: { path: folder } },
  })
})

test('a disk that is taken away is noticed, and again when it is back', async ({ folder, skip }) => {
  const disk = join(folder, 'disk')
  await mkdir(disk)
  if (!mount(disk)) skip('no disk can be mounted here: root is needed')
  try {
    const inside = join(disk, 'recordings')
    await mkdir(inside)
    const point = await mountPointOf(inside)
    expect(point).toBe(disk)
    expect(await isOnMissingDisk(inside, [point])).toBe(false)
    unmount(disk)
    expect(await isConnected(inside, point)).toBe(false)
    expect(await isOnMissingDisk(inside, [point])).toBe(true)
    expect(await isOnMissingDisk(disk, [point])).toBe(true)
    // What lies beside it, and what begins like it, is on another disk.
    expect(await isOnMissingDisk(`${disk}s`, [point])).toBe(false)
    mount(disk)
    expect(await isConnected(inside, point)).toBe(true)
    unmount(disk)
    // The user has copied everything into the folder itself.
    await writeFile(join(disk, 'film.mp4'), '')
    expect(await isOnMissingDisk(inside, [point])).toBe(false)
  } finally {
    unmount(disk)
  }
})

describe.runIf(isPosix)('a volume', () => {
  test.each([
    ['darwin', '/Volumes/no such disk/recordings', true],
    ['linux', '/run/media/me/no such disk/recordings', true],
    ['linux', '/media/me/no such disk', true],
    ['linux', '/no such folder/recordings', false],
    ['darwin', '/Volumes', false],
  ] as const)('on %s, %s is on a missing disk: %s', async (platform, path, expected) => {
    expect(await isOnMissingDisk(path, [], platform)).toBe(expected)
  })
})

test('the root is never a missing disk', async ({ folder }) => {
  expect(await isOnMissingDisk(join(folder, 'new'), ['/'])).toBe(false)
})
