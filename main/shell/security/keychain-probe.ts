/** Encrypted and decrypted once to determine which key is used. */
export const PROBE_TEXT = 'Meetkeep asks which key this is encrypted with.'

export interface KeyFinding {
  /** Is the key from the user's keychain? */
  isReal: boolean
  /** One sentence for the log, the diagnostics and the self-test. */
  why: string
}

/**
 * [Note: key tags] Chromium prefixes ciphertext with three characters that identify the key provider. On
 * Linux `v10` is a password from Chromium's source and protects nothing (PosixKeyProvider), `v11` a key from
 * the Secret Service or KWallet, `v12` one from the secret portal (components/os_crypt). Neither
 * `isAsyncEncryptionAvailable()`, which is always true, nor `getSelectedStorageBackend()`, which depends on
 * the desktop's name, can tell (Electron: safeStorage). On Windows and macOS `v10` is the only tag, for DPAPI
 * and the Keychain.
 */
const LINUX_KEYRINGS: Readonly<Record<string, string>> = {
  v11: 'the Secret Service or KWallet',
  v12: 'the secret portal',
}
const SYSTEM_KEYS: NodeJS.Dict<string> = { win32: 'DPAPI', darwin: 'the Keychain' }

/** Was this encrypted with Linux's built-in key, which is public? */
export function hasBuiltInKey(encrypted: Buffer, platform: string): boolean {
  return platform === 'linux' && tagOf(encrypted) === 'v10'
}

/** Evaluates the keychain by its encryption of {@link PROBE_TEXT}. */
export function judgeProbe(probed: { encrypted: Buffer; decrypted: string }, platform: string): KeyFinding {
  const { encrypted, decrypted } = probed
  if (decrypted !== PROBE_TEXT) return { isReal: false, why: 'the keychain cannot decrypt its own output' }
  if (encrypted.includes(PROBE_TEXT)) return { isReal: false, why: 'the keychain does not encrypt' }
  const tag = tagOf(encrypted)
  if (platform !== 'linux')
    return { isReal: true, why: `the key is in ${SYSTEM_KEYS[platform] ?? 'the system'}` }
  if (tag === 'v10')
    return { isReal: false, why: 'no keyring is running; Chromium would use its built-in key' }
  const keyring = LINUX_KEYRINGS[tag]
  return keyring === undefined
    ? { isReal: false, why: 'the encrypted text has an unknown key tag' }
    : { isReal: true, why: `the key is in ${keyring}` }
}

function tagOf(encrypted: Buffer): string {
  return encrypted.toString('latin1', 0, 3)
}
