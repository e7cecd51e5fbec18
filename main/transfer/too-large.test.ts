import type * as Fs from 'node:fs/promises'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { openPart } from './part-file.ts'
import { transfer } from './transfer.ts'

// FAT cannot be mounted without a tool to format it.
vi.mock('node:fs/promises', async (original) => {
  const module = await original<typeof Fs>()
  return {
    ...module,
    statfs: vi.fn(async (path: string) => Object.assign(await module.statfs(path), { type: 0x4d44 })),
  }
})

const LIMIT = 2 ** 32 - 1
const facts = { etag: null, lastModified: null }

test('a file that FAT cannot hold is refused before its first byte', async ({ folder }) => {
  const { part } = await openPart(join(folder, 'film.mp4'), 'a film')
  await part.begin({ ...facts, total: LIMIT })
  await expect(part.begin({ ...facts, total: LIMIT + 1 })).rejects.toMatchObject({
    failure: { code: 'FILE_TOO_LARGE', params: { limit: LIMIT } },
  })
  await part.close()
  expect(vi.mocked(statfs)).toHaveBeenCalled()
})

test('one whose size is known takes no link, and leaves no file', async ({ folder }) => {
  const freshLink = vi.fn()
  const outcome = await transfer(
    {
      identity: 'a film',
      finalPath: join(folder, 'film.mp4'),
      mustBeBoxes: true,
      needsExtension: false,
      expected: { kind: 'recording', bytes: LIMIT + 1, sha256: null },
    },
    {
      freshLink,
      agentFor: vi.fn(),
      toNetworkError: vi.fn(),
      readError: vi.fn(),
      limits: { maxRetries: 0, retryWaitMs: 1, stallTimeoutMs: 1000 },
      signal: new AbortController().signal,
      onProgress: vi.fn(),
      onSetback: vi.fn(),
      onQuarantined: vi.fn(),
      log: { info: vi.fn(), warn: vi.fn(), error: vi.fn() },
    },
  )
  expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'FILE_TOO_LARGE' } })
  expect(freshLink).not.toHaveBeenCalled()
})
