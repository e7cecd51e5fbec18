import { expect, test, vi } from 'vitest'
import { refuseDebugging } from './debugging.ts'

const started = (isPackaged: boolean) => {
  const removeSwitch = vi.fn()
  refuseDebugging({ isPackaged, commandLine: { removeSwitch } as never })
  return removeSwitch.mock.calls.flat() as string[]
}

test('a packaged app takes no debugger and keeps the walls of its page', () => {
  expect(started(true)).toEqual(
    expect.arrayContaining([
      'remote-debugging-port',
      'remote-debugging-pipe',
      'disable-web-security',
      'js-flags',
    ]),
  )
})

test('one that is being built can be debugged', () => {
  expect(started(false)).toEqual([])
})
