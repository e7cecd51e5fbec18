import { z } from 'zod'
import { failureSchema } from './failure-schema.ts'

/** The tests, in the order shown: network first, download folder last. */
export const CHECKS = ['proxy', 'site', 'certificate', 'signIn', 'folder', 'disk'] as const
export type Check = (typeof CHECKS)[number]

/** The result of a test that passed, some with a warning ({@link WARNINGS}). */
export const FINDINGS = [
  'direct', // no proxy; params.host
  'through-proxy', // params.host, params.proxy (host:port)
  'reached', // params.host
  'vouched', // by an authority; params.host
  'trusted-by-hand', // params.host
  'none-needed', // loopback is reached without a certificate
  'accepted', // params.name
  'writable', // params.path
  'not-durable', // params.path: writable, but its file system refuses fsync
  'room', // params.bytes: free space
  'not-said', // the system does not report the free space
  'not-tested', // an earlier test failed; params.because, a Check
] as const

/** Works, but the user should know. */
export const WARNINGS: ReadonlySet<(typeof FINDINGS)[number]> = new Set(['not-durable'])

/** One test and its result. */
export const findingSchema = z.object({
  check: z.enum(CHECKS),
  /** null when it failed. */
  found: z.enum(FINDINGS).nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Why it failed; its text includes the advice. */
  failure: failureSchema.nullable(),
})
export type Finding = z.infer<typeof findingSchema>
