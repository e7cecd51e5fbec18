import { expect, vi } from 'vitest'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '../../test/fixtures.ts'
import type { HandlerContext } from './handler-context.ts'
import { recordingsCalls } from './recordings.ts'

const host = { openExternal: vi.fn(async () => undefined) }
const recordings = { get: vi.fn(async () => ({ playbackUrls: ['https://play.example/1'] })) }
const calls = recordingsCalls({ services: { recordings }, host } as unknown as HandlerContext)

test('the playback page of a recording is opened at the service’s address, not at one from the page', async () => {
  const order = { confUUID: 'u1', index: 0, url: 'https://evil.example/' }
  await calls['recordings.openPlayback'](order)
  expect(recordings.get).toHaveBeenCalledExactlyOnceWith('u1')
  expect(host.openExternal).toHaveBeenCalledExactlyOnceWith('https://play.example/1')
})

test('a playback page without an address is NOT_FOUND', async () => {
  host.openExternal.mockClear()
  await expect(calls['recordings.openPlayback']({ confUUID: 'u1', index: 1 })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(host.openExternal).not.toHaveBeenCalled()
})

test('a saved file is shown only while it is the file that was saved', async ({ folder }) => {
  const reveal = vi.fn()
  const entry = { path: join(folder, 'a.mp4'), bytes: 4 }
  const services = { session: { baseUrl: () => 'https://s.example' }, library: { find: async () => entry } }
  const { 'library.reveal': show } = recordingsCalls({
    services,
    host: { reveal },
  } as unknown as HandlerContext)
  const file = { confUUID: 'u1', fileType: 'Hd', part: 1 }

  writeFileSync(join(folder, 'b.mp4'), 'film')
  symlinkSync(join(folder, 'b.mp4'), entry.path)
  await expect(show(file)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(reveal).not.toHaveBeenCalled()

  entry.path = join(folder, 'b.mp4')
  await show(file)
  expect(reveal).toHaveBeenCalledExactlyOnceWith(entry.path)
})
