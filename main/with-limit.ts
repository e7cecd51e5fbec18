/** Result of the work, or a timeout. */
export type Limited<T> =
  | { status: 'done'; value: T }
  | { status: 'failed'; error: unknown }
  | { status: 'timed-out' }

/**
 * Applies a timeout to platform work that may never settle: a portal, a keyring, a proxy script. Never
 * rejects; a late result is dropped.
 *
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

/**
 * The same for work whose result is required: rejects with its error, or with `tooLate` after the timeout.
 */
export async function withinLimit<T>(work: Promise<T>, limitMs: number, tooLate: () => Error): Promise<T> {
  const ended = await withLimit(work, limitMs)
  if (ended.status === 'done') return ended.value
  throw ended.status === 'failed' ? ended.error : tooLate()
}
