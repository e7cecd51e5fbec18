import { EventEmitter } from 'node:events'
import { beforeAll, expect, test, vi } from 'vitest'
import { loadAllTexts } from '../../../i18n/texts.ts'
import { catchMainFailures } from './main-failures.ts'

beforeAll(loadAllTexts)

function caught() {
  const process = new EventEmitter()
  const app = Object.assign(new EventEmitter(), {
    quit: vi.fn(),
    exit: vi.fn(),
    isReady: () => true,
    whenReady: () => Promise.resolve(),
  })
  const dialog = { showErrorBox: vi.fn() }
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const failures = catchMainFailures({
    process: process as never,
    app: app as never,
    dialog,
    log,
    logFile: '/state/logs/meetkeep.log',
    language: () => 'zh-CN',
    now: () => 0,
  })
  return { process, app, dialog, log, failures, tell: vi.fn() }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

test.each(['uncaughtException', 'unhandledRejection'])(
  '%s is logged and reported, and the app continues',
  (what) => {
    const { process, app, dialog, log, failures, tell } = caught()
    failures.setNotifier(tell)
    process.emit(what, new Error(`no way to https://h.example/p?token=hush ${'x'.repeat(500)}`))
    expect(log.error).toHaveBeenCalledOnce()
    const [{ kind, subject }] = tell.mock.calls[0] as [{ kind: string; subject: string }]
    expect(kind).toBe('main-failed')
    expect(subject).toContain('https://h.example/p?…')
    expect(subject.length).toBeLessThanOrEqual(200)
    expect(app.quit).not.toHaveBeenCalled()
    expect(dialog.showErrorBox).not.toHaveBeenCalled()
  },
)

test('a failure before the window opens shows where the log is, and the app quits', async () => {
  const { process, app, dialog } = caught()
  process.emit('unhandledRejection', 'not even an Error')
  await settle()
  expect(dialog.showErrorBox.mock.calls[0]?.join()).toContain('/state/logs/meetkeep.log')
  expect(app.exit).toHaveBeenCalledExactlyOnceWith(1)
})

test('repeated failures quit the app in order, once', async () => {
  const { process, app, dialog, failures, tell } = caught()
  failures.setNotifier(tell)
  for (let n = 0; n < 8; n += 1) process.emit('uncaughtException', new Error(String(n)))
  expect(tell).toHaveBeenCalledTimes(4)
  await settle()
  expect(dialog.showErrorBox).toHaveBeenCalledOnce()
  expect(app.quit).toHaveBeenCalledOnce()
  expect(app.exit).not.toHaveBeenCalled()
})

test('a crashed Chromium process is logged', () => {
  const { app, log } = caught()
  app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 5 })
  app.emit('child-process-gone', {}, { type: 'GPU', reason: 'clean-exit', exitCode: 0 })
  expect(log.error).toHaveBeenCalledExactlyOnceWith('a process of Chromium is gone', {
    type: 'GPU',
    reason: 'crashed',
    exitCode: 5,
  })
})
