import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { expect, test, vi } from 'vitest'
import { limitWebContents } from './web-contents-limits.ts'

test('no page leaves, redirects, embeds or opens a window', () => {
  const app = new EventEmitter()
  limitWebContents(app as unknown as App)
  const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: vi.fn() })
  app.emit('web-contents-created', {}, contents)
  for (const name of ['will-navigate', 'will-redirect', 'will-attach-webview']) {
    const event = { preventDefault: vi.fn() }
    contents.emit(name, event)
    expect(event.preventDefault, name).toHaveBeenCalledOnce()
  }
  expect(contents.setWindowOpenHandler.mock.calls[0]?.[0]({ url: 'https://example.com' })).toEqual({
    action: 'deny',
  })
})
