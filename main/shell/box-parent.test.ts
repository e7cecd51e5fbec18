import { expect, test } from 'vitest'
import { boxParent } from './box-parent.ts'

test.each<[string, { isVisible: boolean; isMinimized?: boolean; isDestroyed?: boolean }, boolean]>([
  ['on the screen', { isVisible: true }, true],
  ['hidden, or never shown', { isVisible: false }, false],
  ['minimized', { isVisible: true, isMinimized: true }, false],
  ['destroyed', { isVisible: true, isDestroyed: true }, false],
])('a window that is %s', (_, { isVisible, isMinimized = false, isDestroyed = false }, isParent) => {
  const window = {
    isVisible: () => isVisible,
    isMinimized: () => isMinimized,
    isDestroyed: () => isDestroyed,
  }
  expect(boxParent(window)).toBe(isParent ? window : null)
})

test('no window', () => {
  expect(boxParent(null)).toBeNull()
})
