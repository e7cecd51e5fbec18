import { expect, test, vi } from 'vitest'
import { appCalls } from './app.ts'
import type { HandlerContext } from './handler-context.ts'

test('logs failures of the page, but not all of a page that fails in a loop', () => {
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const calls = appCalls({ log } as unknown as HandlerContext)
  for (let n = 0; n < 100; n += 1) calls['app.reportFailure']({ message: String(n), stack: 's' })
  expect(log.error).toHaveBeenCalledTimes(20)
  expect(log.error).toHaveBeenCalledWith('the page failed', { detail: '0', stack: 's' })
})

test.each(['zh-CN', 'en-US'] as const)(
  'opens the list of error codes in %s, at a constant address',
  async (language) => {
    const openExternal = vi.fn(async (_: string) => undefined)
    await appCalls({ host: { openExternal } } as unknown as HandlerContext)['app.openErrorList']({ language })
    expect(openExternal.mock.calls).toEqual([
      [expect.stringMatching(/^https:\/\/support\.huaweicloud\.com\/.*ErrorCode\.html$/)],
    ])
  },
)
