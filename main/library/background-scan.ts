import type { LibraryEntry } from './entry.ts'
import { breather } from '../breathe.ts'
import type { Look } from './look.ts'
import { stateOfFound, type States } from './saved-state.ts'

/** How often it is checked which disks are connected. */
const DISKS_MS = 5000
/** Changes are emitted together. */
const EMIT_MS = 200
/** Items looked at in parallel, apart from a round: a disk that is slow does not hold up those on others. */
const AT_ONCE = 4
/** Items that wait to be looked at soon; the rest waits for the next round. */
const MOST_WANTED = 10_000
/** A round over all files waits until this many times its own length has passed since the last one. */
const REST = 10

export interface BackgroundScan {
  /** Starts a round over all files, at once or after a rest; from then on also when a disk comes or goes. */
  start(): void
  /** Looks at the files of these items soon, before those of a round and of earlier calls. */
  scanSoon(keys: readonly string[]): void
}

/** Looks at the saved files in the background, and stores their states. */
export function createBackgroundScan(deps: {
  /** Keys of all items. */
  keys: () => readonly string[]
  entries: (key: string) => LibraryEntry[]
  look: Look
  states: Pick<States, 'note'>
  /** States have changed. */
  onChanged: () => void
}): BackgroundScan {
  const { keys, entries, look, states, onChanged } = deps
  let emission: NodeJS.Timeout | null = null
  let round: 'none' | 'waiting' | 'running' | 'running, and again' = 'none'
  let mayStartAt = 0
  let start: NodeJS.Timeout | undefined
  let disks: NodeJS.Timeout | null = null
  let missing = ''
  /** Items to look at, the next one last; those that are not in `isWanted` were looked at meanwhile. */
  let wanted: string[] = []
  let isWanted = new Set<string>()
  let running = 0

  const emitSoon = (): void => {
    emission ??= setTimeout(() => {
      emission = null
      onChanged()
    }, EMIT_MS).unref()
  }

  const lookAtItem = async (key: string): Promise<void> => {
    const files = await Promise.all(
      entries(key).map(async (entry) => ({ entry, state: stateOfFound(entry, await look.at(entry)) })),
    )
    // Its files may have been replaced meanwhile: they are looked at again then.
    const paths = new Set(entries(key).map(({ path, savedAt }) => `${savedAt} ${path}`))
    const current = files.filter(({ entry: { path, savedAt } }) => paths.has(`${savedAt} ${path}`))
    if (current.length > 0 && states.note(key, current)) emitSoon()
  }

  const lookAtWanted = async (): Promise<void> => {
    running += 1
    for (let key = wanted.pop(); key !== undefined; key = wanted.pop())
      if (isWanted.delete(key)) await lookAtItem(key)
    running -= 1
  }

  /** Drops what was asked for twice, and of the rest what was asked for longest ago. */
  const shortenWanted = (): void => {
    const latest = [...new Set(wanted.toReversed())].filter((key) => isWanted.has(key))
    if (latest.length > MOST_WANTED) startRound()
    wanted = latest.slice(0, MOST_WANTED).toReversed()
    isWanted = new Set(wanted)
  }

  const runRound = async (): Promise<void> => {
    round = 'running'
    const began = performance.now()
    const breathe = breather()
    // The newest first: those that are seen and used.
    for (const key of keys().toReversed()) {
      await lookAtItem(key)
      await breathe()
    }
    mayStartAt = performance.now() + REST * (performance.now() - began)
    const isAskedAgain = round === ('running, and again' as typeof round)
    round = 'none'
    if (isAskedAgain) startRound()
  }

  const startRound = (): void => {
    if (round === 'running') round = 'running, and again'
    if (round === 'running, and again') return
    clearTimeout(start)
    round = 'waiting'
    start = setTimeout(() => void runRound(), Math.max(0, mayStartAt - performance.now())).unref()
  }

  const watchDisks = async (): Promise<void> => {
    const now = [...(await look.missingDisks())].toSorted().join('\n')
    if (now !== missing) {
      missing = now
      mayStartAt = 0
      startRound()
    }
    disks = setTimeout(() => void watchDisks(), DISKS_MS).unref()
  }

  return {
    start: () => {
      startRound()
      if (disks !== null) return
      disks = setTimeout(() => void watchDisks(), 0).unref()
    },
    scanSoon: (more) => {
      for (const key of more.toReversed()) {
        wanted.push(key)
        isWanted.add(key)
      }
      if (wanted.length > 2 * MOST_WANTED) shortenWanted()
      while (running < AT_ONCE && wanted.length > 0) void lookAtWanted()
    },
  }
}
