import type { Account } from '../../contract/account.ts'

/** The description of an account's permissions: keys of `settings.account`. */
export function rightsOf({ isAdmin }: Account): 'admin' | 'notAdmin' | 'rightsUnknown' {
  if (isAdmin === null) return 'rightsUnknown'
  return isAdmin ? 'admin' : 'notAdmin'
}
