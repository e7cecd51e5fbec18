import { z } from 'zod'

const fileSchema = z.record(z.string(), z.base64())

/**
 * Whose key encrypts a secret, from the prefix of the output of safeStorage's asynchronous calls (Chromium:
 * os_crypt_async). On Linux `v10` is the key in Chromium's source, `v11` one of the Secret Service or
 * KWallet, `v12` one of the desktop portal; on Windows (DPAPI) and macOS (Keychain) `v10` is the user's.
 */
export function isProtected(encrypted: Buffer, platform: string): boolean {
  const tag = encrypted.toString('latin1', 0, 3)
  return (platform === 'linux' ? ['v11', 'v12'] : ['v10']).includes(tag)
}

/**
 * Problems with the storage of a secret; empty if there are none.
 * @param found `probe`: a text the system has just encrypted, null if it failed; `said`: what the app tells
 *   its user; `file`: the file of secrets, null if there is none; `secret`: a text stored through the app.
 */
export function keychainProblems(found: {
  platform: string
  probe: Buffer | null
  said: string
  file: string | null
  secret: string
}): string[] {
  const { platform, probe, said, file, secret } = found
  const problems: string[] = []
  const isAble = probe !== null && isProtected(probe, platform)
  const wanted = isAble ? 'system' : 'session'
  if (said !== wanted) problems.push(`the app says ${said}, and the system’s key says ${wanted}`)

  const text = file ?? ''
  for (const [how, kept] of [
    ['unchanged', secret],
    ['in base64', Buffer.from(secret).toString('base64')],
  ] as const)
    if (text.includes(kept)) problems.push(`the file contains the secret ${how}`)

  const entries = Object.entries(fileSchema.safeParse(file === null ? {} : parsed(file)).data ?? { '?': '' })
  for (const [name, encrypted] of entries)
    if (!isProtected(Buffer.from(encrypted, 'base64'), platform))
      problems.push(`${name} is on disk under a key that protects nothing`)
  if (isAble && entries.length === 0) problems.push('nothing was kept')
  return problems
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
