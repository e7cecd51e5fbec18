import { writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { pieceStream } from './piece-stream.ts'
import { test } from '../../test/fixtures.ts'

const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, n) => n % 251))
let folder = ''
let path = ''
test.beforeAll(({ sharedFolder: madeFolder }) => {
  folder = madeFolder
  path = join(folder, 'film.mp4')
  writeFileSync(path, bytes)
})

test.each([
  [0, 700_000],
  [10, 20],
  [262_143, 262_145],
  [262_144, 524_288],
  [699_999, 700_000],
])('returns the bytes from %i to %i, and closes the file', async (start, end) => {
  const file = await open(path)
  const got = Buffer.from(await new Response(pieceStream(file, start, end)).arrayBuffer())
  expect(got.equals(bytes.subarray(start, end))).toBe(true)
  expect(file.fd).toBe(-1)
})

/** A file whose read waits until the test releases it. */
function slowFile() {
  const reads: ((bytesRead: number) => void)[] = []
  const close = vi.fn(() => Promise.resolve())
  const read = vi.fn(
    (buffer: Uint8Array) =>
      new Promise<{ buffer: Uint8Array; bytesRead: number }>((resolve) =>
        reads.push((bytesRead) => resolve({ buffer, bytesRead })),
      ),
  )
  return { file: { read, close } as unknown as Parameters<typeof pieceStream>[0], reads, read, close }
}

test('nothing is read before it is requested', async () => {
  const { file, read } = slowFile()
  const stream = pieceStream(file, 0, 10)
  await Promise.resolve()
  expect(read).not.toHaveBeenCalled()
  await stream.cancel()
})

// An exception that no caller can catch would fail the run, independently of this test's expectations.
test('a chunk that arrives after the reader cancelled is dropped', async () => {
  const { file, reads, close } = slowFile()
  const reader = pieceStream(file, 0, 500_000).getReader()
  const wanted = reader.read()
  await vi.waitFor(() => expect(reads).toHaveLength(1))
  await reader.cancel()
  reads[0]?.(262_144)
  expect(await wanted).toEqual({ done: true, value: undefined })
  expect(close).toHaveBeenCalled()
})

test('a read that fails, or finds the file shorter, ends the stream with the error and closes the file', async () => {
  const { file, reads, close } = slowFile()
  const wanted = pieceStream(file, 0, 10).getReader().read()
  await vi.waitFor(() => expect(reads).toHaveLength(1))
  reads[0]?.(0)
  await expect(wanted).rejects.toThrow('shorter')
  expect(close).toHaveBeenCalled()
})
