import { expect, it } from 'vitest'
import { isWaylandDesktop } from './wayland.ts'

it.each([
  ['linux', { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' }, '', true],
  ['linux', { XDG_SESSION_TYPE: 'wayland' }, '', true],
  // XWayland: its key grabs work only while an X11 window is in front.
  ['linux', { XDG_SESSION_TYPE: 'wayland', DISPLAY: ':0' }, 'x11', true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-1', DISPLAY: ':0' }, '', true],
  ['linux', { XDG_SESSION_TYPE: 'tty' }, 'wayland', true],
  ['linux', { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' }, '', false],
  ['linux', { XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: '' }, 'x11', false],
  ['linux', {}, '', false],
  ['darwin', { XDG_SESSION_TYPE: 'wayland' }, '', false],
  ['win32', { WAYLAND_DISPLAY: 'wayland-0' }, 'wayland', false],
] as const)('%s with %o and --ozone-platform=%s: %s', (platform, env, ozonePlatform, expected) => {
  expect(isWaylandDesktop({ platform, env, ozonePlatform })).toBe(expected)
})
