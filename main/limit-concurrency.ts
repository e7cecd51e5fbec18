/**
 * Runs work in the order it comes, at most `limit` pieces at once; the others wait. With a limit of 1 one piece
 * follows another. The result is that of the work; one that fails does not stop those after it.
 */
export function limitConcurrency(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      // The slot is handed to the next, so that nothing that comes now can slip in between.
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
