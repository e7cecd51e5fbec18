import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { showFatalBox } from './fatal-box.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('before the app is ready the dialog waits, because Linux would not show it', async () => {
  let ready = (): void => undefined
  const app = { isReady: () => false, whenReady: () => new Promise<void>((resolve) => (ready = resolve)) }
  const dialog = { showErrorBox: vi.fn() }
  const shown = showFatalBox({ app, dialog, title: 'T', body: 'B' })
  await vi.advanceTimersByTimeAsync(5000)
  expect(dialog.showErrorBox).not.toHaveBeenCalled()
  ready()
  await shown
  expect(dialog.showErrorBox).toHaveBeenCalledExactlyOnceWith('T', 'B')
})

test('an app that never becomes ready shows it nevertheless', async () => {
  const app = { isReady: () => false, whenReady: () => new Promise<void>(() => undefined) }
  const dialog = { showErrorBox: vi.fn() }
  const shown = showFatalBox({ app, dialog, title: 'T', body: 'B' })
  await vi.advanceTimersByTimeAsync(10_000)
  await shown
  expect(dialog.showErrorBox).toHaveBeenCalledOnce()
})

test('a ready app shows it at once', async () => {
  const app = { isReady: () => true, whenReady: () => Promise.reject(new Error('not asked')) }
  const dialog = { showErrorBox: vi.fn() }
  await showFatalBox({ app, dialog, title: 'T', body: 'B' })
  expect(dialog.showErrorBox).toHaveBeenCalledOnce()
})
