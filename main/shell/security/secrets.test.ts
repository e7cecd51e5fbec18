import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { createSecretStore } from './secrets.ts'
import { isPosix } from '../../../test/platform.ts'
import { test } from '../../../test/fixtures.ts'
import { fakeKeychain as keychain } from '../../../test/fake-keychain.ts'

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
let file = ''
test.beforeEach(({ folder }) => {
  file = join(folder, 'secrets.json')
})

const movedAside = vi.fn()
const optionsOf = (chain: ReturnType<typeof keychain>, platform = 'linux') => ({
  file,
  keychain: chain,
  platform,
  log,
  onQuarantined: movedAside,
  now: () => new Date('2026-01-02T03:04:05Z'),
  limitMs: 50,
})
const open = (chain = keychain(), platform = 'linux') => createSecretStore(optionsOf(chain, platform))

test('a secret survives the process, encrypted, in a file readable by the user alone', async () => {
  const store = open()
  expect(await store.keychain()).toBe('system')
  await Promise.all([store.write('session', 'canary-1'), store.write('meetings-authorization', 'canary-2')])
  expect(readFileSync(file, 'utf8')).not.toMatch(/canary/)
  if (isPosix) expect(statSync(file).mode & 0o777).toBe(0o600)

  const next = open()
  expect(await next.read('session')).toBe('canary-1')
  expect(await next.read('meetings-authorization')).toBe('canary-2')
  await next.remove('session')
  expect(await next.read('session')).toBeNull()
  expect(await open().read('session')).toBeNull()
})

test('a secret that is removed during its write is removed', async () => {
  const store = open()
  await store.keychain()
  const writing = store.write('session', 'canary')
  // Its file is being written at this moment.
  await new Promise((resolve) => setImmediate(resolve))
  await Promise.all([writing, store.remove('session')])
  expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined()
})

const never = () => new Promise<never>(() => undefined)
const refuse = () => Promise.reject(new Error('locked'))

test.each([
  ['a built-in key', 'linux', keychain({ tag: 'v10' })],
  ['no answer', 'linux', { ...keychain(), encryptStringAsync: vi.fn(never) }],
  ['no answer', 'darwin', { ...keychain(), decryptStringAsync: vi.fn(never) }],
  ['a refusal', 'win32', { ...keychain(), encryptStringAsync: vi.fn(refuse) }],
])('with %s on %s nothing is written to disk', async (_what, platform, chain) => {
  const store = open(chain, platform)
  expect(await store.keychain()).toBe('session')
  await store.write('session', 'canary')
  expect(await store.read('session')).toBe('canary')
  await store.remove('session')
  expect(await store.read('session')).toBeNull()
  expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined()
})

/** A keychain that first answers when `answer` is called. */
function slowKeychain() {
  let go = (): void => undefined
  const chain = keychain()
  const encrypt = chain.encryptStringAsync.getMockImplementation()
  chain.encryptStringAsync.mockImplementationOnce(async (text) => {
    await new Promise<void>((resolve) => (go = resolve))
    return await (encrypt?.(text) ?? never())
  })
  return { chain, answer: () => go() }
}

test('the store is available at once, even if the keychain is slow', async () => {
  const { chain, answer } = slowKeychain()
  const store = open(chain)
  const read = store.read('session')
  await expect.poll(() => chain.encryptStringAsync.mock.calls.length).toBe(1)
  answer()
  expect(await read).toBeNull()
  expect(await store.keychain()).toBe('system')
})

test('a keychain that answers after the limit is used from then on', async () => {
  await open().write('session', 'kept')
  const { chain, answer } = slowKeychain()
  const store = open(chain)
  const onLate = vi.fn()
  store.onLateKeychain(onLate)
  expect(await store.keychain()).toBe('session')
  expect(await store.read('session')).toBeNull()
  await store.write('proxy-password', 'typed meanwhile')
  expect(readFileSync(file, 'utf8')).not.toContain('proxy-password')
  answer()
  await expect.poll(() => onLate).toHaveBeenCalledOnce()
  expect(await store.keychain()).toBe('system')
  expect(await store.read('session')).toBe('kept')
  expect(await open().read('proxy-password')).toBe('typed meanwhile')
})

test('secrets under the built-in key are removed from disk', async () => {
  const builtIn = (await keychain({ tag: 'v10' }).encryptStringAsync('old')).toString('base64')
  const real = (await keychain().encryptStringAsync('kept')).toString('base64')
  writeFileSync(file, JSON.stringify({ session: builtIn, 'proxy-password': real }))
  expect(await open(keychain({ tag: 'v10' })).keychain()).toBe('session')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ 'proxy-password': real })
  expect(await open().read('proxy-password')).toBe('kept')
})

test('a sign-out while the keyring is unavailable holds when it is back', async () => {
  await open().write('session', 'kept')
  await open().write('proxy-password', 'kept too')
  const away = open(keychain({ tag: 'v10' }))
  expect(await away.read('session')).toBeNull()
  await away.remove('session')
  expect(await open().read('session')).toBeNull()
  expect(await open().read('proxy-password')).toBe('kept too')
})

test.each(['', 'no json', '[]', '{"session":"not base64!"}', '{"other":"QQ=="}'])(
  'a file of %j is moved aside, and counts as empty',
  async (text) => {
    writeFileSync(file, text)
    movedAside.mockClear()
    const store = open()
    expect(await store.read('session')).toBeNull()
    const aside = `${file}.corrupt-2026-01-02T03-04-05.000Z`
    expect(movedAside.mock.calls).toEqual([[aside]])
    expect(readFileSync(aside, 'utf8')).toBe(text)
    await store.write('session', 'new')
    expect(await open().read('session')).toBe('new')
    expect(movedAside).toHaveBeenCalledOnce()
    expect(await open().read('session')).toBe('new')
  },
)

test('a secret under another key counts as absent', async () => {
  await open().write('session', 'old')
  const store = open(keychain({ key: 0x11 }))
  expect(await store.read('session')).toBeNull()
})

test('a secret that cannot be re-encrypted is kept', async () => {
  await open().write('session', 'kept')
  const chain = keychain({ shouldReEncrypt: true })
  const store = open(chain)
  expect(await store.keychain()).toBe('system')
  chain.encryptStringAsync.mockRejectedValue(new Error('the keychain is locked'))
  expect(await store.read('session')).toBe('kept')
})

test('a secret under a renewed key is re-encrypted', async () => {
  await open().write('session', 'kept')
  const chain = keychain({ shouldReEncrypt: true })
  expect(await open(chain).read('session')).toBe('kept')
  expect(chain.encryptStringAsync).toHaveBeenLastCalledWith('kept')
})

test('reports which key is used, or why there is none', async () => {
  expect(await open().finding()).toEqual({ isReal: true, why: 'the key is in the Secret Service or KWallet' })
  expect(await open(keychain({ tag: 'v10' })).finding()).toMatchObject({ isReal: false })
  const silent = { ...keychain(), encryptStringAsync: vi.fn(never) }
  expect(await open(silent).finding()).toEqual({ isReal: false, why: 'the keychain did not answer' })
  const locked = { ...keychain(), encryptStringAsync: vi.fn(refuse) }
  expect(await open(locked).finding()).toEqual({ isReal: false, why: 'the keychain refused: locked' })
  const odd = { ...keychain(), encryptStringAsync: vi.fn(() => Promise.reject('a text')) }
  expect(await open(odd).finding()).toEqual({ isReal: false, why: 'the keychain refused: no reason' })
})

test('a late answer that there is no real key changes nothing', async () => {
  let go = (): void => undefined
  log.info.mockClear()
  const chain = keychain({ tag: 'v10' })
  const decrypt = chain.decryptStringAsync.getMockImplementation()
  chain.decryptStringAsync.mockImplementationOnce(async (bytes) => {
    await new Promise<void>((resolve) => (go = resolve))
    return await (decrypt?.(bytes) ?? never())
  })
  const store = open(chain)
  const onLate = vi.fn()
  store.onLateKeychain(onLate)
  await store.write('session', 'canary')
  go()
  await expect.poll(() => log.info.mock.calls.flat().join(' ')).toContain('there is no keychain')
  await store.read('session')
  expect(await store.keychain()).toBe('session')
  expect(await store.read('session')).toBe('canary')
  expect(onLate).not.toHaveBeenCalled()
})

test('a missing file is not damage', async () => {
  movedAside.mockClear()
  log.warn.mockClear()
  await open().read('session')
  expect(movedAside).not.toHaveBeenCalled()
  expect(log.warn).not.toHaveBeenCalled()
})

test('removing the last secret removes the file', async () => {
  const store = open()
  await store.write('session', 'one')
  await store.write('proxy-password', 'two')
  await store.remove('session')
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toEqual(['proxy-password'])
  await store.remove('proxy-password')
  expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined()
})

test('a secret is re-encrypted only when its key was renewed', async () => {
  const chain = keychain()
  const store = open(chain)
  await store.write('session', 'kept')
  chain.encryptStringAsync.mockClear()
  expect(await store.read('session')).toBe('kept')
  expect(chain.encryptStringAsync).not.toHaveBeenCalled()
})

test('a failed write does not block the next', async () => {
  const chain = keychain()
  const store = open(chain)
  await store.keychain()
  mkdirSync(file)
  await expect(store.write('session', 'lost')).rejects.toThrow()
  rmSync(file, { recursive: true })
  await store.write('proxy-password', 'kept')
  expect(await open().read('proxy-password')).toBe('kept')
})

test('a session-only secret replaces the stored one of its name', async () => {
  await open().write('session', 'kept')
  const away = open(keychain({ tag: 'v10' }))
  await away.write('session', 'newer')
  expect(await away.read('session')).toBe('newer')
  expect(await open().read('session')).toBeNull()
})

test('a file that cannot be moved aside is logged, and counts as empty nevertheless', async () => {
  writeFileSync(file, 'no json')
  mkdirSync(`${file}.corrupt-2026-01-02T03-04-05.000Z`)
  writeFileSync(join(`${file}.corrupt-2026-01-02T03-04-05.000Z`, 'taken'), '')
  movedAside.mockClear()
  log.warn.mockClear()
  expect(await open().read('session')).toBeNull()
  expect(movedAside).not.toHaveBeenCalled()
  expect(log.warn).toHaveBeenCalledTimes(2)
})

test('a damaged file is renamed with the time of its discovery', async () => {
  writeFileSync(file, 'no json')
  movedAside.mockClear()
  const before = new Date().toISOString()
  const { now: _, ...usual } = optionsOf(keychain())
  await createSecretStore(usual).read('session')
  const found = String(movedAside.mock.calls[0]?.[0]).split('.corrupt-')[1]?.replaceAll('-', ':') ?? ''
  expect(found >= before.replaceAll('-', ':')).toBe(true)
  expect(found <= new Date().toISOString().replaceAll('-', ':')).toBe(true)
})

test('an unchanged value is not written', async () => {
  const store = open()
  await store.write('session', 'kept')
  const { ino } = statSync(file, { bigint: true })
  await store.remove('proxy-password')
  expect(statSync(file, { bigint: true }).ino).toBe(ino)
})

test('a file that is already missing does not prevent a sign-out', async () => {
  const store = open()
  await store.write('session', 'kept')
  rmSync(file)
  await store.remove('session')
  expect(await store.read('session')).toBeNull()
})
