import { expect, test, vi } from 'vitest'
import { externalAddress } from '../../network/external-address.ts'
import { openExternal, openSettingsPage } from './external.ts'

test.each(['https://example.com/', 'https://example.com:8443/a?b=c#d', 'https://会议.example/'])(
  '%s may be opened',
  async (url) => {
    const shell = { openExternal: vi.fn() }
    await openExternal(shell, url)
    expect(shell.openExternal).toHaveBeenCalledExactlyOnceWith(new URL(url).href)
  },
)

test.each([
  'http://example.com/',
  'file:///etc/passwd',
  'smb://host/share',
  'javascript:alert(1)',
  'ms-msdt:/id',
  'https://a@b/',
  'https://a:b@c/',
  'https://:b@c/',
  'data:text/html,x',
  'app://meetkeep/',
  '//example.com',
  '',
])('%s may not be opened', (url) => {
  expect(() => externalAddress(url)).toThrow(expect.objectContaining({ code: 'ADDRESS_REFUSED' }))
})

test('a refused address is not passed to the system', async () => {
  const shell = { openExternal: vi.fn() }
  await expect(openExternal(shell, 'file:///etc/passwd')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' })
  expect(shell.openExternal).not.toHaveBeenCalled()
})

test('a page of the macOS settings is opened at its constant address', async () => {
  const shell = { openExternal: vi.fn() }
  await openSettingsPage(shell, 'screen-recording', 'darwin')
  expect(shell.openExternal).toHaveBeenCalledExactlyOnceWith(
    'x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture',
  )
})

test.each(['win32', 'linux'] as const)('%s has no such page, and nothing is opened', async (platform) => {
  const shell = { openExternal: vi.fn() }
  await expect(openSettingsPage(shell, 'screen-recording', platform)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(shell.openExternal).not.toHaveBeenCalled()
})
