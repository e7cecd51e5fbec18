import { describe, expect, test, vi } from 'vitest'
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

describe('while it starts', () => {
  /** Two attempts to open it, the first of which starts the service when told to. */
  function opening() {
    const world = withMeetingsUrl('')
    let begin = (_outcome: 'started' | 'failed'): void => undefined
    const started = new Promise<'started' | 'failed'>((resolve) => (begin = resolve))
    const address = world.startDemo.getMockImplementation()
    world.startDemo.mockImplementationOnce(async () => {
      if ((await started) === 'failed' || address === undefined) throw new Error('no port is free')
      return await address()
    })
    return { ...world, begin, opened: [world.demo.open(), world.demo.open()] }
  }

  test('a second request waits for the same one', async () => {
    const { startDemo, begin, opened } = opening()
    begin('started')
    await Promise.all(opened)
    expect(startDemo).toHaveBeenCalledOnce()
  })

  test('the end of the app waits for it and ends it, and nothing is left of its meetings server', async () => {
    const { demo, close, begin, opened, settings, signIn } = opening()
    const closing = demo.close()
    begin('started')
    await closing
    const ends = await Promise.allSettled(opened)
    expect(close).toHaveBeenCalledOnce()
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(signIn).not.toHaveBeenCalled()
    expect(settings.get().meetingsUrl).toBe('')
  })

  test('both requests get a failure, and the next one retries', async () => {
    const { demo, startDemo, begin, opened } = opening()
    begin('failed')
    const ends = await Promise.allSettled(opened)
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await demo.open()).toBe(state)
    expect(startDemo).toHaveBeenCalledTimes(2)
  })

  test('a failure does not keep the app from ending', async () => {
    const { demo, close, begin, opened } = opening()
    const ending = [...opened, demo.close()]
    begin('failed')
    const ends = await Promise.allSettled(ending)
    expect(ends.at(-1)?.status).toBe('fulfilled')
    expect(close).not.toHaveBeenCalled()
  })
})

test('a sign-in that ends after it leaves nothing of its meetings server', async () => {
  const { demo, signIn, settings, close } = withMeetingsUrl('')
  let signedIn = (_state: AccountState): void => undefined
  signIn.mockImplementationOnce(() => new Promise((resolve) => (signedIn = resolve)))
  const opened = demo.open()
  await vi.waitFor(() => expect(signIn).toHaveBeenCalledOnce())
  await demo.close()
  signedIn(state)
  await opened
  expect(close).toHaveBeenCalledOnce()
  expect(settings.get().meetingsUrl).toBe('')
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
