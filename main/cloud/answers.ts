import { z } from 'zod'
import { AppError, fromFailure } from '../../contract/errors.ts'
import { boundedList, lenientNumber } from './lenient.ts'

/** Validates the body against the schema. Throws BAD_ANSWER with the request id and what did not match. */
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

/** Runs `check` on an answer's content; every failure it throws carries the id of the request. */
export async function withRequestId<T>(requestId: string, check: () => T | Promise<T>): Promise<T> {
  try {
    return await check()
  } catch (error) {
    if (!(error instanceof AppError) || error.failure.requestId !== undefined) throw error
    throw fromFailure({ ...error.failure, requestId }, error)
  }
}

/**
 * One page of any of the service's lists. Rows are not parsed here. A single row may come without its array,
 * as in the documentation's own sample of minutes, and the whole page in the `data` of another answer. Any other
 * object is no list: its rows are elsewhere. An answer without rows is an empty list only if it has a
 * count: without both it is some other answer, which must not pass for an empty list. Of a page with more rows
 * than any page has, the first ones are read: the next page starts after them.
 */
export const pageAnswerSchema = z.preprocess(
  (answer) =>
    unwrapped(answer, (inner) => Array.isArray(inner['data']) || typeof inner['count'] === 'number'),
  z
    .object({
      count: lenientNumber,
      offset: lenientNumber,
      data: z.union([boundedList(), z.custom<object>(isRow).transform((row): unknown[] => [row])]).nullish(),
    })
    .refine(({ count, data }) => (data ?? null) !== null || count === 0, {
      path: ['data'],
      message: 'there are no rows',
    })
    .transform(({ data, ...page }) => ({ ...page, data: data ?? [] })),
)

/** Every row of the lists has one of these. */
const ROW_IDS = ['confUUID', 'fileCode', 'id']

function isRow(value: unknown): boolean {
  return isObject(value) && ROW_IDS.some((key) => key in value)
}

/** What is in the `data` of an answer, if it is what is expected there; else the answer itself. */
export function unwrapped(answer: unknown, isExpected: (inner: Record<string, unknown>) => boolean): unknown {
  const inner = isObject(answer) ? answer['data'] : undefined
  return isObject(inner) && isExpected(inner) ? inner : answer
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Calls that list by period reject an empty one with this code; to a user that is an empty list, not a
 * failure.
 */
export function isNothingInPeriod(error: unknown): boolean {
  return error instanceof AppError && error.failure.params?.['serviceCode'] === 'MMC.111071069'
}
