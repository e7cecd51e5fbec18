import { isRecord, Refusal } from './exchange.ts'

/**
 * The faults that can be injected. `afterBytes` and `shift` count bytes of the body, `retryAfter` seconds.
 * cut: the connection closes early · stall: it stays open without sending · slow: bytes are throttled ·
 * status: that HTTP status with an error body · html: a sign-in page with status 200 · drop: no answer at all
 * · ignore-range: 200 and the whole file · wrong-range: 206 from another offset, and its header says so ·
 * wrong-bytes: 206 with the right header and other bytes · no-range-header: 206 without Content-Range ·
 * no-length: chunked, without Content-Length · changed: another version of the file, with its own ETag
 */
export type FaultKind =
  | { kind: 'cut' | 'stall'; afterBytes: number }
  | { kind: 'slow'; bytesPerSecond: number }
  | { kind: 'status'; status: number; retryAfter?: number }
  | { kind: 'wrong-range'; shift: number }
  | { kind: (typeof PLAIN_KINDS)[number] }

export type Fault = FaultKind & {
  /** Which requests: recording files and materials (default), the service's JSON calls, or ended meetings. */
  on?: FaultTarget
  /** Only requests whose path contains this. */
  path?: string
  /** The number of requests it affects; 1 by default. */
  times?: number
}
export type FaultTarget = (typeof TARGETS)[number]

const PLAIN_KINDS = [
  'html',
  'drop',
  'ignore-range',
  'wrong-bytes',
  'no-range-header',
  'no-length',
  'changed',
] as const
const TARGETS = ['media', 'api', 'meetings'] as const
const NUMBERS: Record<string, string> = {
  cut: 'afterBytes',
  stall: 'afterBytes',
  slow: 'bytesPerSecond',
  status: 'status',
  'wrong-range': 'shift',
}

/** A queue of faults, applied in the order in which they were added. */
export function createFaults(first: readonly Fault[]) {
  let pending: (Fault & { left: number })[] = []

  function next(...faults: Fault[]): void {
    pending.push(...faults.map((fault) => ({ ...fault, left: fault.times ?? 1 })))
  }

  function takeFirst(fits: (fault: Fault) => boolean): Fault | null {
    const found = pending.find(fits)
    if (found === undefined) return null
    found.left -= 1
    pending = pending.filter((fault) => fault.left > 0)
    return found
  }

  next(...first)
  return {
    next,
    clear(): void {
      pending = []
    },
    pending: (): readonly Fault[] => pending,
    /** The fault that applies to this request, and whether its bytes are throttled as well. */
    take(target: FaultTarget, path: string): { fault: Fault | null; bytesPerSecond: number | null } {
      const hits = (fault: Fault) =>
        (fault.on ?? 'media') === target && (fault.path === undefined || path.includes(fault.path))
      const slow = takeFirst((fault) => hits(fault) && fault.kind === 'slow')
      return {
        fault: takeFirst((fault) => hits(fault) && fault.kind !== 'slow'),
        bytesPerSecond: slow?.kind === 'slow' ? slow.bytesPerSecond : null,
      }
    },
  }
}
export type Faults = ReturnType<typeof createFaults>

/** Parses a fault requested over HTTP; throws if it is invalid. */
export function parseFault(value: unknown): Fault {
  if (!isRecord(value) || typeof value.kind !== 'string') throw new Refusal(400, 'DEMO', 'kind is missing')
  const { kind } = value
  const number = NUMBERS[kind]
  const isPlain = (PLAIN_KINDS as readonly string[]).includes(kind)
  if (number === undefined && !isPlain) throw new Refusal(400, 'DEMO', `unknown kind ${kind}`)
  if (number !== undefined && !isCount(value[number]))
    throw new Refusal(400, 'DEMO', `${number} is not a number`)
  for (const name of ['times', 'retryAfter'])
    if (value[name] !== undefined && !isCount(value[name]))
      throw new Refusal(400, 'DEMO', `${name} is not a number`)
  if (value.on !== undefined && !(TARGETS as readonly unknown[]).includes(value.on))
    throw new Refusal(400, 'DEMO', `on is none of ${TARGETS.join(', ')}`)
  if (value.path !== undefined && typeof value.path !== 'string')
    throw new Refusal(400, 'DEMO', 'path is not text')
  return value as Fault
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0
