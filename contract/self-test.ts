import { z } from 'zod'
import { savedIdSchema } from './watching.ts'

/** What main asks the page to try in a self-test. */
export const selfTestTaskSchema = z.object({
  /** A picture with a code: PNG, base64. */
  picture: z.string().max(1_000_000),
  /** A film that was saved just now; null when none could be. */
  film: savedIdSchema.nullable(),
})
export type SelfTestTask = z.infer<typeof selfTestTaskSchema>

const text = z.string().max(500)

/** How one trial in the page ended: what was found, or what went wrong. */
const found = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('status', [
    z.object({ status: z.literal('done'), value }),
    z.object({ status: z.literal('failed'), error: text }),
  ])

export const selfTestReportSchema = z.object({
  isolation: found(
    z.object({
      address: text,
      /** Names of Node that the page can reach; none should be. */
      leaks: z.array(text).max(20),
      /** Did a call that the contract does not name get through? */
      tookUnknownCall: z.boolean(),
    }),
  ),
  code: found(z.object({ texts: z.array(z.string().max(4096)).max(20), hasWebAssembly: z.boolean() })),
  film: found(
    z.object({
      /** Seconds of film that were played. */
      played: z.number(),
      /** Where it stood after it was sent to another place, and where that was, in seconds. */
      soughtTo: z.number(),
      wanted: z.number(),
      /** Pixels. */
      width: z.number(),
      height: z.number(),
    }),
  ),
  /** Name of a permission -> how the page was answered. */
  permissions: found(z.record(z.string().max(60), text)),
})
export type SelfTestReport = z.infer<typeof selfTestReportSchema>
