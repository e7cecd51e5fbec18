import { expect, test, vi } from 'vitest'
import type { Account, AccountState } from '../contract/account.ts'
import { createEmitter } from '../contract/emitter.ts'
import { AppError } from '../contract/errors.ts'
import { drained } from '../test/scheduler.ts'
import { startServices } from './start-services.ts'

type Step = 'network' | 'library' | 'minutes' | 'session' | 'downloads'

/** Services whose steps end at once, except those that the test replaces. */
function services(steps: Partial<Record<Step, () => Promise<void>>> = {}) {
  const done: string[] = []
  const step = (name: Step) => async (): Promise<void> => {
    done.push(name)
    await steps[name]?.()
  }
  const account = createEmitter<[AccountState]>()
  const settings = createEmitter()
  const lateKeychain = createEmitter()
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const deps = {
    network: { apply: step('network') },
    library: { load: step('library') },
    minutes: { load: step('minutes'), sendWaiting: async () => void done.push('send minutes') },
    session: { restore: step('session'), onChange: account.on },
    downloads: { load: step('downloads'), resumeWaiting: () => void done.push('wake downloads') },
    settings: { onChange: settings.on },
    secrets: { onLateKeychain: lateKeychain.on },
    log,
  }
  return { deps, done, account, settings, lateKeychain, log }
}

const ALL: Step[] = ['network', 'library', 'minutes', 'session', 'downloads']

test('each step runs after those it needs', async () => {
  const { deps, done } = services()
  await startServices(deps)
  expect(done).toEqual(ALL)
})

test('without state, only the network and the session are started', async () => {
  const { deps, done } = services()
  await startServices({ ...deps, usesState: false })
  expect(done).toEqual(['network', 'session'])
})

test.each<[Step, Step[]]>([
  ['network', ['network']],
  ['library', ['network', 'library', 'minutes']],
  ['minutes', ['network', 'library', 'minutes']],
  ['session', ['network', 'library', 'minutes', 'session']],
])('while %s takes its time, what needs it has not begun', async (name, begun) => {
  let end = (): void => undefined
  const { deps, done } = services({ [name]: () => new Promise<void>((resolve) => (end = resolve)) })
  const starting = startServices(deps)
  await drained()
  expect(done).toEqual(begun)
  end()
  await starting
  expect(done).toEqual(ALL)
})

test.each(ALL)('a failure in %s is reported after all steps', async (name) => {
  const { deps, done } = services({ [name]: () => Promise.reject(new AppError('DISK_ERROR')) })
  await expect(startServices(deps)).rejects.toMatchObject({ code: 'DISK_ERROR' })
  expect(done).toEqual(ALL)
})

test('of two failures the first is reported', async () => {
  const { deps } = services({
    network: () => Promise.reject(new AppError('BAD_INPUT')),
    downloads: () => Promise.reject(new AppError('DISK_ERROR')),
  })
  await expect(startServices(deps)).rejects.toMatchObject({ code: 'BAD_INPUT' })
})

test('downloads do not wait for a keychain that never answers', async () => {
  const { deps, done } = services({ session: () => new Promise(() => {}) })
  await startServices(deps, 0)
  expect(done).toEqual(ALL)
})

test('downloads wait two seconds for the session by default', async () => {
  vi.useFakeTimers()
  try {
    const { deps, done } = services({ session: () => new Promise(() => {}) })
    const starting = startServices(deps)
    await vi.advanceTimersByTimeAsync(1999)
    expect(done).not.toContain('downloads')
    await vi.advanceTimersByTimeAsync(1)
    await starting
    expect(done).toEqual(ALL)
  } finally {
    vi.useRealTimers()
  }
})

test('a keychain that answers late restores the session', async () => {
  const { deps, done, lateKeychain } = services()
  await startServices(deps)
  lateKeychain.emit()
  expect(done).toEqual([...ALL, 'session'])
})

test('each sign-in resumes what waited, and nothing else does', async () => {
  const { deps, done, account } = services()
  await startServices(deps)
  account.emit({ account: null, failure: null })
  expect(done).toEqual(ALL)
  account.emit({ account: { name: 'liu' } as Account, failure: null })
  expect(done).toEqual([...ALL, 'wake downloads', 'send minutes'])
})

test('changed settings are applied, and a CA file that cannot be read is logged', async () => {
  const network = vi.fn(async () => {})
  const { deps, done, settings, log } = services({ network })
  await startServices(deps)
  network.mockRejectedValueOnce(new AppError('BAD_INPUT'))
  settings.emit()
  expect(done).toEqual([...ALL, 'network'])
  await vi.waitFor(() =>
    expect(log.warn).toHaveBeenCalledWith('the CA file could not be read', { code: 'BAD_INPUT' }),
  )
})
