/**
 * Gates that block pending work, so that a test decides what happens in the meantime, without races or
 * sleeps: `hold('lookup')`, begin the work, `await reached('lookup')`, change something, `release('lookup')`.
 */
export interface Scheduler {
  /** Closes a gate: work that reaches it waits. */
  hold(gate: string): void
  /** Called by the work: resolves at once if the gate is open, else when it is released. */
  pass(gate: string): Promise<void>
  /** Whether work is waiting at the gate. */
  isWaiting(gate: string): boolean
  /** Resolves once work waits at the gate. */
  reached(gate: string): Promise<void>
  /** Opens a gate for all current and future work. */
  release(gate: string): void
  /** Opens every gate. */
  releaseAll(): void
}

interface Gate {
  waiting: (() => void)[]
  watchers: (() => void)[]
}

export function createScheduler(): Scheduler {
  const closed = new Map<string, Gate>()
  const release = (name: string): void => {
    const gate = closed.get(name)
    closed.delete(name)
    for (const goOn of gate?.waiting ?? []) goOn()
  }
  const gateOf = (name: string): Gate => {
    const gate = closed.get(name)
    if (gate === undefined) throw new Error(`the gate "${name}" is not held`)
    return gate
  }
  return {
    hold: (name) => void closed.set(name, closed.get(name) ?? { waiting: [], watchers: [] }),
    pass: (name) =>
      new Promise((resolve) => {
        const gate = closed.get(name)
        if (gate === undefined) return resolve()
        gate.waiting.push(resolve)
        for (const tell of gate.watchers.splice(0)) tell()
      }),
    isWaiting: (name) => gateOf(name).waiting.length > 0,
    reached: (name) =>
      new Promise((resolve) => {
        const gate = gateOf(name)
        if (gate.waiting.length > 0) resolve()
        else gate.watchers.push(resolve)
      }),
    release,
    releaseAll: () => {
      for (const name of closed.keys()) release(name)
    },
  }
}

/** Resolves once all work that waits only for promises has continued: not for a gate, a timer or the disk. */
export const drained = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

type Functions = Record<string, unknown>

/**
 * Wraps a module so that each function waits at the gate of its own name before it runs; for `vi.mock`. The
 * functions stay real: the test controls only when they run.
 */
export function gated<T extends object>(module: T, scheduler: Scheduler): T {
  const entries = Object.entries(module as Functions).map(([name, value]) => [
    name,
    typeof value === 'function'
      ? async (...inputs: unknown[]): Promise<unknown> => {
          await scheduler.pass(name)
          return (await value(...inputs)) as unknown
        }
      : value,
  ])
  return Object.fromEntries(entries) as T
}

/** The gates of the file system in a test file that has `vi.mock('node:fs/promises', gatedFiles)`. */
export const files = createScheduler()
export const gatedFiles = async (original: () => Promise<object>): Promise<object> => {
  const module = await original()
  return { ...module, ...gated(module, files) }
}
