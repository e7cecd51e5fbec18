import { link, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test as it } from '../../test/fixtures.ts'
import { recordingDescription as about } from '../../test/recording-description.ts'
import { type Description, readDescription } from './description.ts'
import { writeDescription } from './write-description.ts'

let folder: string
it.beforeEach(async ({ folder: madeFolder }) => {
  folder = madeFolder
})

const write = (name: string, description: Description, describes: 'meeting' | 'file' = 'file') =>
  writeDescription(join(folder, name), description, describes)
const of = async (name: string) => readDescription(await readFile(join(folder, name), 'utf8'))
const filesOf = async (name: string): Promise<string[]> =>
  ((await of(name)) as Description).files.map(({ file }) => file).toSorted()
const [before, after] = ['2026-10-03T02:00:00.000Z', '2026-10-04T02:00:00.000Z']

describe('the description of a file', () => {
  it('has the name of the file, and no address', async () => {
    const path = await write('film v1.2.mp4', about({ file: 'film v1.2.mp4' }))
    expect(path).toBe(join(folder, 'film v1.2.json'))
    expect(await of('film v1.2.json')).toEqual(about({ file: 'film v1.2.mp4' }))
    expect(await readdir(folder)).toEqual(['film v1.2.json'])
    expect(await readFile(join(folder, 'film v1.2.json'), 'utf8')).not.toContain('://')
  })

  it('is replaced by the next one of the same file', async () => {
    await write('film.mp4', about({ savedAt: before }))
    await write('film.mp4', about({ savedAt: after, fileType: 'HD' }))
    expect(await readdir(folder)).toEqual(['film.json'])
    expect(await of('film.json')).toMatchObject({ files: [{ savedAt: after }] })
  })

  it.each([
    ['notes', '{"my":"notes"}'],
    ['nothing', ''],
    ['half a description', '{"kind":"meetkeep-recording","ver'],
    ['a damaged description', '{"kind":"meetkeep-recording","version":2}'],
    ['one of a newer version', '{"kind":"meetkeep-recording","version":3}'],
  ])('never replaces %s', async (_, text) => {
    await writeFile(join(folder, 'film.json'), text)
    await write('film.mp4', about())
    expect(await readFile(join(folder, 'film.json'), 'utf8')).toBe(text)
    expect(await filesOf('film.mp4.json')).toEqual(['film.mp4'])
    expect(await readdir(folder)).toHaveLength(2)
  })

  it('never reads a recording as a description, under any name', async () => {
    await writeFile(join(folder, 'film.json'), Buffer.alloc(2_000_000, '{"kind":"meetkeep-recording"}'))
    expect(await write('film.json', about({ file: 'film.json' }))).toBe(join(folder, 'film.json.json'))
  })

  it('keeps two files of one stem apart, even when written at once', async () => {
    await Promise.all([
      write('film.mp4', about()),
      write('film.m4a', about({ file: 'film.m4a', fileType: 'Audio' })),
    ])
    const names = (await readdir(folder)).toSorted()
    expect(names).toHaveLength(2)
    expect(names).toContain('film.json')
    expect((await Promise.all(names.map(filesOf))).flat().toSorted()).toEqual(['film.m4a', 'film.mp4'])
  })

  it('is completed after a kill', async () => {
    await writeFile(join(folder, 'film.mp4.json.new'), '{"kind":"meet')
    await write('film.mp4', about())
    // Between the links of the two names of one file.
    await link(join(folder, 'film.json'), join(folder, 'film.mp4.json.new'))
    await write('film.mp4', about({ savedAt: after }))
    expect(await readdir(folder)).toEqual(['film.json'])
    expect(await of('film.json')).toMatchObject({ files: [{ savedAt: after }] })
  })

  it('fails if both names are taken, and leaves no file', async () => {
    await mkdir(join(folder, 'film.json'))
    await writeFile(join(folder, 'film.mp4.json'), 'x')
    await expect(write('film.mp4', about())).rejects.toMatchObject({ code: 'DISK_ERROR' })
    expect((await readdir(folder)).toSorted()).toEqual(['film.json', 'film.mp4.json'])
    await expect(write('gone/film.mp4', about())).rejects.toMatchObject({ code: 'FOLDER_MISSING' })
  })
})

describe('the description of a meeting', () => {
  const camera = about({ file: 'Camera.mp4' }, { notTaken: [{ fileType: 'Aux', parts: 1 }] })
  const screen = about({ file: 'Screen.mp4', fileType: 'Aux' }, { scheduler: '' })

  it('names each of its files, with what is known of the meeting', async () => {
    await write('Camera.mp4', camera, 'meeting')
    await write('Screen.mp4', screen, 'meeting')
    await write('Camera.mp4', camera, 'meeting')
    expect(await readdir(folder)).toEqual(['meeting.json'])
    expect(await filesOf('meeting.json')).toEqual(['Camera.mp4', 'Screen.mp4'])
    expect(await of('meeting.json')).toMatchObject({ meeting: { scheduler: '张三', notTaken: [] } })
  })

  it('loses no file that is added at the same time', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `Part ${n + 10}.mp4`)
    await Promise.all(names.map((file, n) => write(file, about({ file, part: n + 1 }), 'meeting')))
    expect(await filesOf('meeting.json')).toEqual(names)
    expect(await readdir(folder)).toEqual(['meeting.json'])
  })

  it.each([
    ['another meeting', JSON.stringify(about({}, { confUUID: 'other' }))],
    ['another site', JSON.stringify(about({}, { site: 'other.example' }))],
    ['a newer version', '{"kind":"meetkeep-recording","version":3}'],
    ['a damaged description', '{"kind":"meetkeep-recording","version":2}'],
    ['notes', 'notes'],
    ['too many files', JSON.stringify({ ...about(), files: Array(3000).fill(about().files[0]) })],
  ])('of %s is left alone: the file gets its own', async (_, text) => {
    await writeFile(join(folder, 'meeting.json'), text)
    expect(await write('Camera.mp4', camera, 'meeting')).toBe(join(folder, 'Camera.json'))
    expect(await readFile(join(folder, 'meeting.json'), 'utf8')).toBe(text)
    expect((await readdir(folder)).toSorted()).toEqual(['Camera.json', 'meeting.json'])
  })
})
