import { AppError, type Failure } from '../contract/errors.ts'
import type { SourceCatalogue } from '../i18n/catalogue.ts'

export type UsageProblem = keyof SourceCatalogue['terminal']['usage']

/**
 * Invalid arguments or environment: exit status 2. `problem` is the key of the sentence, `values` holds its
 * placeholders, except for `reason`, which the cause gives. An AppError as the cause gives the error its code too.
 */
export class UsageError extends Error {
  readonly problem: UsageProblem
  readonly values: Readonly<Record<string, string>>

  constructor(problem: UsageProblem, values: Readonly<Record<string, string>> = {}, options?: ErrorOptions) {
    super(problem, options)
    this.problem = problem
    this.values = values
  }

  get failure(): Failure | null {
    return this.cause instanceof AppError ? this.cause.failure : null
  }
}
