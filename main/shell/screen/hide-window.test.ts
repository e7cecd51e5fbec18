import { describe, expect, it } from 'vitest'
import { hidingFor, restoreSteps, type WindowBefore } from './hide-window.ts'

const inFront: WindowBefore = {
  isVisible: true,
  isMinimized: false,
  isFocused: true,
  isMaximized: false,
  isFullScreen: false,
}

describe('asideFor', () => {
  it.each([
    ['darwin', {}, 1, 'hide'],
    ['win32', {}, 2, 'hide'],
    ['linux', { isMaximized: true }, 1, 'hide'],
    ['linux', { isVisible: false }, 1, 'stay'],
    ['win32', { isMinimized: true }, 1, 'stay'],
    ['win32', { isFullScreen: true }, 1, 'hide'],
    ['linux', { isFullScreen: true }, 1, 'hide'],
    // Hiding it would leave a black space.
    ['darwin', { isFullScreen: true }, 1, 'alone'],
    ['darwin', { isFullScreen: true }, 2, 'stay'],
    ['darwin', { isFullScreen: true, isVisible: false }, 1, 'stay'],
  ] as const)('on %s, %o, with %i displays: %s', (platform, how, displays, expected) => {
    expect(hidingFor({ ...inFront, ...how }, { platform, displays })).toBe(expected)
  })
})

describe('wayBack', () => {
  it.each([
    [{}, false, ['show', 'focus']],
    [{}, true, ['show', 'focus']],
    [{ isFocused: false }, false, ['showInactive']],
    [{ isFocused: false }, true, ['show']],
    [{ isMaximized: true }, false, ['show', 'focus', 'maximize']],
    [{ isFullScreen: true }, false, ['show', 'focus', 'fillScreen']],
    [{ isFocused: false, isMaximized: true }, false, ['showInactive', 'maximize']],
  ])('of %o, on Wayland: %s, is %o', (how, isWayland, steps) => {
    expect(restoreSteps({ ...inFront, ...how }, isWayland)).toEqual(steps)
  })
})
