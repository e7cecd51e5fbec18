import { expect, test, vi } from 'vitest'
import { clearPageStorage } from './page-storage.ts'

test('all that a page can fill is removed, but not where its films were left', async () => {
  const clearStorageData = vi.fn(async () => undefined)
  await clearPageStorage({ clearStorageData }, { warn: vi.fn() })
  expect(clearStorageData).toHaveBeenCalledExactlyOnceWith({
    storages: ['cookies', 'filesystem', 'indexdb', 'serviceworkers', 'cachestorage'],
  })
})

test('the app starts when it cannot be removed', async () => {
  const warn = vi.fn()
  await clearPageStorage({ clearStorageData: () => Promise.reject(new Error('locked')) }, { warn })
  expect(warn).toHaveBeenCalledOnce()
})
