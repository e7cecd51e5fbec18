import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { markAsDownloaded } from './mark-of-the-web.ts'

// Elsewhere the stream is a file of that name, whose content is the same.
test('on Windows, a saved file is in the zone Internet, and its bytes are unchanged', async ({ folder }) => {
  const path = join(folder, 'film.mp4')
  await writeFile(path, 'bytes')
  await markAsDownloaded(path, { platform: 'win32' })
  await markAsDownloaded(path, { platform: 'win32' })
  expect(await readFile(`${path}:Zone.Identifier`, 'utf8')).toBe('[ZoneTransfer]\r\nZoneId=3\r\n')
  expect(await readFile(path, 'utf8')).toBe('bytes')
})

test('on macOS, a saved file is quarantined', async () => {
  const run = vi.fn(async () => undefined)
  await markAsDownloaded('/films/a b.mp4', { platform: 'darwin', now: new Date(1_800_000_000_500), run })
  expect(run).toHaveBeenCalledExactlyOnceWith(
    '/usr/bin/xattr',
    ['-w', 'com.apple.quarantine', '0081;6b49d200;Meetkeep;', '/films/a b.mp4'],
    { timeout: 10_000 },
  )
})

test.for(['win32', 'darwin'] as const)(
  'on %s, a mark that cannot be stored changes nothing',
  async (platform, { folder }) => {
    const run = () => Promise.reject(new Error('not supported'))
    await markAsDownloaded(join(folder, 'gone', 'film.mp4'), { platform, run })
    expect(await readdir(folder)).toEqual([])
  },
)

test('elsewhere, nothing is marked', async ({ folder }) => {
  const run = vi.fn(async () => undefined)
  await markAsDownloaded(join(folder, 'film.mp4'), { platform: 'linux', run })
  expect(run).not.toHaveBeenCalled()
  expect(await readdir(folder)).toEqual([])
})
