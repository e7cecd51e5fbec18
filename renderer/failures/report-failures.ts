import { call } from '../bridge.ts'

/** Sends an error of the page to main's log. Never throws, because nothing would catch it. */
export function reportFailure(error: unknown, where = ''): void {
  const reported = error instanceof Error ? error : new Error(String(error))
  const stack = `${reported.stack ?? ''}${where}`
  void send(reported.message.slice(0, 2000), stack.slice(0, 8000))
}

async function send(message: string, stack: string): Promise<void> {
  try {
    await call('app.reportFailure', { message, stack })
  } catch {
    // Main is unavailable too.
  }
}

/** Reports uncaught errors of the page. */
export function reportUncaught(): void {
  window.addEventListener('error', ({ error, message }) => reportFailure(error ?? message))
  window.addEventListener('unhandledrejection', ({ reason }) => reportFailure(reason))
}
