import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { expect, test, vi } from 'vitest'
import { closeBeforeQuit, quitWithLastWindow } from './quit.ts'

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }

/** An app that ends when nobody forbids it. */
function fakeApp() {
  const events = new EventEmitter()
  const end = vi.fn()
  const quit = (): void => {
    let isForbidden = false
    events.emit('before-quit', { preventDefault: () => (isForbidden = true) })
    if (!isForbidden) end()
  }
  return { app: Object.assign(events, { quit }) as unknown as App, quit, end }
}

test('the app ends after the services have closed, once, however often it is told to', async () => {
  const { app, quit, end } = fakeApp()
  let closed = (): void => undefined
  const close = vi.fn(() => new Promise<void>((resolve) => (closed = resolve)))
  closeBeforeQuit(app, close, log)
  quit()
  quit()
  expect(close).toHaveBeenCalledOnce()
  expect(end).not.toHaveBeenCalled()
  closed()
  await vi.waitFor(() => expect(end).toHaveBeenCalledOnce())
})

test('a failure to close is logged and the app ends', async () => {
  const { app, quit, end } = fakeApp()
  closeBeforeQuit(app, () => Promise.reject(new Error('disk')), log)
  quit()
  await vi.waitFor(() => expect(end).toHaveBeenCalledOnce())
  expect(log.error).toHaveBeenCalledOnce()
})

test.each([
  ['linux', 1],
  ['win32', 1],
  ['darwin', 0],
] as const)('without a window the app on %s ends %i times', (platform, times) => {
  const { app, end } = fakeApp()
  quitWithLastWindow(app, platform)
  app.emit('window-all-closed')
  expect(end).toHaveBeenCalledTimes(times)
})
