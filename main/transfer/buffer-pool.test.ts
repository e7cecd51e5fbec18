import { expect, test } from 'vitest'
import { createBufferPool } from './buffer-pool.ts'

const SLAB = 256 * 1024
const numbered = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, n) => n % 251)

test('returns every byte in order, in pieces of 256 KiB', () => {
  const slabs = createBufferPool()
  const body = numbered(2 * SLAB + 1000)
  for (let at = 0; at < body.length; at += 100_000) slabs.add(body.subarray(at, at + 100_000))
  expect(slabs.bytes()).toBe(body.length)
  const taken = slabs.takeAll()
  expect(taken.map(({ length }) => length)).toEqual([SLAB, SLAB, 1000])
  expect(Buffer.concat(taken).equals(body)).toBe(true)
})

test('counts the bytes added since the last take', () => {
  const slabs = createBufferPool()
  expect(slabs.bytes()).toBe(0)
  expect(slabs.takeAll()).toEqual([])
  slabs.add(numbered(SLAB + 5))
  expect(slabs.bytes()).toBe(SLAB + 5)
  slabs.takeAll()
  expect(slabs.bytes()).toBe(0)
  slabs.add(numbered(3))
  expect(slabs.bytes()).toBe(3)
  expect(slabs.takeAll()).toEqual([numbered(3)])
})

test('copies its input, and adds nothing for an empty chunk', () => {
  const slabs = createBufferPool()
  const chunk = numbered(4)
  slabs.add(chunk)
  chunk.fill(0)
  slabs.add(new Uint8Array(0))
  expect(slabs.takeAll()).toEqual([numbered(4)])
})

test('reuses released buffers, and only those', () => {
  const slabs = createBufferPool()
  slabs.add(numbered(10))
  const first = slabs.takeAll()
  slabs.add(numbered(10))
  const second = slabs.takeAll()
  expect(second[0]?.buffer).not.toBe(first[0]?.buffer)
  slabs.release(first)
  slabs.add(numbered(20))
  const third = slabs.takeAll()
  expect(third[0]?.buffer).toBe(first[0]?.buffer)
  expect(third).toEqual([numbered(20)])
})
