import { expect, test, vi } from 'vitest'
import { type RememberedSession, sessionMemory } from './remembered-session.ts'

const session: RememberedSession = {
  version: 1,
  account: { site: 's', baseUrl: 'b', kind: 'appId', name: '', userId: '', isAdmin: null },
  credentials: null,
  tokens: { accessToken: 't', refreshToken: null, expiresAt: null, renewAt: null },
}

test('a write on its way never lands behind a sign-out', async () => {
  const calls: string[] = []
  let endWrite = (): void => {}
  const written = new Promise<void>((resolve) => (endWrite = resolve))
  const memory = sessionMemory({
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
    log: { info: vi.fn(), warn: vi.fn(), error: vi.fn() },
  })
  const writing = memory.write(session, () => true)
  const forgetting = memory.forget()
  expect(calls).toEqual(['write'])
  endWrite()
  expect(await writing).toBe(true)
  await forgetting
  expect(calls).toEqual(['write', 'remove'])
})
