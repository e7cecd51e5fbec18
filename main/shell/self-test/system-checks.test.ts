import { expect, test, vi } from 'vitest'
import {
  checkSandbox,
  checkScreen,
  judgeKey,
  judgeLinuxSandbox,
  judgeNotifications,
} from './system-checks.ts'

const status = (seccomp: number, filters: number, ...numbers: number[]): string =>
  `Name:\tmeetkeep\nNSpid:\t${numbers.join('\t')}\nSeccomp:\t${seccomp}\nSeccomp_filters:\t${filters}\n`
const main = status(0, 0, 4242)

test.each([
  ['both layers', status(2, 1, 4250, 3), main, true],
  ['no filter', status(0, 0, 4250, 3), main, false],
  ['no namespace', status(2, 1, 4250), main, false],
  ['only the filter of its container', status(2, 1, 4250, 3), status(2, 1, 4242), false],
  ['only the namespace of its container', status(2, 2, 4250, 12), status(2, 1, 4242, 7), false],
  ['both layers in a container', status(2, 2, 4250, 12, 3), status(2, 1, 4242, 7), true],
  ['nothing that can be read', '', main, false],
])('a page on Linux with %s', (_what, page, own, ok) => {
  expect(judgeLinuxSandbox(page, own).ok).toBe(ok)
})

test.each([
  [true, true, true],
  [true, false, false],
  [true, undefined, false],
  [false, true, false],
])(
  'elsewhere the system says it: started with the sandbox %s, process in it %s',
  async (isSandboxed, sandboxed, ok) => {
    const metrics = () => [
      { pid: 7, sandboxed: true },
      { pid: 8, ...(sandboxed === undefined ? {} : { sandboxed }) },
    ]
    for (const platform of ['win32', 'darwin'])
      expect((await checkSandbox({ isSandboxed, platform, pagePid: 8, metrics })).ok).toBe(ok)
  },
)

test('a start without the sandbox is told as such, on Linux too', async () => {
  const finding = await checkSandbox({ isSandboxed: false, platform: 'linux', pagePid: 1, metrics: () => [] })
  expect(finding).toEqual({ ok: false, detail: 'the app was started with --no-sandbox' })
})

test.each([
  ['linux', true, true],
  ['linux', false, null],
  ['win32', false, false],
  ['darwin', false, false],
])('on %s a real key: %s', (platform, isReal, ok) => {
  expect(judgeKey({ isReal, why: 'why' }, platform).ok).toBe(ok)
})

const source = (isEmpty: boolean) => ({ thumbnail: { isEmpty: () => isEmpty } })
const screenOf = (sources: object[], access = 'granted') => ({
  systemPreferences: { getMediaAccessStatus: () => access as 'granted' },
  desktopCapturer: { getSources: vi.fn(() => Promise.resolve(sources as never)) },
})

test.each([
  ['linux', false, screenOf([source(false)]), true],
  ['linux', false, screenOf([source(true)]), false],
  ['win32', false, screenOf([]), false],
  ['darwin', false, screenOf([source(false)]), true],
])('on %s (Wayland: %s) the screen is looked at once', async (platform, isWayland, parts, ok) => {
  expect((await checkScreen({ platform, isWayland, ...parts })).ok).toBe(ok)
  expect(parts.desktopCapturer.getSources).toHaveBeenCalledOnce()
})

test.each([
  ['linux', true, screenOf([source(false)])],
  ['darwin', false, screenOf([source(false)], 'denied')],
])(
  'where a look would ask its user (%s) it is not made, and that is said',
  async (platform, isWayland, parts) => {
    const finding = await checkScreen({ platform, isWayland, ...parts })
    expect(finding.ok).toBeNull()
    expect(parts.desktopCapturer.getSources).not.toHaveBeenCalled()
  },
)

test.each([
  ['linux', true, true],
  ['linux', false, null],
  ['win32', false, false],
])('notifications on %s: %s', (platform, isSupported, ok) => {
  expect(judgeNotifications(isSupported, platform).ok).toBe(ok)
})
