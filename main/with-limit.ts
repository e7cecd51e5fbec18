/** How work ended, or that it did not end in time. */
export type Limited<T> =
  | { status: 'done'; value: T }
  | { status: 'failed'; error: unknown }
  | { status: 'timed-out' }

/**
 * Waits for work of the platform, which may never end: a portal, a keyring, a proxy script. Never rejects; what comes
 * after the limit is dropped.
 * @param limitMs in ms
 */
export async function withLimit<T>(work: Promise<T>, limitMs: number): Promise<Limited<T>> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<Limited<T>>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'timed-out' }), limitMs)
  })
  const ending = work.then(
    (value): Limited<T> => ({ status: 'done', value }),
    (error: unknown): Limited<T> => ({ status: 'failed', error }),
  )
  try {
    return await Promise.race([ending, limit])
  } finally {
    clearTimeout(timer)
  }
}

/** The same for work that one cannot go on without: rejects with its error, or with `tooLate` after the limit. */
export async function withinLimit<T>(work: Promise<T>, limitMs: number, tooLate: () => Error): Promise<T> {
  const ended = await withLimit(work, limitMs)
  if (ended.status === 'done') return ended.value
  throw ended.status === 'failed' ? ended.error : tooLate()
}
