import { isSignInFailure } from '../contract/error-rules.ts'
import type { Failure } from '../contract/errors.ts'

/** Exit statuses. `interrupted` is the shell's own 128 + SIGINT. */
export const EXIT = { done: 0, failed: 1, usage: 2, signIn: 3, interrupted: 130 } as const

/** Statuses of a command that a signal stopped, as a shell reports them: 128 + the signal's number. */
export const SIGNAL_STATUS = { SIGHUP: 129, SIGINT: EXIT.interrupted, SIGPIPE: 141, SIGTERM: 143 } as const

/** The exit status of a command whose stop was requested: the reason of its signal. */
export function statusOfStop({ reason }: AbortSignal): number {
  return typeof reason === 'number' ? reason : EXIT.interrupted
}

/** 3 when signing in would help or was refused itself, 1 for any other failure. */
export function exitStatusOf(failures: readonly Failure[]): number {
  if (failures.length === 0) return EXIT.done
  const isOfSignIn = (failure: Failure): boolean =>
    isSignInFailure(failure) || failure.params?.['at'] === 'sign-in'
  return failures.some(isOfSignIn) ? EXIT.signIn : EXIT.failed
}
