import type { Shell } from 'electron'
import { AppError } from '../../../contract/errors.ts'

/** The address as it may be handed to the system's browser: https, a host, no user info. ADDRESS_REFUSED else. */
export function externalAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw new AppError('ADDRESS_REFUSED')
  }
  return url.href
}

export async function openExternal(shell: Pick<Shell, 'openExternal'>, url: string): Promise<void> {
  await shell.openExternal(externalAddress(url))
}
