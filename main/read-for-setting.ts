import { isDeepStrictEqual } from 'node:util'

/**
 * Reads a secret together with the setting it belongs to. A keychain may take as long as a person needs; if
 * the setting changes in that time, the secret may be that of the new one, so both are read again: a password
 * must never be sent to another server than its own.
 */
export async function readForSetting<S, T>(
  setting: () => S,
  read: () => Promise<T>,
): Promise<{ setting: S; value: T }> {
  for (;;) {
    const before = setting()
    const value = await read()
    if (isDeepStrictEqual(before, setting())) return { setting: before, value }
  }
}
