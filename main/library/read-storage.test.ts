import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { itemLine } from './index-line.ts'
import { createItems } from './items.ts'
import { readStorage } from './read-storage.ts'

const GONE = join('/media', 'someone', 'archive')

function itemsIn(folders: readonly string[]) {
  const items = createItems()
  for (const [n, folder] of folders.entries()) {
    const line = itemLine([
      {
        source: { kind: 'recording', site: 'https://s', confUUID: `u${n}`, fileType: 'Hd', part: 1 },
        path: join(folder, `${n}.mp4`),
        ...{ bytes: 100, sha256: '', title: `${n}`, savedAt: '2026-10-01T12:00:00.000Z' },
        startTime: '2026-10-01T12:00:00.000Z',
        meeting: { confID: '', scheduler: 'Li Na', durationSeconds: null },
      },
    ])
    const bytes = Buffer.from(line)
    items.apply({ bytes, at: 0, end: bytes.length })
  }
  return items
}

test('a disconnected disk is reported, and only the disk of the save folder gets an estimate', async ({
  folder,
}) => {
  const deps = {
    disks: { mountPoints: async () => await Promise.resolve([GONE, folder]) },
    look: { missingDisks: async () => await Promise.resolve(new Set([GONE])) },
    now: () => new Date(2026, 10, 15),
  }
  const items = itemsIn([GONE, join(GONE, '2026'), join(folder, 'a')])
  const storage = await readStorage(items, folder, deps)
  const free = storage.disks[1]?.freeBytes ?? 0
  expect(free).toBeGreaterThan(0)
  expect(storage.disks).toEqual([
    { path: GONE, items: 2, bytes: 200, isConnected: false, isTarget: false, freeBytes: null },
    { path: folder, items: 1, bytes: 100, isConnected: true, isTarget: true, freeBytes: free },
  ])
  expect(storage.bytesPerMonth).toBe(300)
  expect(storage.monthsLeft).toBe(free / 300)
  expect(storage.schedulers).toEqual([{ name: 'Li Na', items: 3, bytes: 300 }])
})

test('the disk that is saved to is listed although nothing is on it yet', async ({ folder }) => {
  const deps = {
    disks: { mountPoints: async () => await Promise.resolve([folder]) },
    look: { missingDisks: async () => await Promise.resolve(new Set<string>()) },
    now: () => new Date(2026, 10, 15),
  }
  const { disks } = await readStorage(itemsIn(['/']), folder, deps)
  expect(disks.map(({ path, items }) => [path, items])).toEqual([
    ['/', 1],
    [folder, 0],
  ])
  expect((await readStorage(itemsIn([]), null, deps)).disks).toEqual([])
})
