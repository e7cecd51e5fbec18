import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMainWindow } from './main-window.ts'

const { FakeWindow, windows } = await vi.hoisted(async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  const made: Fake[] = []
  /** A window as Electron creates it with `show: false`; it records each call. */
  class Fake extends Emitter {
    readonly webContents = new Emitter()
    readonly calls: string[] = []
    state: 'hidden' | 'shown' | 'minimized' = 'hidden'
    constructor() {
      super()
      made.push(this)
    }
    isDestroyed = (): boolean => false
    isVisible = (): boolean => this.state === 'shown'
    isMinimized = (): boolean => this.state === 'minimized'
    isMaximized = (): boolean => false
    getNormalBounds = () => ({ x: 0, y: 0, width: 900, height: 600 })
    loadURL = async (url: string): Promise<void> => void this.calls.push(`load ${url}`)
    show = (): void => this.#become('shown', 'show')
    restore = (): void => this.#become('shown', 'restore')
    maximize = (): void => this.#become('shown', 'maximize')
    focus = (): void => void this.calls.push('focus')
    #become(state: 'shown', call: string): void {
      this.state = state
      this.calls.push(call)
    }
  }
  return { FakeWindow: Fake, windows: made }
})

vi.mock('electron', () => ({
  app: { isPackaged: true },
  BrowserWindow: FakeWindow,
  nativeTheme: { shouldUseDarkColors: false },
  screen: {
    getAllDisplays: () => [],
    getPrimaryDisplay: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }),
  },
}))

const LOADED = 'load app://meetkeep/index.html'
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }

function opened({ isHidden = false, state }: { isHidden?: boolean; state?: object } = {}) {
  const main = createMainWindow({
    preload: '/p.cjs',
    icon: '/icon.png',
    place: { get: () => state ?? null, set: vi.fn() },
    isHidden,
    log,
  })
  main.show()
  const window = windows.at(-1)
  if (window === undefined) throw new Error('no window was made')
  return { main, window }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a window whose page is never drawn is shown nevertheless', async () => {
  const { window } = opened()
  expect(window.calls).toEqual([LOADED])
  await vi.advanceTimersByTimeAsync(2000)
  expect(window.calls).toEqual([LOADED, 'show'])
})

test('a second start, a link or the shortcut shows a window that was not shown yet', () => {
  const { main, window } = opened()
  main.show()
  expect(window.calls).toEqual([LOADED, 'show', 'focus'])
  expect(windows.at(-1)).toBe(window)
})

test('a minimized window is restored, a visible one comes to the front', () => {
  const { main, window } = opened()
  window.state = 'minimized'
  main.show()
  main.show()
  expect(window.calls).toEqual([LOADED, 'restore', 'focus', 'focus'])
})

test('a window that was maximized is maximized when it is shown, not before', async () => {
  const state = { x: 10, y: 10, width: 1000, height: 700, isMaximized: true }
  const { window } = opened({ state })
  expect(window.calls).toEqual([LOADED])
  window.emit('ready-to-show')
  await vi.advanceTimersByTimeAsync(0)
  expect(window.calls).toEqual([LOADED, 'maximize', 'show'])
})

test('a self-test never shows it automatically', async () => {
  const { window } = opened({ isHidden: true })
  window.emit('ready-to-show')
  window.webContents.emit('did-finish-load')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(window.calls).toEqual([LOADED])
})

test('a closed window can be opened again', () => {
  const { main, window } = opened()
  window.emit('closed')
  expect(main.current()).toBeNull()
  main.show()
  expect(windows.at(-1)).not.toBe(window)
  expect(main.current()).toBe(windows.at(-1))
})

test('each window is announced before its page loads', () => {
  const { main, window } = opened()
  const heard: string[][] = []
  main.onOpened((next) => heard.push([...(next as unknown as typeof window).calls]))
  window.emit('closed')
  main.show()
  expect(heard).toEqual([[]])
  expect(windows.at(-1)?.calls).toEqual([LOADED])
})
