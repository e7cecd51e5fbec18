import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect } from 'vitest'
import type { Source } from '../../contract/download.ts'
import { test } from '../../test/fixtures.ts'
import type { LibraryEntry } from './entry.ts'
import { createThumbnails } from './thumbnails.ts'

const site = 'https://one.example'
const recording: Source = { kind: 'recording', site, confUUID: 'u', fileType: 'Hd', part: 1 }
const minutes: Source = { kind: 'minutes', site, fileCode: 'm', file: 'pdf' }
const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(32))
const [first = '', second = '', third = ''] = ids
const document = 'd'.repeat(32)
const library = {
  byId: (id: string) =>
    ids.includes(id)
      ? ({ source: recording } as LibraryEntry)
      : id === document
        ? ({ source: minutes } as LibraryEntry)
        : null,
}

async function picture(width = 320, noise = 0): Promise<string> {
  const create = { width, height: 180, channels: 3 as const, background: '#336699' }
  const noisy = { ...create, noise: { type: 'gaussian' as const, mean: 128, sigma: noise } }
  const bytes = await sharp({ create: noise === 0 ? create : noisy })
    .webp({ quality: 80 })
    .toBuffer()
  return `data:image/webp;base64,${bytes.toString('base64')}`
}
const small = await picture()

test('a small picture of a recording is kept, and read back', async ({ home }) => {
  const thumbnails = createThumbnails(home, library)
  expect(await thumbnails.read(first)).toBeNull()
  await thumbnails.save(first, small)
  expect(await createThumbnails(home, library).read(first)).toBe(small)
  expect(readdirSync(join(home, 'thumbnails'))).toEqual([`${first}.webp`])
})

test.for([
  ['of an id that the library does not know', '0'.repeat(32), small, 'NOT_FOUND'],
  ['of a document', document, small, 'NOT_FOUND'],
  ['of too many bytes', first, await picture(640, 120), 'BAD_INPUT'],
  ['of too many pixels', first, await picture(1000), 'BAD_INPUT'],
  ['of another type', first, small.replace('webp', 'html'), 'BAD_INPUT'],
  [
    'that is none',
    first,
    `data:image/webp;base64,${Buffer.from('<script>'.repeat(9)).toString('base64')}`,
    'BAD_INPUT',
  ],
] as const)('a picture %s is refused, and nothing is written', async ([, id, given, code], { home }) => {
  await expect(createThumbnails(home, library).save(id, given)).rejects.toMatchObject({ code })
  expect(readdirSync(home)).toEqual([])
})

test('the number is bounded: the oldest one is removed', async ({ home }) => {
  await createThumbnails(home, library, 2).save(first, small)
  const again = createThumbnails(home, library, 2)
  await again.save(second, small)
  await again.save(third, small)
  expect(await again.read(first)).toBeNull()
  expect(await again.read(second)).toBe(small)
  expect(await again.read(third)).toBe(small)
})

test('the picture of a file that has left the library is removed, also while it is being stored', async ({
  home,
}) => {
  const thumbnails = createThumbnails(home, library)
  await thumbnails.save(first, small)
  await Promise.all([thumbnails.save(second, small), thumbnails.remove(second), thumbnails.remove(third)])
  expect(await thumbnails.read(second)).toBeNull()
  expect(readdirSync(join(home, 'thumbnails'))).toEqual([`${first}.webp`])
})

test('a damaged file counts as none', async ({ home }) => {
  mkdirSync(join(home, 'thumbnails'))
  writeFileSync(join(home, 'thumbnails', `${first}.webp`), 'x'.repeat(100))
  expect(await createThumbnails(home, library).read(first)).toBeNull()
})

test('one that was made again is not the oldest any more', async ({ home }) => {
  const thumbnails = createThumbnails(home, library, 2)
  for (const id of [first, second, first, third]) await thumbnails.save(id, small)
  expect(await Promise.all(ids.map((id) => thumbnails.read(id)))).toEqual([small, null, small])
})

test.for([
  ['an id that the library does not know', '0'.repeat(32)],
  ['a document', document],
  ['a path', join('..', 'elsewhere')],
] as const)('nothing is read for %s', async ([, id], { home }) => {
  mkdirSync(join(home, 'thumbnails'))
  const bytes = Buffer.from(small.slice(small.indexOf(',') + 1), 'base64')
  writeFileSync(join(home, 'thumbnails', `${id}.webp`), bytes)
  expect(await createThumbnails(home, library).read(id)).toBeNull()
})
