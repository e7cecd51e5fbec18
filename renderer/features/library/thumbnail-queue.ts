/** Makes the pictures that rows ask for, one at a time: the row that came into view last is first. */
export interface ThumbnailQueue {
  /** Calls `onMade` once the picture has been made. Returns a function that withdraws the request. */
  request(id: string, onMade: (picture: string) => void): () => void
  /** Makes what is asked for, also after it was closed. */
  open(): void
  /** Stops the one that is being made, too, until it is opened. */
  close(): void
}

export function createThumbnailQueue(
  make: (id: string, signal: AbortSignal) => Promise<string | null>,
): ThumbnailQueue {
  const waiting = new Map<string, (picture: string) => void>()
  /** Films without a picture: not tried again while the page is open. */
  const without = new Set<string>()
  let closed: AbortController | null = null
  let isBusy = false

  const run = async (): Promise<void> => {
    const current = closed
    if (isBusy || current === null) return
    isBusy = true
    for (;;) {
      const next = [...waiting].at(-1)
      if (next === undefined || current.signal.aborted) break
      const [id, onMade] = next
      waiting.delete(id)
      const picture = await make(id, current.signal).catch(() => null)
      if (current.signal.aborted) break
      if (picture === null) without.add(id)
      else onMade(picture)
    }
    isBusy = false
    if (closed !== current) void run()
  }

  return {
    request: (id, onMade) => {
      if (without.has(id)) return () => undefined
      waiting.delete(id)
      waiting.set(id, onMade)
      void run()
      return () => {
        if (waiting.get(id) === onMade) waiting.delete(id)
      }
    },
    open: () => {
      closed = new AbortController()
      void run()
    },
    close: () => {
      closed?.abort()
      closed = null
    },
  }
}
