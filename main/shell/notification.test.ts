import { expect, it, vi } from 'vitest'
import { showNotification } from './notification.ts'

it.each([
  ['told', { isWanted: true, isWindowInFront: false, isSupported: true }, 1],
  ['not wanted', { isWanted: false, isWindowInFront: false, isSupported: true }, 0],
  ['the window is in front', { isWanted: true, isWindowInFront: true, isSupported: true }, 0],
  ['not supported by the system', { isWanted: true, isWindowInFront: false, isSupported: false }, 0],
])('%s', (_, { isSupported, ...change }, count) => {
  const show = vi.fn()
  const onPressed = vi.fn()
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  class Fake {
    static isSupported = () => isSupported
    show = show
    // Clicked, and failed, as early as possible.
    on(event: string, listener: (event: unknown, error: string) => void): void {
      listener(null, event)
    }
  }
  showNotification({
    text: { title: 'Ended', body: '1 file' },
    notification: Fake,
    onPressed,
    log,
    ...change,
  })
  expect(show).toHaveBeenCalledTimes(count)
  expect(onPressed).toHaveBeenCalledTimes(count)
  expect(log.warn).toHaveBeenCalledTimes(count)
})

it('gives a button its own work, and a later one with the same id its place', () => {
  const given: unknown[] = []
  const listeners: [string, () => void][] = []
  class Fake {
    static isSupported = () => true
    constructor(options: unknown) {
      given.push(options)
    }
    show = () => undefined
    on(event: string, listener: (event: unknown, error: string) => void): void {
      listeners.push([event, () => listener(null, '')])
    }
  }
  const [onPressed, onButton] = [vi.fn(), vi.fn()]
  showNotification({
    ...{ text: { title: 'Ended', body: '1 file' }, id: 'ended', isWanted: true, isWindowInFront: false },
    button: { label: 'Show', onPressed: onButton },
    ...{ notification: Fake, onPressed, log: { info: vi.fn(), warn: vi.fn(), error: vi.fn() } },
  })
  expect(given).toEqual([
    { title: 'Ended', body: '1 file', id: 'ended', actions: [{ type: 'button', text: 'Show' }] },
  ])
  for (const [event, listener] of listeners) if (event === 'action') listener()
  expect(onButton).toHaveBeenCalledOnce()
  expect(onPressed).not.toHaveBeenCalled()
})
