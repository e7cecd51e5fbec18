import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import { expect } from 'vitest'
import { isOpenable, savedFile } from './saved-file.ts'
import { test } from '../../test/fixtures.ts'

let folder = ''
test.beforeAll(({ sharedFolder: madeFolder }) => {
  folder = madeFolder
  mkdirSync(join(folder, 'recordings'))
  writeFileSync(join(folder, 'recordings/film.mp4'), 'film')
  writeFileSync(join(folder, 'secret.mp4'), 'elsewhere')
  symlinkSync(join(folder, 'secret.mp4'), join(folder, 'recordings/link.mp4'))
  symlinkSync(join(folder, 'recordings'), join(folder, 'videos'))
})

test('returns a file that still exists', async () => {
  const path = join(folder, 'recordings/film.mp4')
  expect(await savedFile(path)).toBe(path)
})

test('the folder may be a link, because the user chose it', async () => {
  expect(await savedFile(join(folder, 'videos/film.mp4'))).toBe(join(folder, 'videos/film.mp4'))
})

test.each(['recordings/link.mp4', 'recordings', 'recordings/gone.mp4', 'recordings/film.mp4/x'])(
  'refuses %s',
  async (name) => {
    await expect(savedFile(join(folder, name))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  },
)

test('refuses a relative path', async () => {
  const way = relative(process.cwd(), join(folder, 'recordings/film.mp4'))
  // On Windows no such path leads to another drive: then it is an existing file.
  const path = isAbsolute(way) ? 'package.json' : way
  await expect(savedFile(path)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  // Windows would read it as the current folder of drive C.
  await expect(savedFile('C:film.mp4')).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test.each([
  '.mp4',
  '.m4v',
  '.mov',
  '.m4a',
  '.aac',
  '.mp3',
  '.wav',
  '.png',
  '.jpg',
  '.jpeg',
  '.gif',
  '.bmp',
  '.webp',
  '.pdf',
])('a %s may be opened', (extension) => expect(isOpenable(`/v/a${extension}`)).toBe(true))

test.each(['/v/film.mp4', '/v/FILM.MP4', '/v/sound.m4a', '/v/minutes.pdf', '/v/poster.png'])(
  '%s may be opened',
  (path) => expect(isOpenable(path)).toBe(true),
)

test.each([
  '/v/a.exe',
  '/v/a.mp4.lnk',
  '/v/a.desktop',
  '/v/a.sh',
  '/v/a.app',
  '/v/a.html',
  '/v/a.svg',
  '/v/a',
  '',
])('%s may only be shown', (path) => expect(isOpenable(path)).toBe(false))
