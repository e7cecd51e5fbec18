import { expect, test, vi } from 'vitest'
import { externalAddress, openExternal } from './external.ts'

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
  'data:text/html,x',
  'app://meetkeep/',
  '//example.com',
  '',
])('%s may not', (url) => {
  expect(() => externalAddress(url)).toThrow(expect.objectContaining({ code: 'ADDRESS_REFUSED' }))
})
