import { expect, it } from 'vitest'
import { captureError } from './capture-error.ts'

// Every possible state: macOS reports granted or denied; the others are not queried.
it.each([
  ['darwin', 'granted', false, 'pictures', null],
  ['darwin', 'granted', true, 'pictures', null],
  ['darwin', 'granted', false, 'nothing', 'SCREEN_UNAVAILABLE'],
  ['darwin', 'granted', false, 'rejected', 'SCREEN_UNAVAILABLE'],
  ['darwin', 'granted', true, 'nothing', 'SCREEN_RESTART'],
  ['darwin', 'granted', true, 'rejected', 'SCREEN_RESTART'],
  ['darwin', 'denied', false, 'rejected', 'SCREEN_DENIED'],
  ['darwin', 'denied', true, 'rejected', 'SCREEN_DENIED'],
  ['win32', null, false, 'pictures', null],
  ['win32', null, false, 'nothing', 'SCREEN_UNAVAILABLE'],
  ['win32', null, false, 'rejected', 'SCREEN_UNAVAILABLE'],
  ['linux', null, false, 'pictures', null],
  ['linux', null, false, 'nothing', 'SCREEN_UNAVAILABLE'],
  ['linux', null, false, 'rejected', 'SCREEN_CANCELLED'],
] as const)(
  'on %s, %s, denied before: %s, a capture that ended with %s: %s',
  (platform, status, wasDenied, end, code) => {
    expect(captureError({ platform, status, wasDenied, end })?.code ?? null).toBe(code)
  },
)

it('names the page of the system settings if there is one', () => {
  const failure = captureError({ platform: 'darwin', status: 'denied', wasDenied: false, end: 'rejected' })
  expect(failure?.failure.params).toEqual({ settingsPage: 'screen-recording' })
})
