import { readFile, rename } from 'node:fs/promises'
import type { SafeStorage } from 'electron'
import { writeFile as writeFileAtomic } from 'atomically'
import { z } from 'zod'
import type { Log, SecretName, SecretStore } from '../../ports.ts'

/** Secret name -> base64 of what the keychain made of it. */
const fileSchema = z.partialRecord(
  z.enum(['session', 'meetings-authorization', 'proxy-password']),
  z.base64(),
)
type SecretFile = z.infer<typeof fileSchema>

type Keychain = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/**
 * Is there a real keychain? Without a keyring Linux encrypts with a password that is part of Chromium's source
 * (`basic_text`), which protects nothing although encryption counts as available (Electron: safeStorage).
 */
async function hasKeychain(keychain: Keychain, platform: string): Promise<boolean> {
  if (!(await keychain.isAsyncEncryptionAvailable())) return false
  return platform !== 'linux' || !['basic_text', 'unknown'].includes(keychain.getSelectedStorageBackend())
}

export interface OpenedSecrets extends SecretStore {
  /** The damaged file, as it is called now, when there was one. */
  readonly setAside: string | null
}

/**
 * [Note: secrets] They are in this process only: in one file, each encrypted by the system's keychain, or in
 * memory until the app ends when there is none. A file that cannot be used is set aside, an entry that cannot be
 * decrypted counts as absent, so the worst that a lost keychain does is ask for a new sign-in.
 */
export async function createSecretStore(order: {
  file: string
  keychain: Keychain
  platform: string
  log: Log
  now?: () => Date
}): Promise<OpenedSecrets> {
  const { file, keychain, platform, log, now = () => new Date() } = order
  if (!(await hasKeychain(keychain, platform))) return { ...createSessionSecrets(), setAside: null }

  let setAside: string | null = null
  let secrets: SecretFile = await readFile(file, 'utf8')
    .then((text) => fileSchema.parse(JSON.parse(text)))
    .catch(async (error: unknown) => {
      if (isMissing(error)) return {}
      const aside = `${file}.corrupt-${now().toISOString().replaceAll(':', '-')}`
      await rename(file, aside)
      setAside = aside
      log.warn('the file of secrets cannot be used; it was set aside')
      return {}
    })
  // One write after the other: two at once would each lose what the other added.
  let last: Promise<void> = Promise.resolve()
  const change = (next: (before: SecretFile) => SecretFile): Promise<void> => {
    const run = async (): Promise<void> => {
      secrets = next(secrets)
      await writeFileAtomic(file, JSON.stringify(secrets), { mode: 0o600 })
    }
    last = last.then(run, run)
    return last
  }
  const write = async (name: SecretName, value: string): Promise<void> => {
    const encrypted = (await keychain.encryptStringAsync(value)).toString('base64')
    await change((before) => ({ ...before, [name]: encrypted }))
  }

  return {
    setAside,
    isPersistent: true,
    async read(name) {
      const encrypted = secrets[name]
      if (encrypted === undefined) return null
      try {
        const { result, shouldReEncrypt } = await keychain.decryptStringAsync(
          Buffer.from(encrypted, 'base64'),
        )
        // The keychain's key was renewed: what is kept under the old one would be lost with it.
        if (shouldReEncrypt)
          await write(name, result).catch(() => log.warn('a secret could not be encrypted anew', { name }))
        return result
      } catch {
        log.warn('a secret cannot be decrypted; it counts as absent', { name })
        return null
      }
    },
    write,
    remove: (name) => change(({ [name]: _removed, ...rest }) => rest),
  }
}

function createSessionSecrets(): SecretStore {
  const secrets = new Map<SecretName, string>()
  return {
    isPersistent: false,
    read: (name) => Promise.resolve(secrets.get(name) ?? null),
    write: async (name, value) => void secrets.set(name, value),
    remove: async (name) => void secrets.delete(name),
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
