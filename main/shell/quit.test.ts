import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { closeBeforeQuit, quitWithLastWindow } from './quit.ts'

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const kill = vi.fn()
beforeEach(() => kill.mockClear())
const yes = () => Promise.resolve(true)

/** An app that quits unless a listener prevents it. */
function fakeApp() {
  const events = new EventEmitter()
  const end = vi.fn()
  const quit = (): void => {
    let isForbidden = false
    events.emit('before-quit', { preventDefault: () => (isForbidden = true) })
    if (isForbidden) return
    events.emit('quit')
    end()
  }
  return { app: Object.assign(events, { quit }) as unknown as App, quit, end }
}

test('the app quits once after the services have closed, for any number of requests', async () => {
  const { app, quit, end } = fakeApp()
  let closed = (): void => undefined
  const close = vi.fn(() => new Promise<void>((resolve) => (closed = resolve)))
  closeBeforeQuit(app, { mayQuit: yes, close, log, kill })
  quit()
  quit()
  await expect.poll(() => close).toHaveBeenCalledOnce()
  quit()
  expect(close).toHaveBeenCalledOnce()
  expect(end).not.toHaveBeenCalled()
  closed()
  await expect.poll(() => end).toHaveBeenCalledOnce()
})

test('a failure to close is logged and the app quits', async () => {
  const { app, quit, end } = fakeApp()
  closeBeforeQuit(app, { mayQuit: yes, close: () => Promise.reject(new Error('disk')), log, kill })
  quit()
  await expect.poll(() => end).toHaveBeenCalledOnce()
  expect(log.error).toHaveBeenCalledOnce()
})

test.each([
  ['all disks answer', false, 0],
  ['a disk does not answer', true, 1],
])('when %s, a quit kills the process: %s', async (_, isSilent, times) => {
  const { app, quit, end } = fakeApp()
  closeBeforeQuit(app, {
    mayQuit: yes,
    close: () => Promise.resolve(),
    log,
    isDiskSilent: () => isSilent,
    kill,
  })
  quit()
  await expect.poll(() => end).toHaveBeenCalledOnce()
  expect(kill).toHaveBeenCalledTimes(times)
})

test.each([
  ['linux', 1],
  ['win32', 1],
  ['darwin', 0],
] as const)('without a window the app on %s quits %i times', (platform, times) => {
  const { app, end } = fakeApp()
  quitWithLastWindow(app, platform)
  app.emit('window-all-closed')
  expect(end).toHaveBeenCalledTimes(times)
})

test('a user who stays is asked again the next time, one dialog at a time', async () => {
  const { app, quit, end } = fakeApp()
  const close = vi.fn(() => Promise.resolve())
  const answers: ((answer: boolean) => void)[] = []
  const mayQuit = vi.fn(() => new Promise<boolean>((resolve) => answers.push(resolve)))
  const decision = closeBeforeQuit(app, { mayQuit, close, log, kill })
  quit()
  quit()
  expect(mayQuit).toHaveBeenCalledOnce()
  answers[0]?.(false)
  await expect
    .poll(() => {
      quit()
      return mayQuit
    })
    .toHaveBeenCalledTimes(2)
  expect(close).not.toHaveBeenCalled()
  expect(decision.isDecided()).toBe(false)
  answers[1]?.(true)
  await expect.poll(() => end).toHaveBeenCalledOnce()
  expect(close).toHaveBeenCalledOnce()
  expect(decision.isDecided()).toBe(true)
})

test('when the system ends the app no question is asked, and an open one is dismissed', async () => {
  const { app, quit, end } = fakeApp()
  const mayQuit = vi.fn(() => new Promise<boolean>(() => undefined))
  const close = vi.fn(() => Promise.resolve())
  const decision = closeBeforeQuit(app, { mayQuit, close, log, kill })
  quit()
  decision.now()
  await expect.poll(() => end).toHaveBeenCalledOnce()
  expect(mayQuit).toHaveBeenCalledOnce()
  expect(close).toHaveBeenCalledOnce()
})

test('a late "stay" does not call off an end by the system', async () => {
  const { app, quit, end } = fakeApp()
  let answer = (_mayQuit: boolean): void => undefined
  const mayQuit = vi.fn(() => new Promise<boolean>((resolve) => (answer = resolve)))
  let closed = (): void => undefined
  const close = vi.fn(() => new Promise<void>((resolve) => (closed = resolve)))
  const decision = closeBeforeQuit(app, { mayQuit, close, log, kill })
  quit()
  decision.now()
  answer(false)
  await new Promise((resolve) => setImmediate(resolve))
  expect(decision.isDecided()).toBe(true)
  closed()
  await expect.poll(() => end).toHaveBeenCalledOnce()
  expect(close).toHaveBeenCalledOnce()
})

test('a "quit" that comes during an end by the system closes nothing twice', async () => {
  const { app, quit, end } = fakeApp()
  let answer = (_mayQuit: boolean): void => undefined
  const mayQuit = vi.fn(() => new Promise<boolean>((resolve) => (answer = resolve)))
  const close = vi.fn(async () => undefined)
  const decision = closeBeforeQuit(app, { mayQuit, close, log, kill })
  quit()
  decision.now()
  answer(true)
  await expect.poll(() => end).toHaveBeenCalledOnce()
  await new Promise((resolve) => setImmediate(resolve))
  expect(close).toHaveBeenCalledOnce()
  expect(end).toHaveBeenCalledOnce()
})

test('a dialog that fails does not prevent quitting', async () => {
  const { app, quit, end } = fakeApp()
  closeBeforeQuit(app, {
    mayQuit: () => Promise.reject(new Error('no window')),
    close: async () => {},
    log,
    kill,
  })
  quit()
  await expect.poll(() => end).toHaveBeenCalledOnce()
})

test('closing services has a time limit', async () => {
  vi.useFakeTimers()
  try {
    const { app, quit, end } = fakeApp()
    closeBeforeQuit(app, { mayQuit: yes, close: () => new Promise(() => undefined), log, kill })
    quit()
    await vi.advanceTimersByTimeAsync(4999)
    expect(end).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(end).toHaveBeenCalledOnce()
    // What keeps them from closing would keep the process.
    expect(kill).toHaveBeenCalledOnce()
  } finally {
    vi.useRealTimers()
  }
})

describe('a restart that installs', () => {
  test('asks, closes the services, and only then starts the installer, which may quit the app without asking', async () => {
    const { app, end } = fakeApp()
    const steps: string[] = []
    const mayQuit = vi.fn(async (purpose: string) => !!steps.push(`asked to ${purpose}`))
    const close = vi.fn(async () => void steps.push('closed'))
    const decision = closeBeforeQuit(app, { mayQuit, close, log, kill })
    decision.toInstall(() => {
      steps.push('installer started')
      app.quit()
    })
    await expect.poll(() => end).toHaveBeenCalledOnce()
    expect(steps).toEqual(['asked to install', 'closed', 'installer started'])
  })

  test('does nothing while a question is open or the app is closing', async () => {
    const { app, quit, end } = fakeApp()
    const answers: ((answer: boolean) => void)[] = []
    const mayQuit = vi.fn(() => new Promise<boolean>((resolve) => answers.push(resolve)))
    let closed = (): void => undefined
    const close = vi.fn(() => new Promise<void>((resolve) => (closed = resolve)))
    const install = vi.fn()
    const decision = closeBeforeQuit(app, { mayQuit, close, log, kill })
    quit()
    decision.toInstall(install)
    expect(mayQuit.mock.calls).toEqual([['quit']])
    answers[0]?.(true)
    await expect.poll(() => close).toHaveBeenCalledOnce()
    decision.toInstall(install)
    closed()
    await expect.poll(() => end).toHaveBeenCalledOnce()
    expect(mayQuit).toHaveBeenCalledOnce()
    expect(install).not.toHaveBeenCalled()
  })

  test('does nothing when the user stays', async () => {
    const { app, quit, end } = fakeApp()
    const answers = [false, true]
    const close = vi.fn(async () => undefined)
    const install = vi.fn()
    const mayQuit = vi.fn(async () => answers.shift() ?? true)
    const decision = closeBeforeQuit(app, { mayQuit, close, log, kill })
    decision.toInstall(install)
    await expect.poll(() => mayQuit).toHaveBeenCalledOnce()
    await new Promise((resolve) => setImmediate(resolve))
    expect(decision.isDecided()).toBe(false)
    expect(close).not.toHaveBeenCalled()
    quit()
    await expect.poll(() => end).toHaveBeenCalledOnce()
    expect(install).not.toHaveBeenCalled()
  })

  test.each([
    [
      'fails',
      () => {
        throw new Error('no installer')
      },
      0,
    ],
    ['never ends the app', () => undefined, 10_000],
  ])('quits the app even if the installer %s', async (_what, install, waitMs) => {
    vi.useFakeTimers()
    try {
      const { app, end } = fakeApp()
      closeBeforeQuit(app, { mayQuit: yes, close: async () => undefined, log, kill }).toInstall(install)
      await vi.advanceTimersByTimeAsync(waitMs)
      expect(end).toHaveBeenCalledOnce()
    } finally {
      vi.useRealTimers()
    }
  })
})

test('a shutdown by the system is reported, so that no installer starts during it', () => {
  const { app } = fakeApp()
  const decision = closeBeforeQuit(app, { mayQuit: yes, close: async () => undefined, log, kill })
  const listener = vi.fn(() => decision.isDecided())
  const unsubscribe = decision.onSystemEnd(listener)
  decision.now()
  // No question is to come, also for what the listeners close.
  expect(listener).toHaveReturnedWith(true)
  unsubscribe()
  decision.now()
  expect(listener).toHaveBeenCalledOnce()
})

test('an app whose user has been asked already quits in order, without another question', async () => {
  const { app, end } = fakeApp()
  const mayQuit = vi.fn(yes)
  const close = vi.fn(() => Promise.resolve())
  closeBeforeQuit(app, { mayQuit, close, log, kill }).withoutQuestion()
  await expect.poll(() => end).toHaveBeenCalledOnce()
  expect(mayQuit).not.toHaveBeenCalled()
  expect(close).toHaveBeenCalledOnce()
})
