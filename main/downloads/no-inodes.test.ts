import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, vi } from 'vitest'
import { silentLog } from '../../test/cloud-client.ts'
import { numberedOrder } from '../../test/gated-queue.ts'
import { withDiskErrors } from '../files/disk-error.ts'
import { createBlocked } from './blocked.ts'
import { outgrowsDisk } from './disk-admission.ts'
import { createDownloadList } from './download-list.ts'
import { queuedRequest } from './queued-request.ts'

/** A disk with free bytes, which can take no further file. */
const disk = vi.hoisted(() => ({ ffree: 0 }))
vi.mock('node:fs/promises', async (original) => ({
  ...(await original<object>()),
  statfs: async () => ({
    type: 0xef53,
    bsize: 4096,
    blocks: 1e9,
    bavail: 1e9,
    files: 100,
    ffree: disk.ffree,
  }),
}))
beforeEach(() => void (disk.ffree = 0))

/** A running download. */
function one() {
  const list = createDownloadList(null, silentLog)
  const place = { folder: tmpdir(), fileName: '1.mp4', mountPoint: null }
  const queued = queuedRequest(numberedOrder(1), place, null)
  list.put({ ...queued, state: 'running' })
  return { list, id: queued.id }
}

it('a full disk with free bytes has no inode left', async () => {
  const cause = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  const write = () => withDiskErrors(join(tmpdir(), '1.mp4'), () => Promise.reject(cause))
  const params = { errno: 'ENOSPC', path: join(tmpdir(), '1.mp4') }
  await expect(write()).rejects.toMatchObject({ failure: { code: 'NO_INODES', params }, cause })
  disk.ffree = 1
  await expect(write()).rejects.toMatchObject({ failure: { code: 'DISK_FULL', params }, cause })
})

it('a download does not start there', async () => {
  const { list, id } = one()
  expect(await outgrowsDisk(list, id)).toBe('NO_INODES')
  disk.ffree = 1
  expect(await outgrowsDisk(list, id)).toBeNull()
})

it('one that is blocked there resumes once there is one again', async () => {
  const { list, id } = one()
  const resume = vi.fn<(id: string) => void>()
  const blocked = createBlocked({ list, stop: () => undefined, resume })
  blocked.block(id, { code: 'NO_INODES' })
  await blocked.recheck()
  expect(resume).not.toHaveBeenCalled()
  disk.ffree = 1
  await blocked.recheck()
  expect(resume.mock.calls).toEqual([[id]])
})
