import { z } from 'zod'
import { lenientNumber } from './lenient.ts'

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
