import type { SecretName, SecretStore } from '../main/interfaces.ts'

/** Secrets of one process, in memory: each command takes its credentials from the environment. */
export function sessionSecrets(first: Partial<Record<SecretName, string>> = {}): SecretStore {
  const values = new Map(Object.entries(first))
  return {
    keychain: async () => 'session',
    onLateKeychain: () => undefined,
    read: async (name) => values.get(name) ?? null,
    write: async (name, value) => void values.set(name, value),
    remove: async (name) => void values.delete(name),
  }
}
