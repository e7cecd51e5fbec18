import { createHash } from 'node:crypto'
import { mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import { savedFolder } from './saved-folder.ts'
import { recordingDescription } from '../../test/recording-description.ts'
import { writeDescription } from './write-description.ts'
import type { SavedFolder } from './read-folder.ts'
import { verifyFolder, type VerifyProgress } from './verify.ts'
import { test as it } from '../../test/fixtures.ts'

let root: string
it.beforeEach(async ({ folder: madeRoot }) => {
  root = madeRoot
})

const FILM = Buffer.alloc(3_000_000, 'film of a meeting ')
const going = new AbortController().signal

async function save(path: string, bytes: Buffer = FILM): Promise<string> {
  const file = join(root, path)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await writeDescription(
    file,
    recordingDescription({ file: basename(file), bytes: bytes.length, sha256 }, { confUUID: path }),
    'file',
  )
  return file
}
const verify = (folder: SavedFolder = savedFolder(root)) => verifyFolder(folder, () => undefined, going)

describe('verifyFolder', () => {
  it('finds flipped bytes, truncated, grown and missing files, and reports no intact file', async () => {
    await save('whole.mp4')
    await save('周会/whole.mp4')
    const flipped = Buffer.from(FILM)
    flipped[2_999_999] = (flipped[2_999_999] ?? 0) ^ 1
    await writeFile(await save('flipped.mp4'), flipped)
    await truncate(await save('a/b/cut.mp4'), FILM.length - 1)
    await writeFile(await save('grown.m4a'), Buffer.concat([FILM, FILM]))
    await rm(await save('gone.mp4'))
    expect(await verify()).toEqual({
      checked: 5,
      ok: 2,
      damaged: [
        { path: 'a/b/cut.mp4', reason: 'SIZE_MISMATCH' },
        { path: 'flipped.mp4', reason: 'HASH_MISMATCH' },
        { path: 'grown.m4a', reason: 'SIZE_MISMATCH' },
      ],
      missing: ['gone.mp4'],
      incomplete: [],
      unknown: [],
    })
  })

  it('reports media without a description as unknown, and ignores everything else', async () => {
    const names = [
      'film.MP4',
      'film (incomplete).mp4',
      'sound.m4a',
      'film.mp4.part',
      'film.mp4.part.json',
      'notes.json',
      'x.txt',
    ]
    for (const name of names) await writeFile(join(root, name), '{"version":1}')
    expect(await verify()).toEqual({
      ...{ checked: 0, ok: 0, damaged: [], missing: [] },
      incomplete: ['film (incomplete).mp4'],
      unknown: ['film.MP4', 'sound.m4a'],
    })
  })

  it('reports a renamed file as missing and unknown', async () => {
    await rename(await save('film.mp4'), join(root, 'mine.mp4'))
    expect(await verify()).toMatchObject({ checked: 0, missing: ['film.mp4'], unknown: ['mine.mp4'] })
  })

  it('finds a file whose name the file system has decomposed', async () => {
    const file = await save('caf\u00e9/r\u00e9union.mp4')
    await rename(file, join(root, 'caf\u00e9/re\u0301union.mp4'))
    await rename(join(root, 'caf\u00e9'), join(root, 'cafe\u0301'))
    expect(await verify()).toEqual({
      checked: 1,
      ok: 1,
      damaged: [],
      missing: [],
      incomplete: [],
      unknown: [],
    })
  })

  it('reports a damaged description', async () => {
    await writeFile(join(root, 'film.json'), '{"kind":"meetkeep-recording","file":"../../etc/passwd"}')
    expect(await verify()).toMatchObject({
      damaged: [{ path: 'film.json', reason: 'SIDECAR_DAMAGED' }],
      missing: [],
    })
  })

  it('follows links to files, not to folders', async () => {
    const file = await save('a/film.mp4')
    await rename(file, join(root, 'film.bin'))
    await symlink(join(root, 'film.bin'), file)
    await symlink(root, join(root, 'a', 'circle'))
    await symlink(join(root, 'nowhere'), join(root, 'dangling.mp4'))
    expect(await verify()).toEqual({
      checked: 1,
      ok: 1,
      damaged: [],
      missing: [],
      incomplete: [],
      unknown: [],
    })
  })

  it('reports what cannot be read, and continues', async () => {
    await save('a.mp4')
    await save('b.mp4')
    const disk = savedFolder(root)
    const folder: SavedFolder = {
      ...disk,
      async *folders(signal) {
        yield* disk.folders(signal)
        yield { path: 'locked', files: [], failure: 'DISK_ERROR' }
      },
      async *stream(path) {
        if (path === 'a.mp4') throw new AppError('DISK_ERROR')
        yield* disk.stream(path)
      },
    }
    expect(await verify(folder)).toMatchObject({
      ...{ checked: 2, ok: 1 },
      damaged: [
        { path: 'a.mp4', reason: 'DISK_ERROR' },
        { path: 'locked', reason: 'DISK_ERROR' },
      ],
    })
  })

  it('fails with FOLDER_MISSING for a missing folder', async () => {
    const failure = { code: 'FOLDER_MISSING', params: { path: join(root, 'none'), use: 'read' } }
    await expect(verify(savedFolder(join(root, 'none')))).rejects.toMatchObject({ failure })
  })

  it('reports progress, and ends when aborted', async () => {
    await save('a.mp4')
    await truncate(await save('b.mp4'), 5)
    await save('c.mp4')
    const reported: VerifyProgress[] = []
    await verifyFolder(savedFolder(root), (progress) => reported.push(progress), going)
    const done = reported.map(({ doneBytes }) => doneBytes)
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    expect(reported.at(-1)).toEqual({ doneBytes: 9_000_000, totalBytes: 9_000_000, path: 'c.mp4' })

    const stop = new AbortController()
    let chunks = 0
    const verifying = verifyFolder(
      savedFolder(root),
      () => {
        chunks += 1
        stop.abort()
      },
      stop.signal,
    )
    await expect(verifying).rejects.toMatchObject({ name: 'AbortError' })
    expect(chunks).toBe(1)
  })
})
