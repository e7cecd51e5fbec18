import type { Account } from '../../contract/account.ts'
import { z } from 'zod'
import { siteName } from '../library/description.ts'

/** Whose recordings a rule saves. */
export const ruleAccountSchema = z.object({
  /** Name of the site, as in descriptions. */
  site: z.string().max(300),
  /** '' when unknown. */
  enterpriseId: z.string().max(200),
  userId: z.string().max(2048),
  name: z.string().max(2048),
})
export type RuleAccount = z.infer<typeof ruleAccountSchema>

export function ruleAccountOf({ baseUrl, enterpriseId = '', userId, name }: Account): RuleAccount {
  return { site: siteName(baseUrl), enterpriseId, userId, name }
}

/**
 * Whether a rule that was made for one account may run for another: the recordings of an enterprise are the same for
 * each of its administrators, those of a user are not. What the service did not say of either decides nothing.
 */
export function isSameSource(one: RuleAccount, other: RuleAccount, allUsers: boolean): boolean {
  const agrees = (key: 'enterpriseId' | 'userId' | 'name'): boolean =>
    one[key] === '' || other[key] === '' || one[key] === other[key]
  if (one.site !== other.site || !agrees('enterpriseId')) return false
  if (allUsers && one.enterpriseId !== '' && other.enterpriseId !== '') return true
  return one.userId !== '' && other.userId !== '' ? one.userId === other.userId : agrees('name')
}
