import { EventEmitter } from 'node:events'
import type { App, Session } from 'electron'
import { expect, test, vi } from 'vitest'
import { isRequestAllowed, limitRequests } from './request-limits.ts'

const PAGE = { isOfPage: true, isPackaged: true }
const OTHER = { isOfPage: false, isPackaged: true }

test.each([
  ['app://meetkeep/index.html', PAGE, true],
  ['meetkeep-media://library/1', PAGE, true],
  ['blob:app://meetkeep/1', PAGE, true],
  ['data:image/png;base64,AA', PAGE, true],
  ['https://evil.example/', PAGE, false],
  ['http://127.0.0.1:1/', PAGE, false],
  ['ws://evil.example/', PAGE, false],
  ['wss://evil.example/', PAGE, false],
  ['ftp://evil.example/', PAGE, false],
  ['file:///etc/passwd', PAGE, false],
  ['devtools://devtools/bundled/a.js', PAGE, false],
  ['devtools://devtools/bundled/a.js', { ...PAGE, isPackaged: false }, true],
  ['https://evil.example/', { ...PAGE, isPackaged: false }, false],
  ['not an address', PAGE, false],
  ['https://updates.example/latest.yml', OTHER, true],
  ['http://updates.example/latest.yml', OTHER, false],
  ['file:///etc/passwd', OTHER, false],
] as const)('%s in %j is allowed: %s', (url, where, isAllowed) => {
  expect(isRequestAllowed({ url }, where)).toBe(isAllowed)
})

test('no page loads anything in another session', () => {
  expect(isRequestAllowed({ url: 'https://updates.example/', webContentsId: 1 }, OTHER)).toBe(false)
  expect(isRequestAllowed({ url: 'app://meetkeep/index.html', webContentsId: 1 }, OTHER)).toBe(false)
})

type Listener = (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void

test('every session has the filter and refuses downloads, the first one too', async () => {
  const app = Object.assign(new EventEmitter(), { isPackaged: true, whenReady: async () => undefined })
  const made = () => {
    let listener: Listener = () => undefined
    const webRequest = { onBeforeRequest: (given: Listener) => (listener = given) }
    const session = Object.assign(new EventEmitter(), { webRequest })
    const isCancelled = (url: string): boolean | undefined => {
      const answer = vi.fn<(response: { cancel?: boolean }) => void>()
      listener({ url }, answer)
      return answer.mock.calls[0]?.[0].cancel
    }
    return { session, isCancelled }
  }
  const [first, second] = [made(), made()]
  limitRequests(app as unknown as App, () => first.session as unknown as Session)
  await Promise.resolve()
  app.emit('session-created', second.session)
  for (const { session } of [first, second]) {
    const event = { preventDefault: vi.fn() }
    session.emit('will-download', event)
    expect(event.preventDefault).toHaveBeenCalledOnce()
  }
  expect(first.isCancelled('app://meetkeep/index.html')).toBe(false)
  expect(first.isCancelled('https://evil.example/')).toBe(true)
  expect(second.isCancelled('app://meetkeep/index.html')).toBe(true)
  expect(second.isCancelled('https://updates.example/')).toBe(false)
})
