import { z } from 'zod'
import { failureSchema } from './failure-schema.ts'

/** Names of the two public sites (main/cloud resolves a site to its URL). */
export const SITE_URLS = {
  mainland: 'https://api.meeting.huaweicloud.com',
  international: 'https://api-intl.meeting.huaweicloud.com',
} as const

/** `mainland`, `international`, or a custom base URL (https; http for loopback addresses alone). */
export const siteSchema = z.string().min(1).max(300)
export type Site = z.infer<typeof siteSchema>

const text = z.string().max(2048)

/** Where secrets are stored: in the system's keychain, or only in memory for this session. */
export const keychainSchema = z.enum(['system', 'session'])
export type Keychain = z.infer<typeof keychainSchema>

export const credentialsSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('appId'),
    appId: text.min(1),
    appKey: text.min(1),
    /** Absent: the enterprise's default administrator. */
    userId: text.optional(),
    /** Only for SP (multi-enterprise) apps. */
    corpId: text.optional(),
  }),
  z.object({ kind: z.literal('password'), account: text.min(1), password: text.min(1) }),
  z.object({ kind: z.literal('token'), accessToken: z.string().min(1).max(8192) }),
])
export type Credentials = z.infer<typeof credentialsSchema>

/** The signed-in account as shown in the app; contains no secret. */
export const accountSchema = z.object({
  site: siteSchema,
  /** Base URL of the site. */
  baseUrl: z.string(),
  kind: z.enum(['appId', 'password', 'token']),
  /** '' when the service returned none (a pasted token). */
  name: z.string(),
  userId: z.string(),
  /**
   * true: default administrator or administrator; null: unknown (a pasted token whose check returned
   * nothing).
   */
  isAdmin: z.boolean().nullable(),
  /** The service's `companyId`, which its sales and support ask for; absent when unknown. */
  enterpriseId: z.string().max(200).optional(),
  /** ISO time at which the current token expires; null when unknown. */
  expiresAt: z.string().nullable(),
  /** The embedded demo service, not a real account. */
  isDemo: z.boolean(),
  /** false: stored for this session only, because the system has no real keychain. */
  isRemembered: z.boolean(),
})
export type Account = z.infer<typeof accountSchema>

export const accountStateSchema = z.object({
  account: accountSchema.nullable(),
  /** Why the session ended, when the service ended it. */
  failure: failureSchema.nullable(),
})
export type AccountState = z.infer<typeof accountStateSchema>
