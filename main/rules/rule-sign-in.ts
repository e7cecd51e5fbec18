import type { AccountState } from '../../contract/account.ts'
import type { ArchiveRule } from '../../contract/archive-rule.ts'
import { type Failure, toFailure } from '../../contract/errors.ts'
import type { Session } from '../cloud/session.ts'
import type { Log } from '../interfaces.ts'
import { isSameSource, ruleAccountOf } from './rule-account.ts'
import type { RuleMemory } from './rule-memory.ts'

/**
 * The sign-in that a rule needs. Without that, its folder would fill with the recordings of another enterprise, or of
 * the demo, as soon as one signed in there.
 */
export function createRuleSignIn(deps: {
  session: Pick<Session, 'state'>
  memory: Pick<RuleMemory, 'get' | 'bind'>
  log: Log
}): {
  /** Why no pass can begin until the next sign-in: AUTH_REQUIRED or OTHER_ACCOUNT; null: one can. */
  failureOf(rule: Pick<ArchiveRule, 'id' | 'allUsers'>): Failure | null
  /** From now on a rule is for the account that is signed in; if there is none, for the next one. */
  bind(id: string): Promise<void>
} {
  const { session, memory, log } = deps
  return {
    failureOf: ({ id, allUsers }) => {
      const { account } = session.state()
      if (account === null) return { code: 'AUTH_REQUIRED' }
      const own = memory.get(id)?.account ?? null
      if (own === null || isSameSource(own, ruleAccountOf(account), allUsers)) return null
      return { code: 'OTHER_ACCOUNT', params: own.name === '' ? {} : { account: own.name } }
    },
    bind: async (id) => {
      const { account } = session.state()
      try {
        await memory.bind(id, account === null ? null : ruleAccountOf(account))
      } catch (error) {
        log.warn('the account of a rule was not stored', { code: toFailure(error).code })
      }
    },
  }
}

/** Identifies the user that is signed in. */
export function whoOf({ account }: AccountState): string {
  return account === null ? '' : JSON.stringify([account.baseUrl, account.userId, account.name])
}
