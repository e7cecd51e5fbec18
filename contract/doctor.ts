import { z } from 'zod'
import { failureSchema } from './failure-schema.ts'

/** What is tested, in the order in which it is shown: the way out first, the place to save last. */
export const CHECKS = ['proxy', 'site', 'certificate', 'signIn', 'folder', 'disk'] as const
export type Check = (typeof CHECKS)[number]

/** What a test found when nothing was wrong with it. */
export const FINDINGS = [
  'direct', // no proxy on the way; params.host
  'through-proxy', // params.host, params.proxy (host:port)
  'reached', // params.host
  'vouched', // by an authority; params.host
  'trusted-by-hand', // params.host
  'none-needed', // this machine itself is reached without a certificate
  'accepted', // params.name
  'writable', // params.path
  'room', // params.bytes that are free
  'not-said', // the system does not say how much is free
  'not-tested', // something before it failed; params.because, a Check
] as const

/** One test, and how it ended. */
export const findingSchema = z.object({
  check: z.enum(CHECKS),
  /** null where it failed. */
  found: z.enum(FINDINGS).nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Why it failed, and by its text what to do. */
  failure: failureSchema.nullable(),
})
export type Finding = z.infer<typeof findingSchema>
