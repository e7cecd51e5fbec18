import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { silentLog } from '../../../test/cloud-client.ts'
import { fakeKeychain } from '../../../test/fake-keychain.ts'
import { test } from '../../../test/fixtures.ts'
import { createScheduler } from '../../../test/scheduler.ts'
import { createSecretStore, type Keychain } from './secrets.ts'

/** What may happen to a secret while the keychain takes its time. Each test forces the one. */

let file = ''
test.beforeEach(({ folder }) => {
  file = join(folder, 'secrets.json')
})
const open = (keychain: Keychain = fakeKeychain()) =>
  createSecretStore({
    file,
    keychain,
    platform: 'linux',
    log: silentLog,
    onQuarantined: () => {},
    limitMs: 50,
  })
const never = () => new Promise<never>(() => undefined)

/** A keychain in which the texts that `isHeld` names are encrypted only when `release` is called. */
function heldKeychain(isHeld: (text: string) => boolean, options: Parameters<typeof fakeKeychain>[0] = {}) {
  const gates = createScheduler()
  const chain = fakeKeychain(options)
  const encrypt = chain.encryptStringAsync.getMockImplementation() ?? never
  chain.encryptStringAsync.mockImplementation(async (text) => {
    if (isHeld(text)) await gates.pass('encrypt')
    return await encrypt(text)
  })
  gates.hold('encrypt')
  return { chain, gates }
}
const kept = async (name: 'session' | 'proxy-password') => await open().read(name)

describe('while a secret is encrypted', () => {
  test('a removal wins', async () => {
    const { chain, gates } = heldKeychain((text) => text === 'slow')
    const store = open(chain)
    const writing = store.write('session', 'slow')
    await gates.reached('encrypt')
    await store.remove('session')
    gates.release('encrypt')
    await writing
    expect(await kept('session')).toBeNull()
  })

  test('a later value wins, and another secret is not delayed', async () => {
    const { chain, gates } = heldKeychain((text) => text === 'slow')
    const store = open(chain)
    const writing = store.write('session', 'slow')
    await gates.reached('encrypt')
    await store.write('session', 'later')
    await store.write('proxy-password', 'other')
    gates.release('encrypt')
    await writing
    expect(await kept('session')).toBe('later')
    expect(await kept('proxy-password')).toBe('other')
  })

  test.each(['removed', 'replaced'])(
    'under a renewed key, one that is %s meanwhile stays so',
    async (how) => {
      await open().write('session', 'old')
      const { chain, gates } = heldKeychain((text) => text === 'old', { shouldReEncrypt: true })
      const store = open(chain)
      const reading = store.read('session')
      await gates.reached('encrypt')
      await (how === 'removed' ? store.remove('session') : store.write('session', 'new'))
      gates.release('encrypt')
      expect(await reading).toBe('old')
      expect(await kept('session')).toBe(how === 'removed' ? null : 'new')
    },
  )
})

describe('while the secrets of this session move into a keychain that answered late', () => {
  /** Its session has a secret, which is being encrypted. */
  async function moving() {
    const gates = createScheduler()
    const chain = fakeKeychain()
    const encrypt = chain.encryptStringAsync.getMockImplementation() ?? never
    chain.encryptStringAsync.mockImplementation(async (text) => {
      await gates.pass(text === 'canary' ? 'encrypt' : 'probe')
      return await encrypt(text)
    })
    gates.hold('probe')
    gates.hold('encrypt')
    const store = open(chain)
    expect(await store.keychain()).toBe('session')
    await store.write('session', 'canary')
    const answered = new Promise<void>((resolve) => store.onLateKeychain(resolve))
    gates.release('probe')
    await gates.reached('encrypt')
    return { store, gates, answered }
  }

  test('a sign-out wins, also on disk', async () => {
    const { store, gates, answered } = await moving()
    await store.remove('session')
    gates.release('encrypt')
    await answered
    expect(await store.read('session')).toBeNull()
    expect(await kept('session')).toBeNull()
  })

  test('a later value wins', async () => {
    const { store, gates, answered } = await moving()
    await store.write('session', 'later')
    gates.release('encrypt')
    await answered
    expect(await store.read('session')).toBe('later')
    expect(await kept('session')).toBe('later')
  })

  test('a secret that is written as it ends is kept', async () => {
    const { store, gates, answered } = await moving()
    gates.release('encrypt')
    const writing = answered.then(() => store.write('proxy-password', 'password'))
    await Promise.all([answered, writing])
    expect(await store.read('session')).toBe('canary')
    expect(await kept('session')).toBe('canary')
    expect(await kept('proxy-password')).toBe('password')
  })
})
