import { expect, test, vi } from 'vitest'
import { createEmitter } from './emitter.ts'

test('every listener is called in its order, until it has unsubscribed', () => {
  const heard: string[] = []
  const changes = createEmitter<[name: string, count: number]>()
  const stop = changes.on((name, count) => heard.push(`first ${name} ${count}`))
  changes.on((name) => heard.push(`second ${name}`))
  changes.emit('a', 1)
  stop()
  changes.emit('b', 2)
  expect(heard).toEqual(['first a 1', 'second a', 'second b'])
})

test('a listener that subscribes twice is called once', () => {
  const listener = vi.fn()
  const changes = createEmitter()
  changes.on(listener)
  changes.on(listener)
  changes.emit()
  expect(listener).toHaveBeenCalledOnce()
})

test('one that unsubscribes another while it is called spares it', () => {
  const other = vi.fn()
  const changes = createEmitter()
  changes.on(() => stop())
  const stop = changes.on(other)
  changes.emit()
  expect(other).not.toHaveBeenCalled()
})
