import { expect, test, vi } from 'vitest'
import type { AccountState } from '../contract/account.ts'
import { defaultSettings } from '../contract/settings.ts'
import { createDemoSession } from './demo-session.ts'

const MEETINGS = 'http://127.0.0.1:2'
const state: AccountState = { account: null, failure: null }

function withMeetingsUrl(meetingsUrl: string) {
  let current = { ...defaultSettings, trusted: [], meetingsUrl }
  const close = vi.fn(async () => {})
  const startDemo = vi.fn(async () => ({
    ...{ url: 'http://127.0.0.1:1', appId: 'i', appKey: 'k', userId: 'u' },
    ...{ meetingsUrl: MEETINGS, close },
  }))
  const signIn = vi.fn(async () => state)
  const settings = {
    get: () => current,
    set: (patch: object) => void (current = { ...current, ...patch }),
  }
  const demo = createDemoSession({ startDemo, session: { signIn }, settings })
  return { demo, startDemo, signIn, close, settings }
}

test('starts the service once, signs in without remembering it, and ends it', async () => {
  const { demo, startDemo, signIn, close } = withMeetingsUrl('')
  expect(await demo.open()).toBe(state)
  await demo.open()
  expect(startDemo).toHaveBeenCalledOnce()
  expect(signIn).toHaveBeenCalledWith({
    site: 'http://127.0.0.1:1',
    credentials: { kind: 'appId', appId: 'i', appKey: 'k', userId: 'u' },
    remember: false,
    isDemo: true,
  })
  await demo.close()
  expect(close).toHaveBeenCalledOnce()
})

test('sets its meetings server while it runs', async () => {
  const { demo, settings } = withMeetingsUrl('')
  await demo.open()
  expect(settings.get().meetingsUrl).toBe(MEETINGS)
  await demo.close()
  expect(settings.get().meetingsUrl).toBe('')
})

test('keeps the user’s meetings server, set before or meanwhile', async () => {
  const before = withMeetingsUrl('https://own.example')
  await before.demo.open()
  await before.demo.close()
  expect(before.settings.get().meetingsUrl).toBe('https://own.example')

  const meanwhile = withMeetingsUrl('')
  await meanwhile.demo.open()
  meanwhile.settings.set({ meetingsUrl: 'https://own.example' })
  await meanwhile.demo.close()
  expect(meanwhile.settings.get().meetingsUrl).toBe('https://own.example')
})

test('fails if there is no demo service, and closes nothing', async () => {
  const { settings, signIn } = withMeetingsUrl('')
  const demo = createDemoSession({ startDemo: undefined, session: { signIn }, settings })
  await expect(demo.open()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await demo.close()
  expect(signIn).not.toHaveBeenCalled()
})
