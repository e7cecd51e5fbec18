import { expect, test, vi } from 'vitest'
import { createEmitter } from './emitter.ts'

test('calls every listener in order of subscription until it unsubscribes', () => {
  const received: string[] = []
  const changes = createEmitter<[name: string, count: number]>()
  const stop = changes.on((name, count) => received.push(`first ${name} ${count}`))
  changes.on((name) => received.push(`second ${name}`))
  changes.emit('a', 1)
  stop()
  changes.emit('b', 2)
  expect(received).toEqual(['first a 1', 'second a', 'second b'])
})

test('a listener that subscribes twice is called once', () => {
  const listener = vi.fn()
  const changes = createEmitter()
  changes.on(listener)
  changes.on(listener)
  changes.emit()
  expect(listener).toHaveBeenCalledOnce()
})

test('does not call a listener that another listener unsubscribes during the event', () => {
  const other = vi.fn()
  const changes = createEmitter()
  changes.on(() => stop())
  const stop = changes.on(other)
  changes.emit()
  expect(other).not.toHaveBeenCalled()
})
