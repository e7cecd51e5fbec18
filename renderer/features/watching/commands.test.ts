import { expect, test } from 'vitest'
import { type Command, commandOf, nextSpeed } from './commands.ts'

const plain = { ctrlKey: false, metaKey: false, altKey: false }

test.each<[string, Command | null]>([
  [' ', { kind: 'toggle' }],
  ['K', { kind: 'toggle' }],
  ['ArrowLeft', { kind: 'jump', seconds: -5 }],
  ['ArrowRight', { kind: 'jump', seconds: 5 }],
  ['ArrowUp', { kind: 'louder', by: 0.1 }],
  ['m', { kind: 'mute' }],
  ['<', { kind: 'speed', step: -1 }],
  ['>', { kind: 'speed', step: 1 }],
  ['F', { kind: 'fullScreen' }],
  ['Escape', { kind: 'leave' }],
  ['Enter', null],
  ['a', null],
  ['toString', null],
])('%j means %j', (key, command) => {
  expect(commandOf({ ...plain, key })).toEqual(command)
})

test.each(['ctrlKey', 'metaKey', 'altKey'])('with %s a key means something else', (modifier) => {
  expect(commandOf({ ...plain, key: 'f', [modifier]: true })).toBeNull()
})

test.each<[number, -1 | 1, number]>([
  [1, 1, 1.25],
  [1, -1, 0.75],
  [3, 1, 3],
  [0.5, -1, 0.5],
  [1.1, 1, 1.25],
  [1.1, -1, 1],
])('from %d, a step of %d is %d', (speed, step, next) => {
  expect(nextSpeed(speed, step)).toBe(next)
})
