import { open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, vi } from 'vitest'
import { openPart } from './part-file.ts'
import { test } from '../../test/fixtures.ts'

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

/** The fdatasync of every file handle, to be held up or refused. */
async function everyDatasync() {
  const handle = await open(join(folder, 'any'), 'w')
  const prototype = Object.getPrototypeOf(handle) as typeof handle
  await handle.close()
  return vi.spyOn(prototype, 'datasync')
}

test('goes on writing beside an fdatasync, which vouches only for what was written before it', async () => {
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

test('counts nothing more as durable once an fdatasync has failed, though the next one succeeds', async () => {
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
  expect(again.setAside).toBeNull()
  expect(again.part.written()).toBe(5)
  await again.part.close()
})

test('gives up on a full disk everything that an fdatasync could not store', async () => {
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
