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
  ['shared memory', new SharedArrayBuffer(10), 11],
  ['a text as an object', Object('abc'), 4],
  ['a pattern', /abc/, 14],
  ['all of it, nested', [{ a: ['b'] }, new Map([['c', new Uint8Array(2)]])], 13],
])('%s counts', (_what, message, size) => {
  expect(isWithinSize(message, size)).toBe(true)
  expect(isWithinSize(message, size - 1)).toBe(false)
})

/** As IPC hands it over: a copy. */
const copyOf = (error: Error): Error => structuredClone(error)
const long = 'x'.repeat(100_000)
test.each<[string, unknown]>([
  ['a number of many digits', 1n << 1_000_000n],
  ['a negative one', [-(1n << 1_000_000n)]],
  ['the text of an error', copyOf(new Error(long))],
  ['the cause of an error', copyOf(new Error('e', { cause: long }))],
  ['the source of a pattern', new RegExp(long)],
  ['a text as an object', Object(long)],
  ['a text as an object, many times', Array.from({ length: 50 }, () => Object('x'.repeat(10_000)))],
  ['a map in a map', new Map([[new Map([[long, 1]]), 1]])],
  ['deep', Array.from({ length: 200_000 }).reduce((inner: unknown) => [inner], null)],
  ['many names', Object.fromEntries(Array.from({ length: 100_001 }, (_, n) => [n, 0]))],
])('%s is too large to wait', (_what, message) => {
  expect(isWithinSize(message, 100_000)).toBe(false)
})

test('an object counts once: a message that contains itself has an end', () => {
  expect(isWithinSize(circle, 6)).toBe(true)
  expect(isWithinSize(circle, 5)).toBe(false)
  const shared = ['x'.repeat(100)]
  expect(
    isWithinSize(
      Array.from({ length: 50 }, () => shared),
      1000,
    ),
  ).toBe(true)
})

test('a message of more than a million values is not looked at any further', () => {
  const items = Array.from({ length: 999 }, () => Array.from({ length: 1000 }, () => 0))
  expect(isWithinSize(items, Infinity)).toBe(true)
  expect(isWithinSize([items, items.map((item) => [...item])], Infinity)).toBe(false)
  const many: { [Symbol.iterator]: unknown } = Array.from({ length: 1_000_001 })
  many[Symbol.iterator] = () => {
    throw new Error('looked at')
  }
  expect(isWithinSize(many, Infinity)).toBe(false)
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
