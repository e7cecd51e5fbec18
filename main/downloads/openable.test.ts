import { expect, test } from 'vitest'
import { isOpenable } from './openable.ts'

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
