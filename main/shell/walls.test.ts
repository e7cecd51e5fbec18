import { EventEmitter } from 'node:events'
import type { App, Session } from 'electron'
import { expect, test, vi } from 'vitest'
import { externalAddress, openExternal } from './external.ts'
import { isAllowed, limitPermissions } from './permissions.ts'
import { limitWebContents } from './web-contents-limits.ts'
import { windowOptions } from './window.ts'

const page = 'app://meetkeep/'

test.each([
  ['media', page, ['video'], true],
  ['media', page, ['audio'], false],
  ['media', page, ['video', 'audio'], false],
  ['media', page, [], false],
  ['media', 'https://evil.example/', ['video'], false],
  ['media', 'app://evil/', ['video'], false],
  ['media', '', ['video'], false],
  ['clipboard-sanitized-write', page, [], true],
  ['clipboard-read', page, [], false],
  ['geolocation', page, [], false],
  ['notifications', page, [], false],
  ['display-capture', page, [], false],
  ['openExternal', page, [], false],
  ['fileSystem', page, [], false],
  ['toString', page, [], false],
])('%s for %s with %j: %s', (permission, origin, mediaTypes, allowed) => {
  expect(isAllowed(permission, origin, mediaTypes)).toBe(allowed)
})

test('both handlers of a session follow the table', () => {
  const session = {
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
  }
  limitPermissions(session as unknown as Session)
  const request = session.setPermissionRequestHandler.mock.calls[0]?.[0]
  const check = session.setPermissionCheckHandler.mock.calls[0]?.[0]
  const decide = vi.fn()
  request(null, 'media', decide, { requestingUrl: `${page}index.html`, mediaTypes: ['video'] })
  request(null, 'media', decide, { requestingUrl: `${page}index.html`, mediaTypes: ['audio'] })
  request(null, 'midi', decide, { requestingUrl: `${page}index.html` })
  expect(decide.mock.calls).toEqual([[true], [false], [false]])
  expect(check(null, 'media', page, { mediaType: 'video' })).toBe(true)
  expect(check(null, 'media', page, { mediaType: 'audio' })).toBe(false)
  expect(check(null, 'usb', page, {})).toBe(false)
  expect(session.setDevicePermissionHandler.mock.calls[0]?.[0]()).toBe(false)
})

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

const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }]
const window = { preload: '/p.cjs', displays: screens, isDark: false, isPackaged: true }

test('the window keeps every wall up', () => {
  expect(windowOptions({ ...window, state: null }).webPreferences).toMatchObject({
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    devTools: false,
  })
})

test('the window opens where it was, unless that display is gone', () => {
  const state = { x: 100, y: 50, width: 1000, height: 700, isMaximized: false }
  expect(windowOptions({ ...window, state })).toMatchObject({ x: 100, y: 50, width: 1000, height: 700 })
  const elsewhere = windowOptions({ ...window, state: { ...state, x: 3000 } })
  expect(elsewhere).toMatchObject({ width: 1280, height: 800 })
  expect(elsewhere).not.toHaveProperty('x')
})
