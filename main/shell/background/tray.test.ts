import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Language } from '../../../i18n/languages.ts'
import { loadAllTexts } from '../../../i18n/texts.ts'
import { showTray, trayImage } from './tray.ts'
import type { TrayState } from './tray-state.ts'

beforeAll(loadAllTexts)

interface Item {
  label?: string
  type?: string
  enabled?: boolean
  click?: () => void
}

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const IDLE: TrayState = { activity: { kind: 'idle' }, canPause: false, canResume: false, rules: 0, saved: [] }

function shown(platform: NodeJS.Platform = 'linux') {
  let state = IDLE
  let language: Language = 'en-US'
  const menus: Item[][] = []
  const on = vi.fn<(event: string, listener: () => void) => void>()
  class Tray {
    on = on
    setToolTip = vi.fn()
    setContextMenu = (menu: unknown) => void menus.push(menu as Item[])
  }
  const onAction = vi.fn()
  const onFile = vi.fn()
  const tray = showTray({
    ...{ Tray: Tray as never, image: '/i', platform, onAction, onFile, log },
    Menu: { buildFromTemplate: (template: unknown) => template } as never,
    state: () => state,
    language: () => language,
  })
  const become = (next: Partial<TrayState>): void => {
    state = { ...state, ...next }
    tray.refresh()
    vi.runAllTimers()
  }
  const speak = (next: Language): void => {
    language = next
    tray.refresh()
    vi.runAllTimers()
  }
  return { tray, menus, on, onAction, onFile, become, speak }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the menu is replaced when its texts change, and only then', () => {
  const { menus, become, speak } = shown()
  expect(menus).toHaveLength(1)
  become({})
  become({ activity: { kind: 'saving', done: 1, of: 2, share: 0.501 } })
  become({ activity: { kind: 'saving', done: 1, of: 2, share: 0.502 } })
  expect(menus).toHaveLength(2)
  speak('zh-CN')
  expect(menus.map(([first]) => first?.label)).toEqual([
    'No active downloads',
    'Saving 1 of 2 · 50%',
    '正在保存 1/2 · 50%',
  ])
})

test('many changes at once replace it once', () => {
  const { tray, menus } = shown()
  const build = vi.fn()
  for (let times = 0; times < 100; times += 1) tray.refresh()
  expect(vi.getTimerCount()).toBe(1)
  vi.runAllTimers()
  expect(menus).toHaveLength(1)
  expect(build).not.toHaveBeenCalled()
})

test('what is chosen is carried out, and an & in a name stays one', () => {
  const { menus, become, onAction, onFile } = shown()
  become({ saved: [{ id: 'f', name: 'R&D.mp4' }] })
  const items = menus.at(-1) ?? []
  items.find(({ label }) => label === 'R&&D.mp4')?.click?.()
  items.find(({ label }) => label === 'Quit Meetkeep')?.click?.()
  expect(onFile).toHaveBeenCalledExactlyOnceWith('f')
  expect(onAction).toHaveBeenCalledExactlyOnceWith('quit')
  expect(items.filter(({ enabled }) => enabled === false).map(({ label }) => label)).toEqual([
    'No active downloads',
    'Pause all',
    'Last saved',
  ])
})

test.each([
  ['win32', 'tray.ico', true],
  ['darwin', 'trayTemplate.png', false],
  ['linux', 'tray.png', true],
] as const)('on %s the icon is %s; a click shows the window: %s', (platform, image, isClicked) => {
  const { on, onAction } = shown(platform)
  expect(trayImage(platform)).toBe(image)
  for (const [, listener] of on.mock.calls) listener()
  expect(onAction.mock.calls).toEqual(isClicked ? [['open']] : [])
})

test('a system that takes no icon does not keep the app from starting', () => {
  const tray = showTray({
    Tray: vi.fn(() => {
      throw new Error('Failed to load image')
    }),
    ...{ Menu: {} as never, image: '/i', platform: 'linux', state: () => IDLE, language: () => 'en-US' },
    ...{ onAction: vi.fn(), onFile: vi.fn(), log },
  })
  tray.refresh()
  expect(tray.isShown()).toBe(false)
  expect(log.warn).toHaveBeenCalledOnce()
})
