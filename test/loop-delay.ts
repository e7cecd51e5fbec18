/** Runs work, and measures how long it took and the longest time for which nothing else could run meanwhile. */
export async function longestDelay(work: () => Promise<unknown>): Promise<{ ms: number; delayMs: number }> {
  const begin = performance.now()
  let last = begin
  let delayMs = 0
  let isRunning = true
  const tick = (): void => {
    const now = performance.now()
    delayMs = Math.max(delayMs, now - last)
    last = now
    if (isRunning) setImmediate(tick)
  }
  setImmediate(tick)
  try {
    await work()
  } finally {
    isRunning = false
  }
  const end = performance.now()
  return { ms: end - begin, delayMs: Math.max(delayMs, end - last) }
}
