import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { expect, vi } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { isPosix } from '../../test/platform.ts'
import { itemKey } from './index-line.ts'
import { createLibrary, type Library } from './library.ts'
import { createRemoveFiles } from './remove-files.ts'
import { savedIdOf } from './saved-id.ts'
import { writeDescription } from './write-description.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const source = (part: number) =>
  ({ kind: 'recording', site: 'https://one.example', confUUID: 'u', fileType: 'Hd', part }) as const
const SAVED_AT = '2026-11-01T00:00:00.000Z'

let library: Library
let meeting = ''
let trashed = ''
const entries = () => library.ofItem(itemKey(source(1)))
const namesOf = (folder: string) => readdirSync(folder).toSorted()

/** A meeting's folder with two files and their description, and a folder as trash. */
test.beforeEach(async ({ home, folder }) => {
  library = createLibrary(home, () => undefined)
  await library.load()
  meeting = join(folder, 'Weekly')
  trashed = join(folder, 'trash')
  mkdirSync(meeting)
  mkdirSync(trashed)
  for (const part of [1, 2]) {
    const path = join(meeting, `Camera ${part}.mp4`)
    writeFileSync(path, `film ${part}`)
    const sha256 = createHash('sha256').update(`film ${part}`).digest('hex')
    const facts = { bytes: 6, sha256, savedAt: SAVED_AT }
    await library.add({ ...facts, source: source(part), path, title: 'Weekly' })
    await writeDescription(
      path,
      {
        ...{ kind: 'meetkeep-recording', version: 2, app: '' },
        meeting: {
          ...{ site: 'one.example', confUUID: 'u', confID: '', subject: 'Weekly', scheduler: '' },
          ...{ start: null, durationSeconds: null, audience: null, sizeMB: null, notTaken: [] },
        },
        files: [{ file: basename(path), ...facts, verifiedAt: null, fileType: 'Hd', part, parts: 2 }],
      },
      'meeting',
    )
  }
})

function removal(graceMs: number) {
  const onFailed = vi.fn()
  const thumbnails = { remove: vi.fn(async () => undefined) }
  const trash = async (path: string) => renameSync(path, join(trashed, basename(path)))
  return {
    onFailed,
    thumbnails,
    ...createRemoveFiles({ library, thumbnails, trash, onFailed, log, graceMs }),
  }
}

test('a file goes to the trash and out of its description; the last one takes description and folder along', async () => {
  const remove = removal(0)
  remove.begin(entries().slice(0, 1))
  await expect.poll(() => entries().length).toBe(1)
  expect(namesOf(trashed)).toEqual(['Camera 1.mp4'])
  const described = JSON.parse(readFileSync(join(meeting, 'meeting.json'), 'utf8')) as { files: object[] }
  expect(described.files).toMatchObject([{ file: 'Camera 2.mp4' }])
  remove.begin(entries())
  await expect.poll(() => entries().length).toBe(0)
  expect(namesOf(trashed)).toEqual(['Camera 1.mp4', 'Camera 2.mp4', 'meeting.json'])
  expect(existsSync(meeting)).toBe(false)
  expect(remove.thumbnails.remove.mock.calls).toEqual([1, 2].map((part) => [savedIdOf(source(part))]))
  expect(remove.onFailed).not.toHaveBeenCalled()
  expect(remove.undo()).toBe(0)
})

test('until the time is over, nothing is touched, and undo keeps everything', async () => {
  const remove = removal(60_000)
  remove.begin(entries())
  // Asked for twice, removed once.
  remove.begin(entries())
  expect(namesOf(meeting)).toEqual(['Camera 1.mp4', 'Camera 2.mp4', 'meeting.json'])
  expect(remove.undo()).toBe(2)
  expect(remove.undo()).toBe(0)
  expect(entries()).toHaveLength(2)
  expect(namesOf(trashed)).toEqual([])
})

test.each(['undo', 'close'] as const)('after %s nothing waits to be removed', (action) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const remove = removal(60_000)
    remove.begin(entries().slice(0, 1))
    remove.begin(entries().slice(1))
    expect(vi.getTimerCount()).toBe(2)
    remove[action]()
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test.runIf(isPosix)('what is not the file that was saved is not touched', async () => {
  const path = join(meeting, 'Camera 1.mp4')
  renameSync(path, join(trashed, 'elsewhere.mp4'))
  symlinkSync(join(trashed, 'elsewhere.mp4'), path)
  const remove = removal(0)
  remove.begin(entries().slice(0, 1))
  await expect.poll(() => remove.onFailed.mock.calls.length).toBe(1)
  expect(entries()).toHaveLength(2)
  expect(namesOf(trashed)).toEqual(['elsewhere.mp4'])
  expect(remove.thumbnails.remove).not.toHaveBeenCalled()
})

test('a file that is gone leaves the library', async () => {
  renameSync(join(meeting, 'Camera 1.mp4'), join(trashed, 'moved.mp4'))
  removal(0).begin(entries().slice(0, 1))
  await expect.poll(() => entries().length).toBe(1)
  expect(namesOf(meeting)).toEqual(['Camera 2.mp4', 'meeting.json'])
})

test('a file whose folder is gone leaves the library', async () => {
  rmSync(meeting, { recursive: true })
  const remove = removal(0)
  remove.begin(entries())
  await expect.poll(() => entries().length).toBe(0)
  expect(remove.onFailed).not.toHaveBeenCalled()
})
