import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../../test/fixtures.ts'
import { sampleDownload } from '../../../test/sample-download.ts'
import { readRooms } from './read-rooms.ts'

test('counts each disk once, with what is to come there, and leaves out what cannot be read', async ({
  folder,
}) => {
  const [one, other, gone] = [join(folder, 'one'), join(folder, 'other'), join(folder, 'gone')]
  await Promise.all([mkdir(one), mkdir(other)])
  const rooms = await readRooms(
    [one, other, one, gone],
    [
      sampleDownload({ folder: one, state: 'running', totalBytes: 100, receivedBytes: 40 }),
      sampleDownload({ folder, state: 'waiting', totalBytes: 7, receivedBytes: 0 }),
      sampleDownload({ folder: other, state: 'waiting', totalBytes: null, receivedBytes: 0 }),
      sampleDownload({ folder: one, state: 'saved', totalBytes: 100, receivedBytes: 0 }),
      sampleDownload({ folder: gone, state: 'waiting', totalBytes: 1000, receivedBytes: 0 }),
    ],
  )
  expect(rooms).toEqual([
    { folders: [one, other], freeBytes: expect.any(Number), totalBytes: expect.any(Number), toCome: 67 },
  ])
})
