import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { isPosix } from '../../test/platform.ts'
import { recordingDescription } from '../../test/recording-description.ts'
import { adoptFolder } from './adopt.ts'
import { listFolder } from './list-folder.ts'
import type { LibraryEntry } from './entry.ts'
import { savedFolder } from './saved-folder.ts'

const going = new AbortController().signal

async function put(root: string, path: string, content: string | object = 'film'): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
}

/** A library that knows nothing, and what was added to it. */
function emptyLibrary() {
  const added: LibraryEntry[] = []
  return {
    added,
    findAll: () => Promise.resolve([]),
    addAll: (entries: readonly LibraryEntry[]) => Promise.resolve(void added.push(...entries)),
  }
}

const reasonsIn = async (folder: string) => (await adoptFolder(folder, emptyLibrary(), going)).reasons

describe('what is not adopted has a reason', () => {
  test.for<[string, Record<string, string | object>, Record<string, string>]>([
    ['a film that nothing explains', { 'a/film.mp4': 'film' }, { 'a/film.mp4': 'NOT_DESCRIBED' }],
    [
      'the film of an offline player',
      { 'zip/player/offlineweb/assets/video/1/1.mp4': 'film', 'zip/player/play.bat': '' },
      { 'zip/player/offlineweb/assets/video/1/1.mp4': 'PORTAL_DOWNLOAD' },
    ],
    [
      'the zip of an offline player, and no other zip',
      {
        'portal.zip': 'PK\u0003\u0004 player/offlineweb/assets/video/1.mp4',
        'other.zip': 'PK\u0003\u0004 player/other.mp4',
        'no.zip': 'offlineweb/',
      },
      { 'portal.zip': 'PORTAL_DOWNLOAD' },
    ],
    [
      'another size',
      { 'film.mp4': 'other film', 'film.json': recordingDescription() },
      { 'film.mp4': 'SIZE_MISMATCH' },
    ],
    [
      'a file that two recordings claim',
      {
        'film.mp4': 'film',
        'film.json': recordingDescription(),
        'meeting.json': recordingDescription({}, { confUUID: 'u2' }),
        'x.json': recordingDescription(),
      },
      { 'film.mp4': 'CONTRADICTED' },
    ],
    [
      'descriptions that cannot be used',
      {
        'a.json': { kind: 'meetkeep-recording', version: 9 },
        'b.json': { kind: 'meetkeep-recording', version: 2 },
        'c.json': recordingDescription({ file: '../film.mp4' }),
        'd.json': recordingDescription({ file: '/etc/passwd' }),
        'e.json': {
          ...recordingDescription(),
          files: Array.from({ length: 2001 }, () => recordingDescription().files[0]),
        },
        'f.json': recordingDescription({}, { subject: 'x'.repeat(2001) }),
        'g/meeting.json': ' '.repeat(2 ** 20) + JSON.stringify(recordingDescription()),
        'h.json': '['.repeat(100_000),
        'i.json': ' '.repeat(2 ** 20),
      },
      {
        'a.json': 'SIDECAR_NEWER',
        ...Object.fromEntries('bcdef'.split('').map((name) => [`${name}.json`, 'SIDECAR_DAMAGED'])),
        'g/meeting.json': 'SIDECAR_DAMAGED',
      },
    ],
  ])('%s', async ([, files, expected], { folder }) => {
    for (const [path, content] of Object.entries(files)) await put(folder, path, content)
    const library = emptyLibrary()
    const { reasons, unknown } = await adoptFolder(folder, library, going)
    expect(reasons).toEqual(expected)
    expect(unknown).toEqual(Object.keys(expected).toSorted())
    expect(library.added).toEqual([])
    expect(await listFolder(savedFolder(folder), '', going)).toEqual([])
  })

  test.runIf(isPosix)('a link', async ({ folder, home }) => {
    await writeFile(join(home, 'film.mp4'), 'film')
    await put(folder, 'film.json', recordingDescription())
    await symlink(join(home, 'film.mp4'), join(folder, 'film.mp4'))
    expect(await reasonsIn(folder)).toEqual({ 'film.mp4': 'LINK' })
  })
})

test('a description of another size counts for nothing where another one fits', async ({ folder }) => {
  await put(folder, 'film.mp4')
  await put(folder, 'film.json', recordingDescription({ bytes: 5 }, { confUUID: 'u2' }))
  await put(folder, 'meeting.json', recordingDescription())
  const library = emptyLibrary()
  expect(await adoptFolder(folder, library, going)).toMatchObject({ adopted: 1, unknown: [] })
  expect(library.added).toMatchObject([{ source: { confUUID: 'u1' } }])
})

test.for([
  ['the same', 0, '2026-10-04T00:00:00.000Z'],
  ['an earlier', -3600, '2026-10-04T00:00:00.000Z'],
  ['a later', 3600, null],
] as const)('a file of %s time than its verification', async ([, seconds, verifiedAt], { folder }) => {
  const at = '2026-10-04T00:00:00.000Z'
  await put(folder, 'film.mp4')
  await put(folder, 'film.json', recordingDescription({ verifiedAt: at }))
  const changed = Date.parse(at) / 1000 + seconds
  await utimes(join(folder, 'film.mp4'), changed, changed)
  const library = emptyLibrary()
  await adoptFolder(folder, library, going)
  expect(library.added).toMatchObject([{ verifiedAt }])
})

test('keeps what was adopted before a stop, counts it, and names nothing that was not looked at', async ({
  folder,
}) => {
  for (let n = 0; n < 20; n += 1) {
    await put(folder, `${n}/film.mp4`)
    await put(folder, `${n}/film.json`, recordingDescription({}, { confUUID: `u${n}` }))
  }
  await put(folder, 'z.mp4')
  const stop = new AbortController()
  const library = emptyLibrary()
  const found = await adoptFolder(folder, library, stop.signal, ({ read }) => {
    if (read === 7) stop.abort()
  })
  expect(found).toMatchObject({ adopted: 7, known: 0, isStopped: true })
  expect(library.added).toHaveLength(7)
  const rest = await adoptFolder(folder, library, going)
  expect(rest).toMatchObject({ isStopped: false, unknown: ['z.mp4'] })
})

test('stops within a folder, too', async ({ folder }) => {
  for (let n = 0; n < 5; n += 1) {
    await put(folder, `${n}.mp4`)
    await put(folder, `${n}.json`, recordingDescription({ file: `${n}.mp4` }, { confUUID: `u${n}` }))
  }
  const stop = new AbortController()
  const onProgress = ({ read }: { read: number }): void => {
    if (read === 2) stop.abort()
  }
  const found = await adoptFolder(folder, emptyLibrary(), stop.signal, onProgress)
  expect(found).toMatchObject({ adopted: 2, isStopped: true })
})

test('two files of one recording, of which one is a copy, are one file of the library', async ({
  folder,
}) => {
  for (const name of ['film.mp4', 'copy.mp4']) {
    await put(folder, name)
    await put(folder, name.replace('mp4', 'json'), recordingDescription({ file: name }))
  }
  const library = emptyLibrary()
  expect(await adoptFolder(folder, library, going)).toMatchObject({ adopted: 1, known: 1, unknown: [] })
  expect(library.added).toHaveLength(1)
})

test('an error that is no stop is passed on', async ({ folder }) => {
  await put(folder, 'film.mp4')
  await put(folder, 'film.json', recordingDescription())
  const findAll = () => Promise.reject(new Error('index closed'))
  await expect(adoptFolder(folder, { ...emptyLibrary(), findAll }, going)).rejects.toThrow('index closed')
  await expect(adoptFolder(`${folder}/none`, emptyLibrary(), going)).rejects.toMatchObject({
    code: 'FOLDER_MISSING',
  })
})
