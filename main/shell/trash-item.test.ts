import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { trashItem } from './trash-item.ts'

test('a file that is gone afterwards was moved', async ({ folder }) => {
  const path = join(folder, 'a.mp4')
  writeFileSync(path, '')
  await trashItem({ trashItem: async (moved) => renameSync(moved, `${moved}.trashed`) }, path)
})

test.for([
  [
    'refuses',
    () => Promise.reject(new Error('Failed to move item to trash')),
    'Failed to move item to trash',
  ],
  ['says that it did, and did not', () => Promise.resolve(), 'the file was not moved to the trash'],
  ['never answers', () => new Promise<void>(() => undefined), 'the trash did not answer in time'],
] as const)('a trash that %s is an error', async ([_what, move, detail], { folder }) => {
  const path = join(folder, 'a.mp4')
  writeFileSync(path, '')
  const trashed = trashItem({ trashItem: move }, path, 50)
  await expect(trashed).rejects.toMatchObject({
    failure: { code: 'DISK_ERROR', detail: expect.stringContaining(detail) as string },
  })
})
