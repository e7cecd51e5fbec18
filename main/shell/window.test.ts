import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { webPreferences } from './security/web-preferences.ts'
import { BACKGROUND, windowOptions } from './window.ts'

const main = { x: 0, y: 0, width: 1920, height: 1040 }
const small = { x: 0, y: 0, width: 1366, height: 728 }
const left = { x: -1600, y: 120, width: 1600, height: 860 }
const window = { preload: '/p.cjs', icon: null, primary: main, isDark: false, isPackaged: true }
const last = { x: 100, y: 50, width: 1000, height: 700, isMaximized: false }

describe('the window opens', () => {
  test.each([
    ['where it was', [main], last, { x: 100, y: 50, width: 1000, height: 700 }],
    ['on another display', [main, left], { ...last, x: -1500, y: 200 }, { x: -1500, y: 200 }],
    ['half over the edge, as it was left', [main], { ...last, x: 1500 }, { x: 1500, width: 1000 }],
    ['between two displays', [main, left], { ...last, x: -500, y: 200 }, { x: -500, width: 1000 }],
    [
      'no larger than a display that has become smaller',
      [left],
      { ...last, x: -1650, y: 115, width: 3000, height: 1500 },
      { x: -1600, y: 120, width: 1600, height: 860 },
    ],
  ])('%s', (_, displays, state, expected) =>
    expect(windowOptions({ ...window, displays, state })).toMatchObject(expected),
  )

  test.each([
    ['its display is gone', { ...last, x: 3000 }],
    ['its title bar is above every display', { ...last, y: -200 }],
    ['its title bar is below every display', { ...last, y: 1020 }],
    ['only a sliver of it is left to grab', { ...last, x: -950 }],
    ['it was never open', null],
  ])('in the middle of the primary display when %s', (_, state) => {
    const options = windowOptions({ ...window, displays: [main], state })
    expect(options).toMatchObject({ x: 320, y: 120, width: 1280, height: 800 })
  })

  test('on the primary display, which need not be the first of the list', () => {
    const options = windowOptions({ ...window, displays: [left, main], state: null })
    expect(options).toMatchObject({ x: 320, y: 120, width: 1280, height: 800 })
  })

  test('no larger than a small display, the first time included', () =>
    expect(windowOptions({ ...window, displays: [small], primary: small, state: null })).toMatchObject({
      x: 43,
      y: 0,
      width: 1280,
      height: 728,
    }))
})

test('its background is that of the page, in both themes', () => {
  const tokens = readFileSync(new URL('../../renderer/ui/tokens.css', import.meta.url), 'utf8')
  const [, light, dark] = /--ground: light-dark\((#\w+), (#\w+)\)/.exec(tokens) ?? []
  expect({ light, dark }).toEqual(BACKGROUND)
})

test('its page is fully isolated', () => {
  expect(windowOptions({ ...window, displays: [main], state: null }).webPreferences).toEqual(
    webPreferences({ preload: '/p.cjs', isPackaged: true }),
  )
})

test('it sets an icon only if the program has none', () => {
  expect(windowOptions({ ...window, displays: [main], state: null })).not.toHaveProperty('icon')
  const options = windowOptions({ ...window, icon: '/icon.png', displays: [main], state: null })
  expect(options.icon).toBe('/icon.png')
})
