import type { RecentInput } from './recent-input.ts'

/** Time in which a user who did not want a box can reload the page or quit. */
const PAUSE_MS = 10_000

/**
 * Shows a native box that the page asked for. `refused` without a box: another one is open, or the user has just
 * refused one of the same kind and has pressed nothing since. `refused` is also the answer of a user who refuses.
 */
export type ShowLimitedBox = <Answer>(
  kind: string,
  refused: Answer,
  show: () => Promise<Answer>,
) => Promise<Answer>

/**
 * Keeps the page from wearing out its user: it can stack no boxes, and repeat none without the user.
 * Assistive technology acts without input events: after a pause it need not wait for one.
 */
export function limitBoxes(
  input: Pick<RecentInput, 'lastAt'>,
  now: () => number = () => performance.now(),
): ShowLimitedBox {
  const refusedAt = new Map<string, number>()
  let isOpen = false
  return async (kind, refused, show) => {
    const at = refusedAt.get(kind)
    const isRepeated = at !== undefined && input.lastAt() <= at && now() - at < PAUSE_MS
    if (isOpen || isRepeated) return refused
    isOpen = true
    try {
      const answer = await show()
      if (answer === refused) refusedAt.set(kind, now())
      return answer
    } finally {
      isOpen = false
    }
  }
}
