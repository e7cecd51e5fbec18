import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSecretStore } from './secrets.ts'

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'))
  file = join(folder, 'secrets.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A keychain that turns every byte round under a key. */
function keychain(
  options: { key?: number; isAvailable?: boolean; backend?: string; shouldReEncrypt?: boolean } = {},
) {
  const { key = 0x5a, isAvailable = true, backend = 'gnome_libsecret', shouldReEncrypt = false } = options
  const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ key))
  return {
    isAsyncEncryptionAvailable: async () => isAvailable,
    getSelectedStorageBackend: () => backend as 'gnome_libsecret',
    encryptStringAsync: vi.fn(async (text: string) => turn(Buffer.from(`!${text}`))),
    decryptStringAsync: async (bytes: Buffer) => {
      const text = turn(bytes).toString()
      if (!text.startsWith('!')) throw new Error('wrong key')
      return { result: text.slice(1), shouldReEncrypt }
    },
  }
}

const open = (chain = keychain(), platform = 'linux') =>
  createSecretStore({ file, keychain: chain, platform, log, now: () => new Date('2026-01-02T03:04:05Z') })

test('a secret outlives the process, encrypted, in a file for the user alone', async () => {
  const store = await open()
  expect(store.isPersistent).toBe(true)
  await Promise.all([store.write('session', 'canary-1'), store.write('meetings-authorization', 'canary-2')])
  expect(readFileSync(file, 'utf8')).not.toMatch(/canary/)
  expect(statSync(file).mode & 0o777).toBe(0o600)

  const next = await open()
  expect(await next.read('session')).toBe('canary-1')
  expect(await next.read('meetings-authorization')).toBe('canary-2')
  await next.remove('session')
  expect(await next.read('session')).toBeNull()
  expect(await (await open()).read('session')).toBeNull()
})

test.each([
  ['basic_text', 'linux', true],
  ['unknown', 'linux', true],
  ['gnome_libsecret', 'linux', false],
])('without a real keychain (%s, %s) nothing is written to disk', async (backend, platform, isAvailable) => {
  const store = await open(keychain({ backend, isAvailable }), platform)
  expect(store.isPersistent).toBe(false)
  await store.write('session', 'canary')
  expect(await store.read('session')).toBe('canary')
  await store.remove('session')
  expect(await store.read('session')).toBeNull()
  expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined()
})

test('other systems are not asked for the backend that only Linux has', async () => {
  expect((await open(keychain({ backend: 'unknown' }), 'darwin')).isPersistent).toBe(true)
})

test.each(['', 'no json', '[]', '{"session":"not base64!"}', '{"other":"QQ=="}'])(
  'a file of %j is set aside, and counts as empty',
  async (text) => {
    writeFileSync(file, text)
    const store = await open()
    expect(store.setAside).toBe(`${file}.corrupt-2026-01-02T03-04-05.000Z`)
    expect(readFileSync(store.setAside ?? '', 'utf8')).toBe(text)
    expect(await store.read('session')).toBeNull()
    await store.write('session', 'new')
    expect((await open()).setAside).toBeNull()
    expect(await (await open()).read('session')).toBe('new')
  },
)

test('a secret of another key counts as absent', async () => {
  await (await open()).write('session', 'old')
  const store = await open(keychain({ key: 0x11 }))
  expect(await store.read('session')).toBeNull()
})

test('a secret that cannot be encrypted again is still the secret', async () => {
  await (await open()).write('session', 'kept')
  const chain = keychain({ shouldReEncrypt: true })
  chain.encryptStringAsync.mockRejectedValue(new Error('the keychain is locked'))
  expect(await (await open(chain)).read('session')).toBe('kept')
})

test('a secret under a renewed key is encrypted again', async () => {
  await (await open()).write('session', 'kept')
  const chain = keychain({ shouldReEncrypt: true })
  expect(await (await open(chain)).read('session')).toBe('kept')
  expect(chain.encryptStringAsync).toHaveBeenCalledExactlyOnceWith('kept')
})
