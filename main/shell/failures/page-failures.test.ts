import { EventEmitter } from 'node:events'
import type { BrowserWindow, MessageBoxOptions } from 'electron'
import { expect, test, vi } from 'vitest'
import { followPage } from './page-failures.ts'

/** A window whose questions are answered with the n-th button, or closed by their signal. */
function followed(answer: number | 'none' = 0) {
  const page = Object.assign(new EventEmitter(), { reload: vi.fn(), forcefullyCrashRenderer: vi.fn() })
  const window = Object.assign(new EventEmitter(), { webContents: page, isDestroyed: () => false })
  const asked: MessageBoxOptions[] = []
  const showMessageBox = vi.fn((...given: unknown[]) => {
    const options = given.at(-1) as MessageBoxOptions
    asked.push(options)
    if (answer !== 'none') return Promise.resolve({ response: answer, checkboxChecked: false })
    return new Promise((resolve) =>
      options.signal?.addEventListener('abort', () => resolve({ response: 0, checkboxChecked: false })),
    )
  })
  const app = { quit: vi.fn() }
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const onStart = vi.fn()
  followPage({
    app,
    dialog: { showMessageBox } as never,
    log,
    language: () => 'en-US',
    onStart,
    now: () => 0,
  })(window as unknown as BrowserWindow)
  const crash = (reason = 'crashed') => page.emit('render-process-gone', {}, { reason, exitCode: 1 })
  return { page, window, asked, app, log, onStart, crash }
}

test('a page that crashes is loaded again, and what is told waits for it', () => {
  const { page, onStart, crash, asked } = followed()
  crash()
  expect(page.reload).toHaveBeenCalledOnce()
  expect(onStart).toHaveBeenCalledOnce()
  expect(asked).toEqual([])
})

test('a page that ends as it should is left alone', () => {
  const { page, crash } = followed()
  crash('clean-exit')
  expect(page.reload).not.toHaveBeenCalled()
})

test.each([
  [0, 4, 0],
  [1, 3, 1],
])('after several crashes its user decides (button %i)', async (answer, reloads, quits) => {
  const { page, app, asked, crash } = followed(answer)
  for (let n = 0; n < 4; n += 1) crash()
  await new Promise((resolve) => setImmediate(resolve))
  expect(asked).toHaveLength(1)
  expect(page.reload).toHaveBeenCalledTimes(reloads)
  expect(app.quit).toHaveBeenCalledTimes(quits)
})

test('a page that hangs may be waited for: the question goes when it answers', async () => {
  const { page, window, asked } = followed('none')
  window.emit('unresponsive')
  window.emit('unresponsive')
  expect(asked).toHaveLength(1)
  window.emit('responsive')
  expect(asked[0]?.signal?.aborted).toBe(true)
  await new Promise((resolve) => setImmediate(resolve))
  expect(page.forcefullyCrashRenderer).not.toHaveBeenCalled()
  window.emit('unresponsive')
  expect(asked).toHaveLength(2)
})

test('or be ended and loaded again', async () => {
  const { page, window, crash } = followed(1)
  window.emit('unresponsive')
  await new Promise((resolve) => setImmediate(resolve))
  expect(page.forcefullyCrashRenderer).toHaveBeenCalledOnce()
  crash('killed')
  expect(page.reload).toHaveBeenCalledOnce()
})

test('a preload script that fails and a page that starts anew are noticed', () => {
  const { page, log, onStart } = followed()
  page.emit('preload-error', {}, '/p.cjs', new Error('why'))
  expect(log.error).toHaveBeenCalledExactlyOnceWith('the preload script failed', { detail: 'why' })
  page.emit('did-start-loading')
  expect(onStart).toHaveBeenCalledOnce()
})
