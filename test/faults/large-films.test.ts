import fc from 'fast-check'
import { expect, it } from 'vitest'
import { containerOf, sniffKind, SNIFF_BYTES } from '../../main/media/media-kind.ts'
import { readMp4Facts } from '../../main/media/mp4-facts.ts'
import { MAX_BOXES, mp4Structure, type ReadAt } from '../../main/media/mp4-structure.ts'

/**
 * Films of any structure: boxes of random types, sizes and depths, cut, repeated, up to terabytes. Reading them must
 * end after a bounded number of reads of a bounded size, whatever they declare. MEETKEEP_FUZZ_RUNS and
 * MEETKEEP_FUZZ_SEED: more runs, and another seed.
 */

const RUNS = Number(process.env['MEETKEEP_FUZZ_RUNS'] ?? 40) * 5
const SEED = Number(process.env['MEETKEEP_FUZZ_SEED'] ?? 1)
/** A header for each box, and for some of them a part of their content. */
const MOST_READS = 2 * MAX_BOXES + 2
const MOST_BYTES_A_READ = 2048

const CONTAINERS = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'mvex', 'moof'] as const
const LEAVES = [
  'ftyp',
  'mdat',
  'free',
  'mvhd',
  'mehd',
  'hdlr',
  'stsd',
  'mfra',
  'uuid',
  'xxxx',
  '\u0000\u0001AB',
] as const

interface BoxOf {
  type: string
  content: Buffer
  /** How the size is written; `none` extends to the end, `wrong` is any number. */
  size:
    | { kind: 'short' | 'long' | 'none' }
    | { kind: 'wrong'; value: number }
    | { kind: 'wrong long'; value: bigint }
}

const sizeKind: fc.Arbitrary<BoxOf['size']> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ kind: 'short' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'long' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'none' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wrong' as const), value: fc.nat(0xffff_ffff) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wrong long' as const), value: fc.bigInt(0n, 2n ** 64n - 1n) }),
  },
)

function bytesOf({ type, content, size }: BoxOf): Buffer {
  const isLong = size.kind === 'long' || size.kind === 'wrong long'
  const head = Buffer.alloc(isLong ? 16 : 8)
  head.write(type, 4, 'latin1')
  const whole = head.length + content.length
  if (isLong) {
    head.writeUInt32BE(1, 0)
    head.writeBigUInt64BE(size.kind === 'wrong long' ? size.value : BigInt(whole), 8)
  } else head.writeUInt32BE(size.kind === 'none' ? 0 : size.kind === 'wrong' ? size.value : whole, 0)
  return Buffer.concat([head, content])
}

/** A box, or boxes within boxes to any depth. */
const { boxes } = fc.letrec<{ boxes: Buffer; box: Buffer }>((tie) => ({
  boxes: fc.array(tie('box'), { maxLength: 6, depthIdentifier: 'box' }).map((list) => Buffer.concat(list)),
  box: fc.oneof(
    { depthIdentifier: 'box', maxDepth: 12 },
    fc
      .record({
        type: fc.constantFrom(...LEAVES),
        content: fc.uint8Array({ maxLength: 120 }).map((bytes) => Buffer.from(bytes)),
        size: sizeKind,
      })
      .map(bytesOf),
    fc.record({ type: fc.constantFrom(...CONTAINERS), content: tie('boxes'), size: sizeKind }).map(bytesOf),
  ),
}))

/** A film: a start, a piece that is repeated as often as the file is long, and an end that may be cut. */
const film = fc.record({
  head: fc
    .boolean()
    .map((isFilm) =>
      isFilm
        ? bytesOf({ type: 'ftyp', content: Buffer.from('isom0000'), size: { kind: 'short' } })
        : Buffer.alloc(0),
    ),
  start: boxes,
  repeated: fc.oneof(
    boxes,
    fc.constantFrom(
      ...['free', 'moof', 'trak', 'moov'].map((type) =>
        bytesOf({ type, content: Buffer.alloc(0), size: { kind: 'short' } }),
      ),
      // Containers that are never closed: each extends to the end of the one around it.
      ...['moov', 'trak', 'mdia'].map((type) =>
        bytesOf({ type, content: Buffer.alloc(0), size: { kind: 'none' } }),
      ),
    ),
  ),
  end: boxes,
  bytes: fc.oneof(fc.nat(4000), fc.nat(100_000_000), fc.maxSafeNat()),
})

/** The file is not kept: only what is read of it is made. Counts and checks the reads. */
function reading({
  head,
  start,
  repeated,
  end,
  bytes,
}: typeof film extends fc.Arbitrary<infer T> ? T : never) {
  const first = Buffer.concat([head, start])
  const piece = repeated.length === 0 ? Buffer.alloc(1) : repeated
  const size = Math.max(bytes, first.length + end.length)
  let reads = 0
  const byteAt = (at: number): number => {
    if (at < first.length) return first[at] ?? 0
    if (at >= size - end.length) return end[at - (size - end.length)] ?? 0
    return piece[(at - first.length) % piece.length] ?? 0
  }
  const readAt: ReadAt = async (position, count) => {
    reads += 1
    // Thrown, because a read without an end would never reach an expectation; an expect() for each is slow.
    if (!(position >= 0 && count >= 0 && count <= MOST_BYTES_A_READ && reads <= MOST_READS))
      throw new Error(`read ${reads}: ${count} bytes at ${position}`)
    const length = Math.max(0, Math.min(count, size - position))
    return Uint8Array.from({ length }, (_, n) => byteAt(position + n))
  }
  return { readAt, size, reads: () => reads, restart: () => (reads = 0) }
}

it(`a film of any structure is read in bounded work (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(film, async (one) => {
      const { readAt, size, restart } = reading(one)
      const { state, bytesBehind } = await mp4Structure(readAt, size)
      expect(['whole', 'open-ended', 'incomplete']).toContain(state)
      expect(bytesBehind).toBeGreaterThanOrEqual(0)
      expect(bytesBehind).toBeLessThanOrEqual(size)
      if (state !== 'whole') expect(bytesBehind).toBe(0)
      restart()
      const facts = await readMp4Facts(readAt, size)
      if (facts !== null) {
        expect(facts.tracks.length).toBeLessThanOrEqual(MAX_BOXES)
        expect(facts.seconds ?? 0).toBeGreaterThanOrEqual(0)
        for (const { codec } of facts.tracks) expect(codec).toMatch(/^[\x20-\x7e]{0,40}$/)
      }
      restart()
      const start = await readAt(0, SNIFF_BYTES)
      sniffKind(start)
      containerOf(start)
    }),
    { numRuns: RUNS, seed: SEED },
  )
})

it(`an abort ends it at the next box (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(film, fc.nat(50), async (one, after) => {
      const { readAt, size, reads } = reading(one)
      const controller = new AbortController()
      const aborting: ReadAt = async (position, count) => {
        if (reads() === after) controller.abort()
        return await readAt(position, count)
      }
      const ended = await mp4Structure(aborting, size, controller.signal).catch((error: unknown) => error)
      if (controller.signal.aborted) expect(reads()).toBeLessThanOrEqual(after + 1)
      if (ended instanceof Error) expect(ended.name).toBe('AbortError')
    }),
    { numRuns: RUNS, seed: SEED },
  )
})
