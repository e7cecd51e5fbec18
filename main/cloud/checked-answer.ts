import type { z } from 'zod'
import { AppError } from '../../contract/errors.ts'

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
