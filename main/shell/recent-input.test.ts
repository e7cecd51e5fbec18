import { EventEmitter } from 'node:events'
import type { BrowserWindow, InputEvent } from 'electron'
import { expect, test } from 'vitest'
import { watchInput } from './recent-input.ts'

function opened() {
  let now = 1_000_000
  const webContents = new EventEmitter()
  const input = watchInput(
    {
      onOpened: (listener) => {
        listener({ webContents } as unknown as BrowserWindow)
        return () => undefined
      },
    },
    () => now,
  )
  return {
    input,
    send: (type: InputEvent['type']) => webContents.emit('input-event', {}, { type }),
    pass: (ms: number) => void (now += ms),
  }
}

test.each([
  ['mouseDown', true],
  ['keyDown', true],
  ['rawKeyDown', true],
  ['touchEnd', true],
  ['gestureTap', true],
  ['mouseMove', false],
  ['mouseEnter', false],
  ['mouseWheel', false],
  ['gestureScrollUpdate', false],
  ['pointerMove', false],
] as const)('%s counts as an input: %s', (type, counts) => {
  const { input, send } = opened()
  expect(input.isRecent()).toBe(false)
  send(type)
  expect(input.isRecent()).toBe(counts)
})

test.each([
  ['one that is held', ['mouseDown', 'mouseMove'], true],
  ['one that was released', ['mouseDown', 'mouseMove', 'mouseUp'], false],
  ['a pointer that only moves', ['mouseMove'], false],
  ['a finger', ['touchStart', 'pointerDown', 'gestureLongPress'], false],
] as const)('a mouse button is held: %s', (_what, types, isHeld) => {
  const { input, send } = opened()
  for (const type of types) send(type)
  expect(input.takePress()).toBe(isHeld)
  // The same press starts no second drag.
  expect(input.takePress()).toBe(false)
})

test('an input is recent for five seconds, also one in a menu', () => {
  const { input, pass } = opened()
  input.note()
  pass(4999)
  expect(input.isRecent()).toBe(true)
  pass(1)
  expect(input.isRecent()).toBe(false)
  expect(input.lastAt()).toBe(1_000_000)
})
