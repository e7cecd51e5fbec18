import { expect, test, vi } from 'vitest'
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
