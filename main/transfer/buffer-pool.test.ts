import fc from 'fast-check'
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

const RECORD = 16 * 1024

test('a chunk received into the room is not copied', () => {
  const pool = createBufferPool()
  const body = numbered(BUFFER)
  const rooms = new Set<ArrayBufferLike>()
  for (let at = 0; at < body.length; at += RECORD) {
    const room = pool.room()
    expect(room.byteLength).toBe(RECORD)
    rooms.add(room.buffer)
    room.set(body.subarray(at, at + RECORD))
    pool.add(room)
  }
  const [taken, ...more] = pool.takeAll()
  expect(more).toEqual([])
  expect(rooms).toEqual(new Set([taken?.buffer]))
  expect(Buffer.from(taken ?? []).equals(body)).toBe(true)
})

test('a buffer with less room than a record is closed, so that no later record is split', () => {
  const pool = createBufferPool()
  const first = pool.room()
  pool.add(first.subarray(0, 100))
  for (let filled = 100; filled + RECORD <= BUFFER; filled += RECORD) pool.add(pool.room())
  const next = pool.room()
  expect(next.byteOffset).toBe(0)
  expect(next.buffer).not.toBe(first.buffer)
})

test('a chunk received into a room whose buffer was taken, or reused since, keeps its bytes', () => {
  const pool = createBufferPool()
  pool.add(numbered(10))
  const stale = pool.room()
  pool.release(pool.takeAll())
  stale.fill(7)
  // The released buffer is the only spare one: the bytes move within it.
  pool.add(stale.subarray(0, 3))
  const taken = pool.takeAll()
  expect(taken).toEqual([Uint8Array.from([7, 7, 7])])
  expect(taken[0]?.buffer).toBe(stale.buffer)
})

test('only a chunk at the start of the room counts as in place', () => {
  const pool = createBufferPool()
  pool.add(numbered(3))
  const room = pool.room()
  room.set([1, 2, 3, 4, 5, 6])
  pool.add(room.subarray(4, 6))
  expect(pool.takeAll()).toEqual([Uint8Array.from([0, 1, 2, 5, 6])])
})

test('any order of rooms, chunks, takes and releases keeps every byte, and no lent buffer changes', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.record({ do: fc.constant('receive' as const), size: fc.integer({ min: 1, max: RECORD }) }),
          fc.record({ do: fc.constant('add' as const), size: fc.integer({ min: 0, max: 3 * RECORD }) }),
          fc.record({ do: fc.constant('take' as const) }),
          fc.record({ do: fc.constant('release' as const) }),
        ),
        { maxLength: 120 },
      ),
      (steps) => {
        const pool = createBufferPool()
        const sent: Uint8Array[] = []
        const got: Uint8Array[] = []
        const lent: { batch: Uint8Array[]; was: Buffer }[] = []
        let room: Uint8Array | null = null
        let next = 0
        const numbers = (size: number): Uint8Array =>
          Uint8Array.from({ length: size }, () => (next += 1) % 251)
        const take = (): void => {
          const batch = pool.takeAll()
          const was = Buffer.concat(batch)
          got.push(was)
          lent.push({ batch, was })
        }
        for (const step of steps) {
          if (step.do === 'take') take()
          else if (step.do === 'release') {
            const returned = lent.shift()
            if (returned === undefined) continue
            expect(Buffer.concat(returned.batch).equals(returned.was)).toBe(true)
            pool.release(returned.batch)
          } else if (step.do === 'receive') {
            // As a connection does: into the room it was given after the last chunk, whatever happened since.
            room ??= pool.room()
            const chunk = room.subarray(0, step.size)
            chunk.set(numbers(step.size))
            sent.push(chunk.slice())
            pool.add(chunk)
            room = pool.room()
          } else if (step.do === 'add' && room === null) {
            // What arrived with the head comes first; once rooms are used, all bytes arrive in them.
            const chunk = numbers(step.size)
            sent.push(chunk)
            pool.add(chunk)
          }
        }
        take()
        expect(Buffer.concat(got).equals(Buffer.concat(sent))).toBe(true)
      },
    ),
    { numRuns: 100 },
  )
})
