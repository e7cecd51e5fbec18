import { expect, test, vi } from 'vitest'
import type { HandlerContext } from './handler-context.ts'
import { downloadsCalls } from './downloads.ts'

function opened(path: string) {
  const host = { open: vi.fn(async () => undefined), reveal: vi.fn() }
  const services = { downloads: { savedPath: async () => path } }
  const calls = downloadsCalls({ services, host } as unknown as HandlerContext)
  return { calls, host }
}

test('a film is opened', async () => {
  const { calls, host } = opened('/videos/a.mp4')
  await calls['downloads.open']({ id: '1' })
  expect(host.open).toHaveBeenCalledExactlyOnceWith('/videos/a.mp4')
})

// Their extension comes from a server, and opening some files runs them.
test.each(['/videos/a.exe', '/videos/a.desktop', '/videos/a.html', '/videos/a.mp4.lnk', '/videos/a'])(
  '%s is shown in its folder, and never opened',
  async (path) => {
    const { calls, host } = opened(path)
    await calls['downloads.open']({ id: '1' })
    expect(host.open).not.toHaveBeenCalled()
    expect(host.reveal).toHaveBeenCalledExactlyOnceWith(path)
  },
)
