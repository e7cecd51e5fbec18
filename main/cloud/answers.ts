import { z } from 'zod'
import { AppError, fromFailure } from '../../contract/errors.ts'
import { lenientNumber } from './lenient.ts'

/** The body as the schema has it, or BAD_ANSWER with the request's id and what did not fit. */
export function checkedAnswer<T>(schema: z.ZodType<T>, answer: { body: unknown; requestId: string }): T {
  const parsed = schema.safeParse(answer.body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const detail =
    issue === undefined
      ? 'the answer has another shape'
      : `${issue.path.join('.') || 'the answer'}: ${issue.message}`
  throw new AppError('BAD_ANSWER', { requestId: answer.requestId, detail }, { cause: parsed.error })
}

/** Judges what an answer held: whatever is refused of it later keeps the id of the request that brought it. */
export async function withRequestId<T>(requestId: string, judge: () => T | Promise<T>): Promise<T> {
  try {
    return await judge()
  } catch (error) {
    if (!(error instanceof AppError) || error.failure.requestId !== undefined) throw error
    throw fromFailure({ ...error.failure, requestId }, error)
  }
}

/**
 * One page of any of the service's lists. Rows are left as they are; a single one may stand without its brackets, as
 * in the page's own sample of minutes. An answer without rows says that there are none by its count: without both it
 * is some other answer, which must not pass for an empty list.
 */
export const pageAnswerSchema = z
  .object({
    count: lenientNumber,
    offset: lenientNumber,
    data: z.union([z.array(z.unknown()), z.looseObject({}).transform((row) => [row])]).nullish(),
  })
  .refine(({ count, data }) => (data ?? null) !== null || count === 0, {
    path: ['data'],
    message: 'there are no rows',
  })
  .transform(({ data, ...page }) => ({ ...page, data: data ?? [] }))

/** The lists of a time refuse one without meetings by this code; to a user that is an empty list, not a failure. */
export function isNothingInPeriod(error: unknown): boolean {
  return error instanceof AppError && error.failure.params?.['serviceCode'] === 'MMC.111071069'
}
