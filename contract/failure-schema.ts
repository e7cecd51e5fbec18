import { z } from 'zod'
import { ERROR_CODES, type Failure } from './errors.ts'

/** Validates a {@link Failure} from outside: IPC, a worker or a file. */
export const failureSchema = z.object({
  code: z.enum(ERROR_CODES),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  requestId: z.string().optional(),
  detail: z.string().optional(),
} satisfies Record<keyof Failure, z.ZodType>) satisfies z.ZodType<Failure>
