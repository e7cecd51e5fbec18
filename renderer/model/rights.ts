import type { Account } from '../../contract/account.ts'

/** The words for what an account may do: keys of `settings.account`. */
export function rightsOf({ isAdmin }: Account): 'admin' | 'notAdmin' | 'rightsUnknown' {
  if (isAdmin === null) return 'rightsUnknown'
  return isAdmin ? 'admin' : 'notAdmin'
}
