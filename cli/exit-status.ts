import { isSignInFailure } from '../contract/error-rules.ts'
import type { Failure } from '../contract/errors.ts'

/** Exit statuses. `interrupted` is the shell's own 128 + SIGINT. */
export const EXIT = { done: 0, failed: 1, usage: 2, signIn: 3, interrupted: 130 } as const

/** 3 when signing in would help or was refused itself, 1 for any other failure. */
export function exitStatusOf(...failures: Failure[]): number {
  if (failures.length === 0) return EXIT.done
  const isOfSignIn = (failure: Failure): boolean =>
    isSignInFailure(failure) || failure.params?.['at'] === 'sign-in'
  return failures.some(isOfSignIn) ? EXIT.signIn : EXIT.failed
}
