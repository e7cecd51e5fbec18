import { setImmediate as nextTurn } from 'node:timers/promises'

/** Longest time that work in small steps keeps the event loop from other work. */
const LONGEST_TURN_MS = 8

/**
 * For long work in small steps: returns a function to await between two steps, which lets other work run once
 * the steps since the last time have taken some milliseconds.
 */
export function breather(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < LONGEST_TURN_MS) return undefined
    return nextTurn().then(() => {
      since = performance.now()
    })
  }
}
