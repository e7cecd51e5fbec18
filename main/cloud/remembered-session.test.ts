import { beforeEach, expect, test, vi } from 'vitest'
import type { SecretStore } from '../interfaces.ts'
import { type RememberedSession, sessionMemory } from './remembered-session.ts'

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
beforeEach(() => void log.warn.mockClear())

const session: RememberedSession = {
  version: 1,
  account: {
    site: 'mainland',
    baseUrl: 'https://one.example',
    kind: 'token',
    name: 'Li',
    userId: 'u',
    isAdmin: null,
  },
  credentials: null,
  tokens: { accessToken: 'a', refreshToken: null, expiresAt: null, renewAt: null },
}

function memory(kept: string | null = null) {
  const calls: string[] = []
  let text = kept
  const secrets: SecretStore = {
    keychain: async () => 'system',
    onLateKeychain: () => undefined,
    read: vi.fn(async (name) => {
      calls.push(`read ${name}`)
      return text
    }),
    write: vi.fn(async (name, value) => {
      calls.push(`write ${name}`)
      text = value
    }),
    remove: vi.fn(async (name) => {
      calls.push(`remove ${name}`)
      text = null
    }),
  }
  return { secrets, calls, at: sessionMemory({ secrets, log }) }
}

test('reads a stored session, and deletes it', async () => {
  const { at, calls } = memory()
  expect(await at.read()).toBeNull()
  expect(await at.write(session, () => true)).toBe(true)
  expect(await at.read()).toEqual(session)
  await at.forget()
  expect(await at.read()).toBeNull()
  expect(calls).toEqual(['read session', 'write session', 'read session', 'remove session', 'read session'])
  expect(log.warn).not.toHaveBeenCalled()
})

test.each([
  ['no JSON', '{'],
  ['another version', JSON.stringify({ ...session, version: 2 })],
  ['another kind of account', JSON.stringify({ ...session, account: { ...session.account, kind: 'other' } })],
  ['no account', JSON.stringify({ ...session, account: {} })],
  ['no tokens', JSON.stringify({ ...session, tokens: null })],
])('%s is no session and no error', async (_, text) => {
  const { at } = memory(text)
  expect(await at.read()).toBeNull()
  expect(log.warn).toHaveBeenCalledOnce()
  expect(await at.write(session, () => true)).toBe(true)
})

test('a failing keychain only prevents remembering', async () => {
  const { at, secrets } = memory()
  vi.mocked(secrets.write).mockRejectedValueOnce(new Error('locked'))
  expect(await at.write(session, () => true)).toBe(false)
  vi.mocked(secrets.remove).mockRejectedValueOnce(new Error('locked'))
  expect(await at.forget()).toBeUndefined()
  vi.mocked(secrets.read).mockRejectedValueOnce(new Error('locked'))
  expect(await at.read()).toBeNull()
  expect(log.warn).toHaveBeenCalledTimes(3)
})

test('drops a queued write after a sign-out', async () => {
  const { at, calls } = memory()
  let isWanted = true
  let finish = (): void => undefined
  const remembered = memory()
  vi.mocked(remembered.secrets.remove).mockImplementationOnce(
    () => new Promise((resolve) => (finish = () => resolve(undefined))),
  )
  const forgetting = remembered.at.forget()
  const writing = remembered.at.write(session, () => isWanted)
  await new Promise((resolve) => setImmediate(resolve))
  expect(remembered.secrets.write).not.toHaveBeenCalled()
  isWanted = false
  finish()
  await forgetting
  expect(await writing).toBe(false)
  expect(remembered.secrets.write).not.toHaveBeenCalled()
  expect(await at.write(session, () => false)).toBe(false)
  expect(calls).toEqual([])
})

test('a pending write never lands after a sign-out', async () => {
  const calls: string[] = []
  let endWrite = (): void => {}
  const written = new Promise<void>((resolve) => (endWrite = resolve))
  const kept = sessionMemory({
    secrets: {
      keychain: async () => 'system',
      onLateKeychain: () => {},
      read: async () => null,
      write: async () => {
        calls.push('write')
        await written
      },
      remove: async () => void calls.push('remove'),
    },
    log,
  })
  const writing = kept.write(session, () => true)
  const forgetting = kept.forget()
  expect(calls).toEqual(['write'])
  endWrite()
  expect(await writing).toBe(true)
  await forgetting
  expect(calls).toEqual(['write', 'remove'])
})
