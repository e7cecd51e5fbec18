import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { createKnownDisks } from './known-disks.ts'

const disksIn = (home: string) => createKnownDisks(home, () => undefined)

test('creates a folder on a disk that is there', async ({ home, folder }) => {
  await disksIn(home).makeFolder(join(folder, 'a', 'b'))
  expect((await stat(join(folder, 'a', 'b'))).isDirectory()).toBe(true)
})

test('creates nothing below an empty mount point, also after a restart', async ({ home, folder, skip }) => {
  const disk = join(folder, 'disk')
  await mkdir(disk)
  if (spawnSync('mount', ['-t', 'tmpfs', 'none', disk]).status !== 0)
    skip('no disk can be mounted here: root is needed')
  try {
    await disksIn(home).makeFolder(join(disk, 'recordings'))
    spawnSync('umount', [disk])
    for (const path of [join(disk, 'recordings'), join(disk, 'others', 'a'), disk]) {
      await expect(disksIn(home).makeFolder(path)).rejects.toMatchObject({ code: 'DISK_GONE' })
      await expect(disksIn(home).require(path)).rejects.toMatchObject({ code: 'DISK_GONE' })
    }
    expect(await readdir(disk)).toEqual([])
    spawnSync('mount', ['-t', 'tmpfs', 'none', disk])
    await disksIn(home).makeFolder(join(disk, 'recordings'))
    expect(existsSync(join(disk, 'recordings'))).toBe(true)
  } finally {
    spawnSync('umount', [disk])
  }
})

test('creates nothing below a mount point of the system where nothing is mounted', async ({
  home,
  folder,
}) => {
  const point = join(folder, 'archive')
  await mkdir(point)
  const disks = createKnownDisks(
    home,
    () => undefined,
    async () => [point],
  )
  for (const path of [point, join(point, 'recordings')])
    await expect(disks.makeFolder(path)).rejects.toMatchObject({ code: 'DISK_GONE' })
  expect(await readdir(point)).toEqual([])
  await disks.makeFolder(join(folder, 'archive-2'))
  // The user keeps files there: it is a plain folder.
  await mkdir(join(point, 'films'))
  await disks.makeFolder(join(point, 'recordings'))
})
