import { createHash } from 'node:crypto'
import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { savedIdOf } from './saved-id.ts'
import { createLibrary, type Library } from './library.ts'
import { createOutcomeBatch } from './outcome-batch.ts'
import { verifyFile } from './verify-file.ts'
import { writeDescription } from './write-description.ts'

const FILE = { site: 'https://one.example', confUUID: 'u', fileType: 'Hd', part: 1 } as const
const SOURCE = { kind: 'recording', ...FILE } as const
const SAVED_AT = '2026-11-01T00:00:00.000Z'
const NOW = '2026-11-12T08:00:00.000Z'

let path = ''
let library: Library
const entry = () => {
  const found = library.byId(savedIdOf(SOURCE))
  if (found === null) throw new Error('not in the library')
  return found
}
const verify = async (
  onChunk: (bytes: number) => Promise<void> = async () => undefined,
  signal = new AbortController().signal,
) => {
  const outcomes = createOutcomeBatch(library)
  const outcome = await verifyFile(library, outcomes, entry(), { now: () => new Date(NOW), onChunk, signal })
  await outcomes.flush()
  return outcome
}
const describedAs = () =>
  (JSON.parse(readFileSync(path.replace('.mp4', '.json'), 'utf8')) as { files: { verifiedAt: unknown }[] })
    .files[0]?.verifiedAt

test.beforeEach(async ({ home, folder }) => {
  library = createLibrary(home, () => undefined)
  await library.load()
  path = join(folder, 'film.mp4')
  writeFileSync(path, 'film')
  utimesSync(path, 1000, 1000)
  const sha256 = createHash('sha256').update('film').digest('hex')
  await library.add({ source: SOURCE, path, bytes: 4, sha256, title: 't', savedAt: SAVED_AT })
  const { site, ...rest } = { site: 'one.example', confUUID: 'u', confID: '', subject: 't', scheduler: '' }
  await writeDescription(
    path,
    {
      ...{ kind: 'meetkeep-recording', version: 2, app: '' },
      meeting: {
        ...{ site, ...rest, start: null, durationSeconds: null },
        ...{ audience: null, sizeMB: null, notTaken: [] },
      },
      files: [
        {
          ...{ file: 'film.mp4', bytes: 4, sha256, savedAt: SAVED_AT },
          ...{ verifiedAt: null, fileType: 'Hd', part: 1, parts: 1 },
        },
      ],
    },
    'file',
  )
})

test('an unchanged file is verified, and index and description say when', async () => {
  let read = 0
  expect(await verify(async (bytes) => void (read += bytes))).toBe('verified')
  expect(read).toBe(4)
  expect(entry()).toMatchObject({ verifiedAt: NOW, damagedAt: null })
  expect(describedAs()).toBe(NOW)
})

test('a file of other content is damaged, and its description keeps its time', async () => {
  writeFileSync(path, 'fi1m')
  utimesSync(path, 1000, 1000)
  expect(await verify()).toBe('damaged')
  expect(entry().damagedAt).toBe(NOW)
  expect(describedAs()).toBeNull()
})

test('a file whose time alone has changed is unchanged from then on', async () => {
  utimesSync(path, 5000, 5000)
  expect(await library.stateNow(entry())).toBe('changed')
  expect(await verify()).toBe('verified')
  expect(await library.stateNow(entry())).toBe('verified')
})

test('a file that is whole again is no longer damaged', async () => {
  await library.update(SOURCE, { damagedAt: SAVED_AT })
  await verify()
  expect(entry().damagedAt).toBeNull()
})

test('a file of another size is changed, and one that is gone is missing', async () => {
  writeFileSync(path, 'of another size')
  expect(await verify()).toBe('changed')
  rmSync(path)
  expect(await verify()).toBe('missing')
  expect(entry().damagedAt ?? null).toBeNull()
})

test('a file that is written to while it is read is changed', async () => {
  expect(await verify(async () => utimesSync(path, 7000, 7000))).toBe('changed')
  expect(entry().damagedAt ?? null).toBeNull()
})

test('a stop finds nothing', async () => {
  const stop = new AbortController()
  await expect(verify(async () => stop.abort(), stop.signal)).rejects.toThrow()
  expect(entry().verifiedAt ?? null).toBeNull()
})
