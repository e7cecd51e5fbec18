import { SNIFF_BYTES } from '../media/media-kind.ts'
import { ERROR_BODY_BYTES } from './error-body.ts'
import type { PartFile } from './part-file.ts'
import type { Step } from './plan.ts'
import type { Received } from './receive.ts'
import { isAcceptableStart } from './verify.ts'

/** Lets pass the bytes of a body that are new, once those before them have been checked. */
export interface BodyGate {
  pass(batch: Uint8Array[], end: Received['end'] | null): Promise<Uint8Array[]>
  /**
   * Bytes at the start of the part file that do not depend on the rest of this body: they were there before
   * it, and it did not contradict them.
   */
  proven(): number
}

/** Thrown by a gate: the body is not the continuation, or not the file. */
export type GateRefusal =
  /** The overlap differs from the bytes on disk. */
  | { kind: 'overlap' }
  /** The body does not begin like media; its first bytes. */
  | { kind: 'not-media'; first: Buffer }
  /** The announced total is not the size that the service gives. */
  | { kind: 'other-size'; total: number }

export class RefusedByGate extends Error {
  readonly refusal: GateRefusal
  constructor(refusal: GateRefusal) {
    super(`refused: ${refusal.kind}`)
    this.refusal = refusal
  }
}

/** Passes on the bytes after the overlap, once the overlap has matched the part file. */
export function overlapGate(part: PartFile, { offset, facts }: Extract<Step, { do: 'append' }>): BodyGate {
  const comparison = compareFrom(part, offset)
  const before = part.written()
  let hasLearnt = false
  return {
    proven: () => before,
    pass: async (batch) => {
      const { rest, differsAt } = await comparison.take(batch)
      if (differsAt !== null) throw new RefusedByGate({ kind: 'overlap' })
      if (comparison.isOver() && !hasLearnt) {
        part.learn(facts)
        hasLearnt = true
      }
      return rest
    },
  }
}

/**
 * Passes on a body that begins like a media file; only then is the part file touched. If the body may be the
 * file on disk, its bytes are compared with those there, which are kept up to the first difference: a
 * connection that breaks early costs nothing.
 */
export function startGate(
  part: PartFile,
  { facts, encoding, mayBeSame }: Extract<Step, { do: 'restart' }>,
  asked: { mustBeBoxes: boolean; bytes: number | null },
): BodyGate {
  let held: Buffer | null = Buffer.alloc(0)
  let comparison: Comparison | null = null
  let proven = part.written()

  /** The first bytes, once there are enough of them; null before. */
  const opened = async (batch: Uint8Array[], end: Received['end'] | null): Promise<Uint8Array[] | null> => {
    if (held === null) return batch
    const first: Buffer = Buffer.concat([held, ...batch])
    held = first
    if (first.length < SNIFF_BYTES && end !== 'ended') return null
    if (!isAcceptableStart(first.subarray(0, SNIFF_BYTES), asked.mustBeBoxes)) {
      // The whole error page, to find the service's error in it.
      if (first.length < ERROR_BODY_BYTES && end === null) return null
      throw new RefusedByGate({ kind: 'not-media', first: first.subarray(0, ERROR_BODY_BYTES) })
    }
    // Do not download gigabytes that would be rejected at the end.
    const { total } = facts
    if (asked.bytes !== null && total !== null && total !== asked.bytes)
      throw new RefusedByGate({ kind: 'other-size', total })
    held = null
    if (mayBeSame && proven > 0) comparison = compareFrom(part, 0)
    else {
      proven = 0
      await part.begin(facts)
    }
    return [first]
  }

  return {
    proven: () => proven,
    pass: async (batch, end) => {
      const bytes = await opened(batch, end)
      if (bytes === null) return []
      if (comparison === null) return bytes
      const { rest, differsAt } = await comparison.take(bytes)
      if (differsAt !== null) {
        comparison = null
        proven = differsAt
        await part.begin(facts, differsAt)
      } else if (comparison.isOver()) {
        comparison = null
        // The head of an encoded body describes the encoded bytes.
        if (encoding === null) part.learn({ ...facts, total: facts.total ?? part.disk().total })
      }
      return rest
    },
  }
}

interface Comparison {
  /** The bytes of a batch after those of the part file, or from the first difference on, which is at `differsAt`. */
  take(batch: Uint8Array[]): Promise<{ rest: Uint8Array[]; differsAt: number | null }>
  /** Every byte of the part file has been compared. */
  isOver(): boolean
}

function compareFrom(part: PartFile, from: number): Comparison {
  let at = from
  const until = part.written()
  return {
    isOver: () => at === until,
    take: async (batch) => {
      const rest: Uint8Array[] = []
      let differsAt: number | null = null
      for (const chunk of batch) {
        const size = differsAt === null ? Math.min(chunk.byteLength, until - at) : 0
        let same = size
        if (size > 0) {
          same = sameBytes(await part.read(at, size), chunk.subarray(0, size))
          at += same
          if (same < size) differsAt = at
        }
        if (same < chunk.byteLength) rest.push(chunk.subarray(same))
      }
      return { rest, differsAt }
    },
  }
}

/** How many bytes at the start are equal. */
function sameBytes(ours: Uint8Array, theirs: Uint8Array): number {
  if (Buffer.compare(ours, theirs) === 0) return theirs.length
  const at = theirs.findIndex((byte, index) => byte !== ours[index])
  return at < 0 ? theirs.length : at
}
