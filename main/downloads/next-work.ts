/** A waiting download: its id and its place in the queue. */
interface Waiting {
  id: string
  rank: number
}

/** Recordings looked up in parallel. */
export const MAX_LOOKUPS = 4

/**
 * Which waiting files start, and which waiting recordings are looked up: only as many as keep the next transfers ready,
 * because what a lookup returns gets old, and the calls are needed for links. Both lists are in queue order; neither is
 * read further than needed.
 */
export function nextWork(queue: {
  files: Iterable<Waiting>
  recordings: Iterable<Waiting>
  /** Number of files that may start. */
  free: number
  /** Number of recordings being looked up. */
  lookingUp: number
  parallelFiles: number
}): { start: string[]; lookUp: string[] } {
  const { files, recordings, free, lookingUp, parallelFiles } = queue
  const lead = 2 * Math.max(1, parallelFiles)
  const start: string[] = []
  /** Ranks of files that are ready and do not start yet. */
  const ready: number[] = []
  for (const { id, rank } of files) {
    if (start.length < free) start.push(id)
    else if (ready.length < lead) ready.push(rank)
    else break
  }
  const lookUp: string[] = []
  for (const { id, rank } of recordings) {
    const asked = lookingUp + lookUp.length
    // Files behind this recording do not count: it was moved before them.
    const ahead = ready.filter((one) => one <= rank).length
    if (asked >= MAX_LOOKUPS || ahead + asked >= lead) break
    lookUp.push(id)
  }
  return { start, lookUp }
}
