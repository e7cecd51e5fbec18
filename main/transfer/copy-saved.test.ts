import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { copySaved } from './copy-saved.ts'
import { openPart } from './part-file.ts'
import { transfer } from './transfer.ts'

const BYTES = Buffer.alloc(2_500_000, 'a film ')
const sha256 = createHash('sha256').update(BYTES).digest('hex')
const go = new AbortController().signal

async function prepared(folder: string) {
  const from = join(folder, 'from.mp4')
  await writeFile(from, BYTES)
  await mkdir(join(folder, 'to'))
  return { saved: { path: from, bytes: BYTES.length, sha256 }, finalPath: join(folder, 'to', 'film.mp4') }
}

test('copies a saved file, with progress, and leaves the first where it is', async ({ folder }) => {
  const { saved, finalPath } = await prepared(folder)
  const onProgress = vi.fn()
  const freshLink = vi.fn()
  const job = { identity: 'a film', finalPath, mustBeBoxes: true, needsExtension: false }
  const outcome = await transfer(
    { ...job, expected: { kind: 'recording', bytes: null, sha256: null }, copyFrom: saved },
    {
      ...{ freshLink, onProgress, agentFor: vi.fn(), toNetworkError: vi.fn(), readError: vi.fn() },
      limits: { maxRetries: 0, retryWaitMs: 1, stallTimeoutMs: 1000 },
      ...{ signal: go, onSetback: vi.fn(), onQuarantined: vi.fn() },
      log: { info: vi.fn(), warn: vi.fn(), error: vi.fn() },
    },
  )
  expect(outcome).toMatchObject({ kind: 'saved', path: finalPath, bytes: BYTES.length, sha256 })
  expect((await readFile(finalPath)).equals(BYTES)).toBe(true)
  expect((await readFile(saved.path)).equals(BYTES)).toBe(true)
  expect(onProgress.mock.calls.length).toBeGreaterThan(2)
  expect(freshLink).not.toHaveBeenCalled()
})

test.for([
  ['is gone', (path: string) => rm(path)],
  ['was shortened', (path: string) => truncate(path, 1_200_000)],
  ['was lengthened', (path: string) => writeFile(path, Buffer.concat([BYTES, BYTES]))],
  ['has other bytes', (path: string) => writeFile(path, Buffer.alloc(BYTES.length))],
  ['is a folder now', async (path: string) => (await rm(path), await mkdir(path))],
] as const)(
  'a saved file that %s is not copied, and the download can begin',
  async ([, change], { folder }) => {
    const { saved, finalPath } = await prepared(folder)
    await change(saved.path)
    const { part } = await openPart(finalPath, 'a film')
    expect(await copySaved(saved, part, go, vi.fn())).toBe(false)
    expect(part.written()).toBe(0)
    await part.close()
  },
)

test('bytes that were downloaded before stay if there is nothing to copy', async ({ folder }) => {
  const { saved, finalPath } = await prepared(folder)
  await rm(saved.path)
  const { part } = await openPart(finalPath, 'a film')
  await part.append([BYTES])
  expect(await copySaved(saved, part, go, vi.fn())).toBe(false)
  expect(part.written()).toBe(BYTES.length)
  await part.close()
})

test('can be stopped', async ({ folder }) => {
  const { saved, finalPath } = await prepared(folder)
  const { part } = await openPart(finalPath, 'a film')
  const stop = new AbortController()
  await expect(copySaved(saved, part, stop.signal, () => stop.abort())).rejects.toThrow()
  await part.close()
  expect(await readdir(join(folder, 'to'))).toEqual(['film.mp4.part', 'film.mp4.part.json'])
})
