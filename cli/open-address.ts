import { spawn } from 'node:child_process'
import { externalAddress } from '../main/network/external-address.ts'

/** The program with which a system opens an address, and its arguments before the address. */
export function openerOf(platform: NodeJS.Platform): [program: string, ...args: string[]] {
  if (platform === 'darwin') return ['open']
  // Not `start`, which is a part of a shell: an address may contain &.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return ['xdg-open']
}

/**
 * Opens an address in the system's browser, and does not wait for it. Returns the program that is missing; null when
 * it was started. ADDRESS_REFUSED unless the address is https without user info.
 */
export async function openAddress(
  address: string,
  platform: NodeJS.Platform = process.platform,
): Promise<string | null> {
  const [program, ...args] = openerOf(platform)
  const child = spawn(program, [...args, externalAddress(address)], { stdio: 'ignore', detached: true })
  return await new Promise((resolve) => {
    child.once('error', () => resolve(program))
    child.once('spawn', () => {
      child.unref()
      resolve(null)
    })
  })
}
