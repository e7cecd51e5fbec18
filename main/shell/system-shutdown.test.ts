import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { watchSessionEnd, watchShutdown } from './system-shutdown.ts'

/** A monitor that subscribes to shutdowns of Linux as Electron's does: when a listener is added. */
class LinuxMonitor extends EventEmitter {
  isListening = false
  constructor() {
    super()
    this.once('newListener', () => {
      this.isListening = this.listenerCount('shutdown') > 0
      this.on('newListener', (event) => {
        if (event === 'shutdown') this.isListening = true
      })
    })
  }
}

test('Linux announces a shutdown, which waits until the app has quit', () => {
  const monitor = new LinuxMonitor()
  const onShutdown = vi.fn()
  watchShutdown(monitor as never, onShutdown)
  expect(monitor.isListening).toBe(true)
  const preventDefault = vi.fn()
  monitor.emit('shutdown', { preventDefault })
  expect(preventDefault).toHaveBeenCalledOnce()
  expect(onShutdown).toHaveBeenCalledOnce()
})

test('a shutdown without an event is detected too', () => {
  const monitor = new EventEmitter()
  const onShutdown = vi.fn()
  watchShutdown(monitor as never, onShutdown)
  monitor.emit('shutdown')
  expect(onShutdown).toHaveBeenCalledOnce()
})

test('a window reports when Windows ends the session, but not when it only queries', () => {
  const window = new EventEmitter()
  const onEnd = vi.fn()
  watchSessionEnd(window as never, onEnd)
  window.emit('query-session-end', {})
  expect(onEnd).not.toHaveBeenCalled()
  window.emit('session-end', {})
  expect(onEnd).toHaveBeenCalledOnce()
})
