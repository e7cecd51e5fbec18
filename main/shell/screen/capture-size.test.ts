import { describe, expect, it } from 'vitest'
import { MAX_PIXELS } from '../../../qr/max-pixels.ts'
import { bounded, isScaled, type KnownDisplay, captureSize, pixelsOf } from './capture-size.ts'

const display = (width: number, height: number, scaleFactor = 1): KnownDisplay => ({
  id: 1,
  size: { width, height },
  scaleFactor,
})
const at = (x: number, y: number, width: number, height: number, scaleFactor = 1): KnownDisplay => ({
  ...display(width, height, scaleFactor),
  bounds: { x, y, width, height },
})
const shown = ({ width, height }: { width: number; height: number }) => `${width}x${height}`

describe('pixelsOf', () => {
  // The size in DIP as each system's Chromium rounds it: up on Windows, down on Linux.
  it.each([
    ['darwin', display(1512, 982, 2), '3024x1964'],
    ['linux', display(1920, 1080), '1920x1080'],
    ['linux', display(1917, 941), '1917x941'],
    ['win32', display(1536, 864, 1.25), '1920x1080'],
    ['win32', display(1093, 615, 1.25), '1366x768'],
    ['linux', display(1092, 614, 1.25), '1366x768'],
    ['win32', display(911, 512, 1.5), '1366x768'],
    ['linux', display(910, 512, 1.5), '1366x768'],
    ['win32', display(1707, 960, 1.5), '2560x1440'],
    ['linux', display(1706, 960, 1.5), '2560x1440'],
    ['win32', display(1098, 618, 1.75), '1920x1080'],
    ['linux', display(1097, 617, 1.75), '1920x1080'],
    ['linux', display(1137, 711, 2.25), '2560x1600'],
    // Rotated by 90 degrees: Electron returns the visible size.
    ['win32', display(864, 1536, 1.25), '1080x1920'],
  ] as const)('on %s of %o is %s', (platform, one, pixels) => {
    expect(shown(pixelsOf(one, platform))).toBe(pixels)
  })
})

describe('lookSize', () => {
  it.each([
    ['one display', 'win32', [display(1920, 1080)], '1920x1080'],
    ['the larger of two', 'win32', [display(1920, 1080), display(3840, 2160)], '3840x2160'],
    [
      'the bounding size with a rotated display',
      'win32',
      [display(1920, 1080), display(1080, 1920)],
      '1920x1920',
    ],
    ['pixels, not DIP', 'darwin', [display(1512, 982, 2), display(1920, 1080)], '3024x1964'],
    ['the whole desktop on Linux', 'linux', [at(0, 0, 1920, 1080), at(1920, -200, 2560, 1440)], '4480x1440'],
    ['the displays elsewhere', 'win32', [at(0, 0, 1920, 1080), at(1920, 0, 2560, 1440)], '2560x1440'],
    [
      'the largest display if scales differ',
      'linux',
      [at(0, 0, 1920, 1080), at(1920, 0, 1280, 720, 2)],
      '2560x1440',
    ],
    ['the largest possible size if the system lists no display', 'linux', [], '7680x4320'],
  ] as const)('is %s', (_what, platform, displays, size) => {
    expect(shown(captureSize(displays, platform))).toBe(size)
  })

  it('never has more pixels than are read', () => {
    const { width, height } = captureSize([display(7680, 4320), display(4320, 7680)], 'win32')
    expect(width * height).toBeLessThanOrEqual(MAX_PIXELS)
    expect(width * height).toBeGreaterThan(MAX_PIXELS * 0.99)
  })
})

it('keeps a size with few enough pixels', () => {
  expect(shown(bounded({ width: 7680, height: 4320 }))).toBe('7680x4320')
})

it.each([
  ['1920x1080', '1920x1080', false],
  ['1920x1080', '3840x1080', false],
  ['1080x1920', '1920x1920', false],
  ['1920x1080', '3840x2160', true],
  ['7680x4320', '6324x6324', true],
])('a display of %s in a capture of %s is scaled: %s', (own, size, expected) => {
  const parsed = (text: string) => {
    const [width = 0, height = 0] = text.split('x').map(Number)
    return { width, height }
  }
  expect(isScaled(parsed(own), parsed(size))).toBe(expected)
})
