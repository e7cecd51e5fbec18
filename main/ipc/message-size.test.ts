import { expect, test } from 'vitest'
import { isWithinSize } from './message-size.ts'

const circle: { self?: unknown } = {}
circle.self = circle

test.each<[string, unknown, number]>([
  ['nothing', null, 1],
  ['a number', 5, 1],
  ['a text and its characters', 'abc', 4],
  ['an object with its names and values', { ab: 'c', d: 1 }, 7],
  ['a list with its items', ['a', 'b', 1], 6],
  ['a list of nothing', Array.from({ length: 3 }), 4],
  ['a map with its pairs', new Map([['k', 'v']]), 6],
  ['a set with its items', new Set(['a', 'b']), 5],
  ['bytes', new Uint8Array(10), 11],
  ['a part of bytes', new DataView(new ArrayBuffer(10), 4), 7],
  ['a buffer', new ArrayBuffer(10), 11],
  ['all of it, nested', [{ a: ['b'] }, new Map([['c', new Uint8Array(2)]])], 13],
])('%s counts', (_what, message, size) => {
  expect(isWithinSize(message, size)).toBe(true)
  expect(isWithinSize(message, size - 1)).toBe(false)
})

test('a message without an end is too large', () => {
  expect(isWithinSize(circle, 1_000_000)).toBe(false)
})

test.each<[string, { [Symbol.iterator]: unknown }]>([
  ['list', Array.from({ length: 11 })],
  ['set', new Set(Array.from({ length: 11 }, (_, n) => n))],
  ['map', new Map(Array.from({ length: 11 }, (_, n) => [n, n]))],
])('the items of a %s that is too long are not even looked at', (_what, message) => {
  message[Symbol.iterator] = () => {
    throw new Error('looked at')
  }
  expect(isWithinSize(message, 10)).toBe(false)
})
