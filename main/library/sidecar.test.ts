import { link, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { readSidecar, siteName, writeSidecar } from './sidecar.ts'
import { test as it } from '../../test/fixtures.ts'

let folder: string
it.beforeEach(async ({ folder: madeFolder }) => {
  folder = madeFolder
})

const about = (
  change: Partial<Parameters<typeof writeSidecar>[1]> = {},
): Parameters<typeof writeSidecar>[1] => ({
  bytes: 4,
  sha256: 'ab'.repeat(32),
  savedAt: '2026-10-03T02:00:00.000Z',
  meeting: {
    site: siteName('https://api.meeting.example/prefix'),
    confUUID: 'u1',
    confID: '912049654',
    subject: 'Weekly 周会',
    scheduler: '张三',
    start: '2026-10-03T01:30:00.000Z',
    durationSeconds: 71,
  },
  ...{ fileType: 'Hd', part: 1, parts: 2 },
  ...change,
})
const of = async (name: string) => readSidecar(await readFile(join(folder, name), 'utf8'))

describe('writeSidecar', () => {
  it('writes the sidecar under the name of the file, without any address', async () => {
    expect(await writeSidecar(join(folder, 'film v1.2.mp4'), about())).toBe(join(folder, 'film v1.2.json'))
    expect(await of('film v1.2.json')).toEqual({
      ...{ kind: 'meetkeep-recording', version: 1, file: 'film v1.2.mp4' },
      ...about(),
    })
    expect(await readdir(folder)).toEqual(['film v1.2.json'])
    expect(await readFile(join(folder, 'film v1.2.json'), 'utf8')).not.toContain('://')
  })

  it('replaces its own sidecar of the same file', async () => {
    await writeSidecar(join(folder, 'film.mp4'), about({ savedAt: 'before' }))
    await writeSidecar(join(folder, 'film.mp4'), about({ savedAt: 'after', fileType: 'HD' }))
    expect(await readdir(folder)).toEqual(['film.json'])
    expect(await of('film.json')).toMatchObject({ savedAt: 'after' })
  })

  it.each([
    ['notes', '{"my":"notes"}'],
    ['nothing', ''],
    ['half a description', '{"kind":"meetkeep-recording","ver'],
    ['a damaged description', '{"kind":"meetkeep-recording","version":9}'],
  ])('never touches %s of another file', async (_, text) => {
    await writeFile(join(folder, 'film.json'), text)
    await writeSidecar(join(folder, 'film.mp4'), about())
    expect(await readFile(join(folder, 'film.json'), 'utf8')).toBe(text)
    expect(await of('film.mp4.json')).toMatchObject({ file: 'film.mp4' })
    expect(await readdir(folder)).toHaveLength(2)
  })

  it('never reads a recording as a sidecar, under any name', async () => {
    await writeFile(join(folder, 'film.json'), Buffer.alloc(100_000, '{"kind":"meetkeep-recording"}'))
    expect(await writeSidecar(join(folder, 'film.json'), about())).toBe(join(folder, 'film.json.json'))
  })

  it('keeps the sidecars of two files of one stem apart, even when written at once', async () => {
    await Promise.all([
      writeSidecar(join(folder, 'film.mp4'), about()),
      writeSidecar(join(folder, 'film.m4a'), about({ fileType: 'Audio' })),
    ])
    const names = (await readdir(folder)).toSorted()
    expect(names).toHaveLength(2)
    expect(names).toContain('film.json')
    const found = await Promise.all(names.map(of))
    expect(found.map((one) => (one as { file: string }).file).toSorted()).toEqual(['film.m4a', 'film.mp4'])
  })

  it('completes a sidecar that a kill interrupted', async () => {
    await writeFile(join(folder, 'film.mp4.json.new'), '{"kind":"meet')
    await writeSidecar(join(folder, 'film.mp4'), about())
    // Between the links of the two names of one file.
    await link(join(folder, 'film.json'), join(folder, 'film.mp4.json.new'))
    await writeSidecar(join(folder, 'film.mp4'), about({ savedAt: 'after' }))
    expect(await readdir(folder)).toEqual(['film.json'])
    expect(await of('film.json')).toMatchObject({ savedAt: 'after' })
  })

  it('fails if both names are taken, and leaves no file', async () => {
    await mkdir(join(folder, 'film.json'))
    await writeFile(join(folder, 'film.mp4.json'), 'x')
    await expect(writeSidecar(join(folder, 'film.mp4'), about())).rejects.toMatchObject({
      code: 'DISK_ERROR',
    })
    expect((await readdir(folder)).toSorted()).toEqual(['film.json', 'film.mp4.json'])
    await expect(writeSidecar(join(folder, 'gone', 'film.mp4'), about())).rejects.toMatchObject({
      code: 'FOLDER_MISSING',
    })
  })
})

describe('readSidecar', () => {
  const whole = { kind: 'meetkeep-recording', version: 1, file: 'film.mp4', ...about() }
  it.each([
    ['../film.mp4', 'damaged'],
    ['a/film.mp4', 'damaged'],
    ['a\\film.mp4', 'damaged'],
    ['..', 'damaged'],
    ['', 'damaged'],
  ])('refers only to its own folder: %j', (file, result) => {
    expect(readSidecar(JSON.stringify({ ...whole, file }))).toBe(result)
  })

  it.each([['null'], ['[]'], ['"meetkeep-recording"'], ['{"kind":"other"}'], ['{'], ['']])(
    'rejects other JSON: %s',
    (text) => expect(readSidecar(text)).toBeNull(),
  )
})
