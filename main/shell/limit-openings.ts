import { AppError } from '../../contract/errors.ts'

/** More than a user opens by hand. */
const MOST = 10
const WITHIN_MS = 10_000

/**
 * Limits how often the page may have the system open something: each time starts a program or shows a window.
 * The returned function throws CANCELLED when there were too many.
 */
export function limitOpenings(now: () => number = () => performance.now()): () => void {
  let openings: number[] = []
  return () => {
    const time = now()
    openings = openings.filter((at) => time - at < WITHIN_MS)
    if (openings.length >= MOST) throw new AppError('CANCELLED', { detail: 'too much was opened' })
    openings.push(time)
  }
}
