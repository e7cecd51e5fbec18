import { z } from 'zod'
import type { Account } from '../../contract/account.ts'
import { lenientNumber } from './lenient.ts'

const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null)

/** As in other answers, a text may come as a number, and a number as a text (`lenient.ts`). */
const text = maybe(z.union([z.string().max(200), z.number().transform(String)]))
const number = maybe(lenientNumber)
const positive = maybe(lenientNumber.pipe(z.number().positive()))

/** Characters allowed in a header, where every token is sent. */
export const tokenText = z
  .string()
  .max(16_000)
  .regex(/^[\x21-\x7e]+$/)

/**
 * Answer of every call that returns or validates a token (API pages meeting_21_0306 to _0311). Of `user`,
 * only the fields the app shows are parsed: it also contains hashes and passwords, and none of it is ever
 * logged.
 */
export const tokenAnswerSchema = z.object({
  accessToken: tokenText,
  /** Seconds. */
  validPeriod: positive,
  /** Unix seconds, while createTime beside it is in milliseconds. */
  expireTime: positive,
  refreshToken: maybe(tokenText),
  user: maybe(
    z.object({
      userId: text,
      ucloginAccount: text,
      name: text,
      nameEn: text,
      /** The enterprise's ID. */
      companyId: text,
      /** 0 default administrator, 1 administrator, 2 none. */
      adminType: number,
    }),
  ),
})
export type TokenAnswer = z.infer<typeof tokenAnswerSchema>

/** The part of a token that is kept: in memory, and among the secrets if the user wants to be remembered. */
export const tokensSchema = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().nullable(),
  /** Unix ms; null if the service gave none. */
  expiresAt: z.number().nullable(),
  /** Unix ms from which it is renewed before a call; null if its expiry is unknown. */
  renewAt: z.number().nullable(),
})
export type Tokens = z.infer<typeof tokensSchema>

/** A token is renewed this long before expiry, so that it does not expire during a call. */
const RENEW_BEFORE_MS = 10 * 60_000
/** Ten years: a longer period is invalid, and its date may be out of range. */
const LONGEST_SPAN_MS = 10 * 366 * 86_400_000

/**
 * Expiry by the local clock, from the period: the service's own expiry time would require synchronised
 * clocks. A time already past on arrival indicates such a clock and is ignored. A short-lived token is not
 * spent on renewals.
 */
export function tokensOf(answer: TokenAnswer, now: number): Tokens {
  const { validPeriod, expireTime } = answer
  const span = typeof validPeriod === 'number' ? validPeriod * 1000 : (expireTime ?? Number.NaN) * 1000 - now
  const isKnown = span > 0 && span < LONGEST_SPAN_MS
  return {
    accessToken: answer.accessToken,
    refreshToken: answer.refreshToken ?? null,
    expiresAt: isKnown ? now + span : null,
    renewAt: isKnown ? now + span - Math.min(RENEW_BEFORE_MS, span / 10) : null,
  }
}

export function userOf(answer: TokenAnswer): Pick<Account, 'name' | 'userId' | 'isAdmin' | 'enterpriseId'> {
  const user = answer.user ?? {}
  const adminType = user.adminType ?? null
  return {
    name: user.name || user.nameEn || user.ucloginAccount || '',
    userId: user.userId ?? '',
    isAdmin: adminType === null ? null : adminType === 0 || adminType === 1,
    ...(user.companyId ? { enterpriseId: user.companyId } : {}),
  }
}
