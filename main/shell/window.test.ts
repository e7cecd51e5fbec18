import { expect, test } from 'vitest'
import { windowOptions } from './window.ts'

const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }]
const window = { preload: '/p.cjs', displays: screens, isDark: false, isPackaged: true }

test('the window opens where it was, unless that display is gone', () => {
  const state = { x: 100, y: 50, width: 1000, height: 700, isMaximized: false }
  expect(windowOptions({ ...window, state })).toMatchObject({ x: 100, y: 50, width: 1000, height: 700 })
  const elsewhere = windowOptions({ ...window, state: { ...state, x: 3000 } })
  expect(elsewhere).toMatchObject({ width: 1280, height: 800 })
  expect(elsewhere).not.toHaveProperty('x')
})
