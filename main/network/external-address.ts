import { AppError } from '../../contract/errors.ts'

/** Validates an address for the system's browser: https, a host, no user info; otherwise ADDRESS_REFUSED. */
export function externalAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw new AppError('ADDRESS_REFUSED')
  }
  return url.href
}
