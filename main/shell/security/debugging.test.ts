import { expect, test, vi } from 'vitest'
import { refuseDebugging } from './debugging.ts'

const started = (isPackaged: boolean) => {
  const removeSwitch = vi.fn()
  refuseDebugging({ isPackaged, commandLine: { removeSwitch } as never })
  return removeSwitch.mock.calls.flat() as string[]
}

test('a packaged app accepts no debugger and keeps its page isolated', () => {
  expect(started(true).toSorted()).toEqual([
    'allow-file-access-from-files',
    'allow-running-insecure-content',
    'disable-site-isolation-trials',
    'disable-web-security',
    'ignore-certificate-errors',
    'js-flags',
    'load-extension',
    'log-net-log',
    'remote-allow-origins',
    'remote-debugging-address',
    'remote-debugging-pipe',
    'remote-debugging-port',
    'ssl-key-log-file',
    'unsafely-treat-insecure-origin-as-secure',
  ])
})

test('a development build can be debugged', () => {
  expect(started(false)).toEqual([])
})
