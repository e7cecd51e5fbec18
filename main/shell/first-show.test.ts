import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { whenFirstShown } from './first-show.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function hiddenWindow() {
  let isDestroyed = false
  const webContents = new EventEmitter()
  const window = Object.assign(new EventEmitter(), { webContents, isDestroyed: () => isDestroyed })
  const destroy = (): void => {
    isDestroyed = true
    window.emit('closed')
  }
  const shown = vi.fn()
  void whenFirstShown(window as never, 2000).then(shown)
  return { window, webContents, destroy, shown }
}

test('a page is shown once it is drawn', async () => {
  const { window, shown } = hiddenWindow()
  window.emit('ready-to-show')
  await vi.advanceTimersByTimeAsync(0)
  expect(shown).toHaveBeenCalledExactlyOnceWith('ready-to-show')
})

test('a page that is never drawn, as on Wayland, is shown when it is loaded', async () => {
  const { webContents, shown } = hiddenWindow()
  webContents.emit('did-finish-load')
  await vi.advanceTimersByTimeAsync(0)
  expect(shown).toHaveBeenCalledExactlyOnceWith('did-finish-load')
})

test('a page without any event is shown after the timeout', async () => {
  const { shown } = hiddenWindow()
  await vi.advanceTimersByTimeAsync(1999)
  expect(shown).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(shown).toHaveBeenCalledExactlyOnceWith('time is up')
})

test('a destroyed window is not shown, and leaves no timer', async () => {
  const { window, webContents, destroy, shown } = hiddenWindow()
  destroy()
  window.emit('ready-to-show')
  webContents.emit('did-finish-load')
  await vi.advanceTimersByTimeAsync(5000)
  expect(shown).not.toHaveBeenCalled()
  expect(vi.getTimerCount()).toBe(0)
})
