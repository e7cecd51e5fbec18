import { AppError } from '../../contract/errors.ts'

/** The lists of a time refuse one without meetings by this code; to a user that is an empty list, not a failure. */
export function isNothingInPeriod(error: unknown): boolean {
  return error instanceof AppError && error.failure.params?.['serviceCode'] === 'MMC.111071069'
}
