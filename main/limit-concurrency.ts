/**
 * Runs tasks in FIFO order, at most `limit` at once. With a limit of 1 they run one after another. Resolves
 * to the task's result; a failed task does not stop later ones.
 */
export function limitConcurrency(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  // Array.shift() moves all elements of a long array: 300,000 tasks would take minutes.
  let arrived: (() => void)[] = []
  /** Those that start next, the first one last. */
  let leaving: (() => void)[] = []
  const takeFirst = (): (() => void) | undefined => {
    if (leaving.length === 0) [leaving, arrived] = [arrived.toReversed(), []]
    return leaving.pop()
  }
  let running = 0
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => arrived.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      // The slot passes directly to the next task, so that no new call can take it in between.
      const next = takeFirst()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

/** Maps in order, with at most `limit` at once. Rejects with the first failure. */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  limit: number,
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const queue = items.entries()
  const run = async (): Promise<void> => {
    for (const [at, item] of queue) results[at] = await map(item)
  }
  await Promise.all(Array.from({ length: limit }, run))
  return results
}
