import { z } from 'zod'
import { ERROR_CODES, type Failure } from './errors.ts'

/** Checks a {@link Failure} that comes from outside: over IPC, from a worker or from a file. */
export const failureSchema = z.object({
  code: z.enum(ERROR_CODES),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  requestId: z.string().optional(),
  detail: z.string().optional(),
} satisfies Record<keyof Failure, z.ZodType>) satisfies z.ZodType<Failure>
