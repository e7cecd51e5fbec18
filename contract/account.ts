import { z } from 'zod'
import { failureSchema } from './failure-schema.ts'

/** Base addresses of the two public sites (main/cloud turns a site into its URL). */
export const SITE_URLS = {
  mainland: 'https://api.meeting.huaweicloud.com',
  international: 'https://api-intl.meeting.huaweicloud.com',
} as const

/** `mainland`, `international`, or a custom base URL (https; http for loopback addresses alone). */
export const siteSchema = z.string().min(1).max(300)
export type Site = z.infer<typeof siteSchema>

const text = z.string().max(2048)

/** Where secrets can be kept: in the system's keychain, or nowhere past this session. */
export const keychainSchema = z.enum(['system', 'session'])
export type Keychain = z.infer<typeof keychainSchema>

export const credentialsSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('appId'),
    appId: text.min(1),
    appKey: text.min(1),
    /** Missing: the enterprise's default administrator. */
    userId: text.optional(),
    /** Only for SP (multi-enterprise) apps. */
    corpId: text.optional(),
  }),
  z.object({ kind: z.literal('password'), account: text.min(1), password: text.min(1) }),
  z.object({ kind: z.literal('token'), accessToken: z.string().min(1).max(8192) }),
])
export type Credentials = z.infer<typeof credentialsSchema>

/** What the app shows of whoever is signed in; holds no secret. */
export const accountSchema = z.object({
  site: siteSchema,
  /** Base URL the site stands for. */
  baseUrl: z.string(),
  kind: z.enum(['appId', 'password', 'token']),
  /** '' when the service gave none (a pasted token). */
  name: z.string(),
  userId: z.string(),
  /** true: default administrator or administrator; null: not known (a pasted token that would not say). */
  isAdmin: z.boolean().nullable(),
  /** ISO time at which the token in use ends; null when not known. */
  expiresAt: z.string().nullable(),
  /** The embedded demo service, not a real account. */
  isDemo: z.boolean(),
  /** false: kept for this session only, because the system has no real keychain. */
  isRemembered: z.boolean(),
})
export type Account = z.infer<typeof accountSchema>

export const accountStateSchema = z.object({
  account: accountSchema.nullable(),
  /** Why nobody is signed in any more, when the service ended the session. */
  failure: failureSchema.nullable(),
})
export type AccountState = z.infer<typeof accountStateSchema>
