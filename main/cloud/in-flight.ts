import type { Session } from './session.ts'

/**
 * Shares a running request among all who ask for the same `key`; once it has ended, the next one asks again. A
 * request begun under one sign-in is never shared with another.
 */
export function shareInFlight<T>(
  session: Pick<Session, 'onChange'>,
): (key: string, ask: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<T>>()
  session.onChange(() => running.clear())
  return (key, ask) => {
    const known = running.get(key)
    if (known !== undefined) return known
    const asked = ask().finally(() => {
      if (running.get(key) === asked) running.delete(key)
    })
    running.set(key, asked)
    return asked
  }
}
