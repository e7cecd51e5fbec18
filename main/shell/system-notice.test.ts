import { expect, it, vi } from 'vitest'
import { tellSystem } from './system-notice.ts'

it.each([
  ['told', { isWanted: true, isWindowInFront: false, isSupported: true }, 1],
  ['not wanted', { isWanted: false, isWindowInFront: false, isSupported: true }, 0],
  ['the window is in front', { isWanted: true, isWindowInFront: true, isSupported: true }, 0],
  ['the system has none', { isWanted: true, isWindowInFront: false, isSupported: false }, 0],
])('%s', (_, { isSupported, ...change }, count) => {
  const show = vi.fn()
  const onPressed = vi.fn()
  class Fake {
    static isSupported = () => isSupported
    show = show
    // Pressed as soon as it can be.
    on(_event: 'click', press: () => void): void {
      press()
    }
  }
  tellSystem({ words: { title: 'Ended', body: '1 file' }, notification: Fake, onPressed, ...change })
  expect(show).toHaveBeenCalledTimes(count)
  expect(onPressed).toHaveBeenCalledTimes(count)
})
