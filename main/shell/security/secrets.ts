import { readFile, rm } from 'node:fs/promises'
import type { SafeStorage } from 'electron'
import { writeFile as writeFileAtomic } from 'atomically'
import { z } from 'zod'
import { createEmitter } from '../../../contract/emitter.ts'
import { limitConcurrency } from '../../limit-concurrency.ts'
import type { Log, SecretName, SecretStore } from '../../interfaces.ts'
import { waitForDescriptors } from '../../files/descriptors.ts'
import { quarantine } from '../../files/quarantine.ts'
import { withLimit } from '../../with-limit.ts'
import { hasBuiltInKey, type KeyFinding, judgeProbe, PROBE_TEXT } from './keychain-probe.ts'

/** Secret name -> base64 of its ciphertext. */
const fileSchema = z.partialRecord(
  z.enum(['session', 'meetings-authorization', 'proxy-password']),
  z.base64(),
)
type SecretRecord = z.infer<typeof fileSchema>

export type Keychain = Pick<SafeStorage, 'encryptStringAsync' | 'decryptStringAsync'>

/** A keyring may prompt for a password first, and a broken D-Bus never answers. */
const LONGEST_PROBE_MS = 20_000

export interface OpenedSecrets extends SecretStore {
  /** Result of the probe, for the diagnostics and the self-test. */
  finding(): Promise<KeyFinding>
}

/**
 * [Note: secrets] They exist in this process only: in one file, each encrypted by the system's keychain, or
 * in memory until the app exits when there is none. An unusable file is quarantined, and an entry that cannot
 * be decrypted counts as absent, so that losing the keychain only requires a new sign-in.
 *
 * Returns at once: the keychain is probed in the background, because it may wait for a person or for D-Bus,
 * and a window must not wait for that. A call waits for the probe, up to the timeout; a keychain that answers
 * later is used from then on (after a keyring's password was entered), and emits `onLateKeychain`.
 *
 * @param options `onQuarantined` gets the new path of a file that could not be used.
 */
export function createSecretStore(options: {
  file: string
  keychain: Keychain
  platform: string
  log: Log
  onQuarantined: (path: string) => void
  now?: () => Date
  limitMs?: number
}): OpenedSecrets {
  const { keychain, platform, log, limitMs = LONGEST_PROBE_MS } = options
  const file = secretFile(options)
  const session = sessionSecrets(file)
  const lateKeychain = createEmitter()

  const opening = probe(keychain, platform).then((finding): Opened => {
    if (!finding.isReal) log.info('there is no keychain; secrets last for this session', { why: finding.why })
    return { finding, ...(finding.isReal ? keychainSecrets(keychain, file, log) : session) }
  })
  let store = withLimit(opening, limitMs).then(async (opened): Promise<Opened> => {
    // Written by a version that used the built-in key: it protects nothing, so it is removed.
    await (await file).change((entries) => withoutBuiltInKey(entries, platform)).catch(logWriteError(log))
    if (opened.status === 'done') return opened.value
    log.warn('the keychain has not answered; secrets last for this session until it does')
    void opening.then(takeLate)
    return { finding: { isReal: false, why: 'the keychain did not answer' }, ...session }
  })
  const takeLate = async (late: Opened): Promise<void> => {
    if (!late.finding.isReal) return
    await session.moveTo(late).catch(logWriteError(log))
    store = Promise.resolve(late)
    log.info('the keychain has answered')
    lateKeychain.emit()
  }

  return {
    finding: async () => (await store).finding,
    keychain: async () => ((await store).finding.isReal ? 'system' : 'session'),
    read: async (name) => await (await store).read(name),
    write: async (name, value) => await (await store).write(name, value),
    remove: async (name) => await (await store).remove(name),
    onLateKeychain: lateKeychain.on,
  }
}

interface Entries {
  read(name: SecretName): Promise<string | null>
  write(name: SecretName, value: string): Promise<void>
  remove(name: SecretName): Promise<void>
}
type Opened = Entries & { finding: KeyFinding }

/** Encrypts and decrypts a text: the result shows which key was used, and whether it works. */
async function probe(keychain: Keychain, platform: string): Promise<KeyFinding> {
  try {
    const encrypted = await keychain.encryptStringAsync(PROBE_TEXT)
    const { result } = await keychain.decryptStringAsync(encrypted)
    return judgeProbe({ encrypted, decrypted: result }, platform)
  } catch (error) {
    return {
      isReal: false,
      why: `the keychain refused: ${error instanceof Error ? error.message : 'no reason'}`,
    }
  }
}

interface SecretFile {
  get(): SecretRecord
  /** Serializes writes: two at once would each lose the other's changes. */
  change(next: (before: SecretRecord) => SecretRecord): Promise<void>
}

async function secretFile(options: {
  file: string
  log: Log
  onQuarantined: (path: string) => void
  now?: () => Date
}): Promise<SecretFile> {
  const { file, log, onQuarantined, now = () => new Date() } = options
  const moveAside = async (): Promise<void> => {
    log.warn('the file of secrets cannot be used')
    await quarantine(file, 'corrupt', now()).then(onQuarantined, (error: unknown) =>
      log.warn('it cannot be moved aside either', { detail: String(error) }),
    )
  }
  let entries: SecretRecord = await waitForDescriptors(() => readFile(file, 'utf8'))
    .then((text) => fileSchema.parse(JSON.parse(text)))
    .catch(async (error: unknown) => {
      if (!isMissing(error)) await moveAside()
      return {}
    })
  const oneAtATime = limitConcurrency(1)
  return {
    get: () => entries,
    change: (next) =>
      oneAtATime(async () => {
        const after = next(entries)
        if (JSON.stringify(after) === JSON.stringify(entries)) return
        entries = after
        if (Object.keys(entries).length === 0) await rm(file, { force: true })
        else await writeFileAtomic(file, JSON.stringify(entries), { mode: 0o600 })
      }),
  }
}

function keychainSecrets(keychain: Keychain, file: Promise<SecretFile>, log: Log): Entries {
  /** Number of the last write or removal of each name: encrypting may take long, and the last call wins. */
  const latest = new Map<SecretName, number>()
  const next = (name: SecretName): number => {
    latest.set(name, (latest.get(name) ?? 0) + 1)
    return latest.get(name) ?? 0
  }
  const encrypt = async (name: SecretName, value: string, turn: number | undefined): Promise<void> => {
    const encrypted = (await keychain.encryptStringAsync(value)).toString('base64')
    await (
      await file
    ).change((before) => (latest.get(name) === turn ? { ...before, [name]: encrypted } : before))
  }
  return {
    async read(name) {
      const encrypted = (await file).get()[name]
      const turn = latest.get(name)
      if (encrypted === undefined) return null
      try {
        const { result, shouldReEncrypt } = await keychain.decryptStringAsync(bytesOf(encrypted))
        // The keychain's key was rotated: re-encrypt, or the secret would be lost with the old key.
        if (shouldReEncrypt)
          await encrypt(name, result, turn).catch(() =>
            log.warn('a secret could not be encrypted again', { name }),
          )
        return result
      } catch {
        log.warn('a secret cannot be decrypted; it counts as absent', { name })
        return null
      }
    },
    write: async (name, value) => await encrypt(name, value, next(name)),
    remove: async (name) => {
      next(name)
      await (await file).change((before) => without(before, name))
    },
  }
}

/**
 * In memory only. Secrets an earlier session stored under a real key remain until that keyring returns, or
 * the secret is written or removed: a sign-out without the keyring still counts.
 */
function sessionSecrets(
  file: Promise<SecretFile>,
): Entries & { moveTo(other: Pick<Entries, 'write' | 'remove'>): Promise<void> } {
  const secrets = new Map<SecretName, string>()
  const forget = async (name: SecretName): Promise<void> =>
    await (await file).change((before) => without(before, name))
  return {
    read: (name) => Promise.resolve(secrets.get(name) ?? null),
    async write(name, value) {
      secrets.set(name, value)
      await forget(name)
    },
    async remove(name) {
      secrets.delete(name)
      await forget(name)
    },
    async moveTo(other) {
      // Written or removed meanwhile: the last call wins, on disk as well.
      while (secrets.size > 0)
        for (const [name, value] of secrets) {
          await other.write(name, value)
          if (!secrets.has(name)) await other.remove(name)
          else if (secrets.get(name) === value) secrets.delete(name)
        }
    },
  }
}

function without(entries: SecretRecord, name: SecretName): SecretRecord {
  const { [name]: _removed, ...rest } = entries
  return rest
}

function withoutBuiltInKey(entries: SecretRecord, platform: string): SecretRecord {
  return Object.fromEntries(
    Object.entries(entries).filter(([, value]) => !hasBuiltInKey(bytesOf(value), platform)),
  )
}

const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64')

const logWriteError =
  (log: Log) =>
  (error: unknown): void =>
    log.warn('the file of secrets cannot be written', { detail: String(error) })

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
