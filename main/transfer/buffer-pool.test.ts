import { expect, test } from 'vitest'
import { createBufferPool } from './buffer-pool.ts'

const BUFFER = 256 * 1024
const numbered = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, n) => n % 251)

test('returns every byte in order, in pieces of 256 KiB', () => {
  const pool = createBufferPool()
  const body = numbered(2 * BUFFER + 1000)
  for (let at = 0; at < body.length; at += 100_000) pool.add(body.subarray(at, at + 100_000))
  expect(pool.bytes()).toBe(body.length)
  const taken = pool.takeAll()
  expect(taken.map(({ length }) => length)).toEqual([BUFFER, BUFFER, 1000])
  expect(Buffer.concat(taken).equals(body)).toBe(true)
})

test('counts the bytes added since the last take', () => {
  const pool = createBufferPool()
  expect(pool.bytes()).toBe(0)
  expect(pool.takeAll()).toEqual([])
  pool.add(numbered(BUFFER + 5))
  expect(pool.bytes()).toBe(BUFFER + 5)
  pool.takeAll()
  expect(pool.bytes()).toBe(0)
  pool.add(numbered(3))
  expect(pool.bytes()).toBe(3)
  expect(pool.takeAll()).toEqual([numbered(3)])
})

test('copies its input, and adds nothing for an empty chunk', () => {
  const pool = createBufferPool()
  const chunk = numbered(4)
  pool.add(chunk)
  chunk.fill(0)
  pool.add(new Uint8Array(0))
  expect(pool.takeAll()).toEqual([numbered(4)])
})

test('reuses released buffers, and only those', () => {
  const pool = createBufferPool()
  pool.add(numbered(10))
  const first = pool.takeAll()
  pool.add(numbered(10))
  const second = pool.takeAll()
  expect(second[0]?.buffer).not.toBe(first[0]?.buffer)
  pool.release(first)
  pool.add(numbered(20))
  const third = pool.takeAll()
  expect(third[0]?.buffer).toBe(first[0]?.buffer)
  expect(third).toEqual([numbered(20)])
})
