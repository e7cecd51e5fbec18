import { EventEmitter } from 'node:events'
import type { BrowserWindow, MessageBoxOptions } from 'electron'
import { beforeAll, expect, test, vi } from 'vitest'
import { loadAllTexts } from '../../../i18n/texts.ts'
import { watchPage } from './page-failures.ts'

beforeAll(loadAllTexts)

/** A window whose dialogs are answered with the n-th button, or closed by their signal. */
function watched(answer: number | 'none' = 0, isVisible = true) {
  const page = Object.assign(new EventEmitter(), {
    reload: vi.fn(),
    loadURL: vi.fn(() => Promise.resolve()),
    forcefullyCrashRenderer: vi.fn(),
  })
  const window = Object.assign(new EventEmitter(), {
    webContents: page,
    isDestroyed: () => false,
    isVisible: () => isVisible,
    isMinimized: () => false,
  })
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
  const watch = watchPage({
    app,
    dialog: { showMessageBox } as never,
    log,
    language: () => 'en-US',
    onStart,
    now: () => 0,
  })
  watch.watch(window as unknown as BrowserWindow)
  const crash = (reason = 'crashed') => page.emit('render-process-gone', {}, { reason, exitCode: 1 })
  /** Opens the window once more. */
  const again = (): void => watch.watch(window as unknown as BrowserWindow)
  onStart.mockClear()
  return { page, window, asked, showMessageBox, app, log, onStart, crash, again, answered: watch.answered }
}

type Watched = ReturnType<typeof watched>

test('a page that crashes is reloaded, and events are buffered for it', () => {
  const { page, onStart, crash, asked } = watched()
  crash()
  expect(page.reload).toHaveBeenCalledOnce()
  expect(onStart).toHaveBeenCalledOnce()
  expect(asked).toEqual([])
})

test('a page that exits cleanly is not reloaded', () => {
  const { page, crash } = watched()
  crash('clean-exit')
  expect(page.reload).not.toHaveBeenCalled()
})

test.each([
  [0, 4, 0],
  [1, 3, 1],
])('after several crashes the user decides (button %i)', async (answer, reloads, quits) => {
  const { page, app, asked, crash } = watched(answer)
  for (let n = 0; n < 4; n += 1) crash()
  await new Promise((resolve) => setImmediate(resolve))
  expect(asked).toHaveLength(1)
  expect(page.reload).toHaveBeenCalledTimes(reloads)
  expect(app.quit).toHaveBeenCalledTimes(quits)
})

test.each([
  [true, 2],
  [false, 1],
])('the dialog belongs to the window if it is visible: %s', (isVisible, given) => {
  const { showMessageBox, crash } = watched(0, isVisible)
  for (let n = 0; n < 4; n += 1) crash()
  expect(showMessageBox.mock.calls[0]).toHaveLength(given)
})

test('the user may wait for a page that hangs: the dialog closes when it responds', async () => {
  const { page, window, asked } = watched('none')
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

test('or end it and reload', async () => {
  const { page, window, crash } = watched(1)
  window.emit('unresponsive')
  await new Promise((resolve) => setImmediate(resolve))
  expect(page.forcefullyCrashRenderer).toHaveBeenCalledOnce()
  crash('killed')
  expect(page.reload).toHaveBeenCalledOnce()
})

const settle = () => new Promise((resolve) => setImmediate(resolve))

test.each([
  ['fails to load', 'did-fail-load', [-9, 'ERR_UNEXPECTED', 'app://x', true], 'ERR_UNEXPECTED (-9)'],
  ['is an error page', 'did-navigate', ['app://x', 404, 'Not Found'], 'HTTP 404'],
  ['has no bridge', 'preload-error', ['/p.cjs', new Error('why')], 'preload: why'],
])('a page that %s is reported in a dialog', async (_what, event, args, reason) => {
  for (const [button, loads, quits] of [
    [0, 1, 0],
    [1, 0, 1],
  ]) {
    const { page, app, asked } = watched(button)
    page.emit(event, {}, ...args)
    // While one dialog is open there is no second one.
    page.emit(event, {}, ...args)
    await settle()
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({ type: 'error', buttons: ['Reload', 'Quit Meetkeep'], cancelId: 0 })
    expect(asked[0]?.detail).toContain(reason)
    expect(page.loadURL).toHaveBeenCalledTimes(loads ?? 0)
    expect(app.quit).toHaveBeenCalledTimes(quits ?? 0)
  }
})

test.each([
  ['another load took its place', 'did-fail-load', [-3, 'ERR_ABORTED', 'app://x', true]],
  ['it was a frame in it', 'did-fail-load', [-6, 'ERR_FILE_NOT_FOUND', 'app://x', false]],
  ['it is our page', 'did-navigate', ['app://x', 200, 'OK']],
])('no dialog opens when %s', async (_what, event, args) => {
  const { page, asked } = watched()
  page.emit(event, {}, ...args)
  await settle()
  expect(asked).toEqual([])
})

test('a page that never makes a call is reported too; one that has made a call is not', async () => {
  vi.useFakeTimers()
  try {
    // Each starts to load, with different results.
    const [silent, blank, lively, reloaded, closed] = Array.from({ length: 5 }, () => watched('none')) as [
      Watched,
      Watched,
      Watched,
      Watched,
      Watched,
    ]
    for (const { page } of [silent, blank, lively, reloaded, closed]) page.emit('did-start-loading')
    for (const { page } of [blank, lively, reloaded]) page.emit('did-navigate', {}, 'app://x', 200)
    for (const { answered } of [lively, reloaded]) answered()
    // A refused navigation keeps the document; a reload creates a new one.
    lively.page.emit('did-start-loading')
    reloaded.page.emit('did-navigate', {}, 'app://x', 200)
    closed.window.emit('closed')
    await vi.advanceTimersByTimeAsync(60_000)
    for (const { asked } of [silent, blank, reloaded])
      expect(asked[0]?.detail).toContain('The page did not answer.')
    for (const { asked } of [lively, closed]) expect(asked).toEqual([])
  } finally {
    vi.useRealTimers()
  }
})

test('events are buffered for the page of a new window, even after an earlier one', () => {
  const { again, onStart, answered } = watched()
  answered()
  onStart.mockClear()
  again()
  expect(onStart).toHaveBeenCalledOnce()
})

test('events are buffered for a new document, but not for a refused navigation', () => {
  const { page, onStart, answered } = watched()
  page.emit('did-navigate', {}, 'app://x', 200)
  answered()
  expect(onStart).toHaveBeenCalledOnce()
  page.emit('did-start-loading')
  page.emit('did-navigate-in-page', {}, 'app://x#/minutes', true)
  expect(onStart).toHaveBeenCalledOnce()
})
