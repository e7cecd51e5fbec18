import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { expect, test, vi } from 'vitest'
import { limitWebContents } from './web-contents-limits.ts'

test('no page leaves, redirects, embeds or opens a window, sends UDP, or keeps the app from quitting', () => {
  const appendSwitch = vi.fn()
  const getSwitchValue = (name: string): string => (name === 'enable-features' ? 'OfTheUser' : '')
  const app = Object.assign(new EventEmitter(), { commandLine: { appendSwitch, getSwitchValue } })
  limitWebContents(app as unknown as App)
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: vi.fn(),
    setWebRTCIPHandlingPolicy: vi.fn(),
  })
  app.emit('web-contents-created', {}, contents)
  for (const name of ['will-navigate', 'will-redirect', 'will-attach-webview', 'will-prevent-unload']) {
    const event = { preventDefault: vi.fn() }
    contents.emit(name, event)
    expect(event.preventDefault, name).toHaveBeenCalledOnce()
  }
  expect(contents.setWindowOpenHandler.mock.calls[0]?.[0]({ url: 'https://example.com' })).toEqual({
    action: 'deny',
  })
  const policy = 'disable_non_proxied_udp'
  expect(contents.setWebRTCIPHandlingPolicy).toHaveBeenCalledExactlyOnceWith(policy)
  expect(appendSwitch.mock.calls).toEqual([
    ['webrtc-ip-handling-policy', policy],
    ['enable-features', 'OfTheUser,ConnectionAllowlists,OverrideConnectionAllowlistOriginTrial'],
  ])
})

test('no page changes the title of its window', () => {
  const app = Object.assign(new EventEmitter(), {
    commandLine: { appendSwitch: vi.fn(), getSwitchValue: () => '' },
  })
  limitWebContents(app as unknown as App)
  const window = new EventEmitter()
  app.emit('browser-window-created', {}, window)
  const event = { preventDefault: vi.fn() }
  window.emit('page-title-updated', event, 'Sign in to your bank', true)
  expect(event.preventDefault).toHaveBeenCalledOnce()
})
