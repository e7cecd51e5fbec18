import { lstat, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test as it } from '../../test/fixtures.ts'
import { createKnownDisks } from '../files/known-disks.ts'
import { createLook } from './look.ts'

/** Disks by their mount points, none of which is remembered. */
const disksAt = (...mountPoints: string[]) => ({
  mountPoints: () => Promise.resolve(mountPoints),
  require: () => Promise.resolve(),
})
const facts = { isFile: () => true, size: 4, mtimeMs: 5, dev: 1 }
const found = { isFile: true, size: 4, mtimeMs: 5 }

it('finds out what is at a path', async ({ home, folder }) => {
  const look = createLook({ disks: createKnownDisks(home, () => undefined), onAnswer: () => undefined })
  const path = join(folder, 'film.mp4')
  expect(await look.at({ path })).toBe('nothing')
  expect(await look.at({ path: join(folder, 'no folder', 'film.mp4') })).toBe('nothing')
  await writeFile(path, 'film')
  const { mtimeMs } = await lstat(path)
  expect(await look.at({ path })).toEqual({ isFile: true, size: 4, mtimeMs })
  expect(await look.at({ path: join(path, 'below a file') })).toBe('nothing')
  await rm(path)
  await mkdir(path)
  expect(await look.at({ path })).toMatchObject({ isFile: false })
})

it('does not take a disk that was taken away for one without the file', async ({ folder }) => {
  // Its mount point is there, and empty: the disk above it is on the same device.
  const look = createLook({ disks: disksAt(folder), onAnswer: () => undefined })
  const path = join(folder, 'recordings', 'film.mp4')
  expect(await look.at({ path })).toBe('unreachable')
  expect(await look.missingDisks()).toEqual(new Set([folder]))
  await mkdir(join(folder, 'recordings'))
  expect(await look.at({ path })).toBe('nothing')
  expect(await look.missingDisks()).toEqual(new Set())
})

it('takes other errors for a disk that cannot be reached', async () => {
  const fails = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }))
  for (const code of ['EIO', 'ESTALE', 'EHOSTDOWN', 'EACCES']) {
    const look = createLook({ disks: disksAt(), onAnswer: () => undefined, find: fails(code) })
    expect(await look.at({ path: '/films/film.mp4' }), code).toBe('unreachable')
  }
})

it('does not wait for a share that does not answer, asks it no more, and notices its answer', async () => {
  const asked: string[] = []
  let answer = (): void => undefined
  const silence = new Promise<void>((resolve) => (answer = resolve))
  let answers = 0
  const look = createLook({
    disks: disksAt('/mnt/share', '/mnt/disk'),
    onAnswer: () => (answers += 1),
    find: async (path) => {
      asked.push(path)
      if (path.startsWith('/mnt/share')) await silence
      return facts
    },
    silentMs: 20,
  })
  const paths = ['/mnt/share/1.mp4', '/mnt/share/2.mp4', '/mnt/disk/1.mp4', '/mnt/share/3.mp4']
  expect(await Promise.all(paths.map((path) => look.at({ path })))).toEqual([
    'unreachable',
    'unreachable',
    found,
    'unreachable',
  ])
  expect(await look.at({ path: '/mnt/share/4.mp4' })).toBe('unreachable')
  expect(asked.toSorted()).toEqual(['/mnt/disk/1.mp4', '/mnt/share/1.mp4'])
  answer()
  await expect.poll(() => answers).toBe(1)
  expect(await look.at({ path: '/mnt/share/4.mp4' })).toEqual(found)
})
