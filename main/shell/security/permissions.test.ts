import type { Session } from 'electron'
import { expect, test, vi } from 'vitest'
import { isAllowed, limitPermissions } from './permissions.ts'

const page = 'app://meetkeep/'

test.each([
  ['media', page, ['video'], true],
  ['media', page, ['audio'], false],
  ['media', page, ['video', 'audio'], false],
  ['media', page, [], false],
  ['media', 'https://evil.example/', ['video'], false],
  ['media', 'app://evil/', ['video'], false],
  ['media', '', ['video'], false],
  ['media', 'https://meetkeep/', ['video'], false],
  ['media', 'app://meetkeep:1/', ['video'], false],
  ['clipboard-sanitized-write', page, [], true],
  ['fullscreen', page, [], true],
  ['fullscreen', 'https://evil.example/', [], false],
  ['toString', page, [], false],
])('%s for %s with %j: %s', (permission, origin, mediaTypes, allowed) => {
  expect(isAllowed(permission, origin, mediaTypes)).toBe(allowed)
})

// All others of Electron's setPermissionRequestHandler and setPermissionCheckHandler.
test.each([
  'clipboard-read',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'fileSystem',
  'geolocation',
  'hid',
  'idle-detection',
  'keyboardLock',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'notifications',
  'openExternal',
  'pointerLock',
  'serial',
  'speaker-selection',
  'storage-access',
  'top-level-storage-access',
  'unknown',
  'usb',
  'window-management',
])('our own page has no permission %s', (permission) => {
  expect(isAllowed(permission, page, [])).toBe(false)
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
  request(null, 'media', decide, { requestingUrl: `${page}index.html` })
  request(null, 'media', decide, { requestingUrl: `${page}index.html`, mediaTypes: undefined })
  request(null, 'fullscreen', decide, { requestingUrl: `${page}index.html` })
  expect(decide.mock.calls).toEqual([[true], [false], [false], [false], [false], [true]])
  expect(check(null, 'media', page, { mediaType: 'video' })).toBe(true)
  expect(check(null, 'media', page, { mediaType: 'audio' })).toBe(false)
  expect(check(null, 'media', page, {})).toBe(false)
  expect(check(null, 'fullscreen', page, {})).toBe(true)
  expect(check(null, 'usb', page, {})).toBe(false)
  expect(session.setDevicePermissionHandler.mock.calls[0]?.[0]()).toBe(false)
})
