import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { version } from '../../package.json' with { type: 'json' }
import { sampleDownload } from '../../test/sample-download.ts'
import type { LibraryEntry } from '../library/entry.ts'
import { describeSaved } from './describe-saved.ts'
import type { Queued } from './queued.ts'

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const onFailed = vi.fn()
const recording = {
  kind: 'recording',
  site: 'https://one.example',
  confUUID: 'u',
  fileType: 'Hd',
  part: 1,
} as const

let folder = ''
let path = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'describe-saved-'))
  path = join(folder, 'film.mp4')
  await writeFile(path, 'film')
  onFailed.mockClear()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const describe = (patch: Partial<Queued> = {}, about: Partial<LibraryEntry> = {}) => {
  const queued: Queued = {
    ...sampleDownload({ source: recording, startTime: '2026-01-01T00:00:00.000Z', parts: 2 }),
    ...{
      mustBeBoxes: true,
      needsExtension: false,
      expected: { bytes: null, sha256: null },
      awaited: null,
      estimatedBytes: null,
      mountPoint: null,
      copyFrom: null,
      isReplacement: false,
      facts: null,
    },
    meeting: { confID: '9', scheduler: 'Li', durationSeconds: 71 },
    ...patch,
  }
  const entry: LibraryEntry = {
    ...{ source: queued.source, path, bytes: 4, sha256: 'ab'.repeat(32), title: 'Weekly' },
    savedAt: '2026-01-02T00:00:00.000Z',
    ...about,
  }
  return describeSaved(queued, entry, { log, onFailed })
}
const written = async (): Promise<unknown> => {
  const [name = ''] = (await readdir(folder)).filter((one) => one.endsWith('.json'))
  return JSON.parse(await readFile(join(folder, name), 'utf8'))
}
const file = { file: 'film.mp4', bytes: 4, sha256: 'ab'.repeat(32), savedAt: '2026-01-02T00:00:00.000Z' }

test('a recording is described with the enterprise that has listed it', async () => {
  await describe({ meeting: { confID: '9', scheduler: 'Li', durationSeconds: 71, enterpriseId: 'e' } })
  expect(await written()).toMatchObject({ meeting: { enterpriseId: 'e' } })
})

test('a recording is described beside its file, with the facts of its lookup', async () => {
  const notTaken = [{ fileType: 'Aux', parts: 2 }]
  await describe({
    facts: { audience: 'enterprise', sizeMB: 12, notTaken, requestId: 'r-1', describes: 'file' },
  })
  expect(await written()).toMatchObject({
    ...{ kind: 'meetkeep-recording', version: 2, app: version },
    meeting: {
      ...{ site: 'one.example', confUUID: 'u', confID: '9', subject: 'Weekly', scheduler: 'Li' },
      ...{ start: '2026-01-01T00:00:00.000Z', durationSeconds: 71 },
      ...{ audience: 'enterprise', sizeMB: 12, notTaken },
    },
    files: [{ ...file, verifiedAt: null, requestId: 'r-1', fileType: 'Hd', part: 1, parts: 2 }],
  })
  expect(onFailed).not.toHaveBeenCalled()
})

test('unknown fields of its meeting are omitted', async () => {
  await describe({ meeting: null, startTime: null })
  expect(await written()).toMatchObject({
    meeting: { confID: '', scheduler: '', start: null, durationSeconds: null, audience: null, sizeMB: null },
  })
})

test('long texts are truncated', async () => {
  const meeting = { confID: '9', scheduler: 's'.repeat(2001), durationSeconds: null }
  await describe({ meeting }, { title: 't'.repeat(2001) })
  expect(await written()).toMatchObject({
    meeting: { subject: 't'.repeat(2000), scheduler: 's'.repeat(2000) },
  })
})

test('minutes and materials are described, too', async () => {
  await describe({ source: { kind: 'material', site: 'https://s', programId: 'p', materialId: 'm' } })
  expect(await written()).toMatchObject({
    ...{ kind: 'meetkeep-material', program: { site: 's', programId: 'p', name: 'Weekly' } },
    files: [{ ...file, materialId: 'm' }],
  })
  await rm(join(folder, 'film.json'))
  await describe({ source: { kind: 'minutes', site: 'https://s', fileCode: 'c', file: 'pdf' } })
  expect(await written()).toMatchObject({
    ...{ kind: 'meetkeep-minutes', minutes: { site: 's', fileCode: 'c', topic: 'Weekly' } },
    files: [{ ...file, what: 'pdf' }],
  })
})

test('a description that cannot be written is reported, and the file stays saved', async () => {
  await rm(folder, { recursive: true })
  await describe()
  expect(onFailed.mock.calls).toEqual([[path]])
  expect(log.warn).toHaveBeenCalledOnce()
})
