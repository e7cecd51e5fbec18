import { ENGLISH_WORDS } from '../naming/name-words.ts'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { defaultSettings } from '../../contract/settings.ts'
import type { HandlerContext } from './handler-context.ts'
import { settingsCalls } from './settings.ts'
import { test } from '../../test/fixtures.ts'
import { drained } from '../../test/scheduler.ts'

let folder = ''
test.beforeAll(({ sharedFolder: madeFolder }) => {
  folder = madeFolder
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'ca.pem')]
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      '/CN=Test CA',
      '-keyout',
      key,
      '-out',
      certificate,
    ],
    { stdio: 'ignore' },
  )
  writeFileSync(join(folder, 'text.pem'), 'no certificate in here')
  writeFileSync(join(folder, 'broken.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
})

const askConsent = async (): Promise<boolean> => true

/** Handlers with settings in memory; the user chooses this path in the dialog. */
function withChoice(chosen: string | null) {
  let current = { ...defaultSettings, trusted: [] }
  const settings = {
    get: () => current,
    set: vi.fn((patch: object) => void (current = { ...current, ...patch })),
    onChange: vi.fn(),
  }
  const host = { chooseFolder: async () => chosen, chooseCaFile: async () => chosen }
  const services = { nameWords: () => ENGLISH_WORDS }
  return {
    calls: settingsCalls({ settings, services, host, askConsent } as unknown as HandlerContext),
    settings,
  }
}

test('a file of certificates is accepted', async () => {
  const { calls } = withChoice(join(folder, 'ca.pem'))
  expect(await calls['settings.chooseCaFile']()).toMatchObject({ caFile: join(folder, 'ca.pem') })
  expect(calls['settings.clearCaFile']()).toMatchObject({ caFile: null })
})

test.each(['text.pem', 'broken.pem', 'key.pem', 'missing.pem', '.'])(
  '%s is refused, and nothing changes',
  async (name) => {
    const { calls, settings } = withChoice(join(folder, name))
    await expect(calls['settings.chooseCaFile']()).rejects.toMatchObject({ code: 'BAD_INPUT' })
    expect(settings.set).not.toHaveBeenCalled()
  },
)

test('a closed dialog changes nothing', async () => {
  const { calls, settings } = withChoice(null)
  expect(await calls['settings.chooseFolder']()).toMatchObject({ folder: null })
  expect(await calls['settings.chooseCaFile']()).toMatchObject({ caFile: null })
  expect(settings.set).not.toHaveBeenCalled()
})

test('a name template is stored if it is valid, and refused otherwise', async () => {
  const { calls, settings } = withChoice(null)
  expect(await calls['settings.set']({ nameTemplate: '{topic} {type}{part} {id8}' })).toMatchObject({
    nameTemplate: '{topic} {type}{part} {id8}',
  })
  for (const nameTemplate of ['', '{topic}', '{topic}//{type}{part}{id8}', '{type}{part}{id8}{nonsense}'])
    await expect(calls['settings.set']({ nameTemplate })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  expect(settings.set).toHaveBeenCalledOnce()
  expect(calls['settings.previewName']({ template: '{topic}' }).problems).toEqual([
    { code: 'can-collide', about: '{type} {part} {id8}' },
  ])
})

test('the password of a proxy is never read back, and is removed with its proxy', async () => {
  const { settings } = withChoice(null)
  const kept = new Map<string, string>()
  const secrets = {
    read: async (name: string) => kept.get(name) ?? null,
    write: async (name: string, value: string) => void kept.set(name, value),
    remove: async (name: string) => void kept.delete(name),
  }
  const calls = settingsCalls({ settings, secrets, askConsent } as unknown as HandlerContext)
  const proxy = { mode: 'manual', url: 'http://a:1', username: 'liu' } as const
  await calls['settings.set']({ proxy })
  expect(await calls['settings.setProxyPassword']({ value: 'hush' })).toEqual({ isSet: true })
  expect(await calls['settings.hasProxyPassword']()).toEqual({ isSet: true })
  expect(JSON.stringify(await calls['settings.set']({ proxy: { ...proxy, mode: 'none' } }))).not.toContain(
    'hush',
  )
  await calls['settings.set']({ theme: 'dark' })
  expect(kept.get('proxy-password')).toBe('hush')
  for (const change of [{ url: 'http://a:2' }, { username: 'li' }]) {
    await calls['settings.setProxyPassword']({ value: 'hush' })
    await calls['settings.set']({ proxy: { ...settings.get().proxy, ...change } })
    expect(await calls['settings.hasProxyPassword']()).toEqual({ isSet: false })
  }
  await calls['settings.setProxyPassword']({ value: 'hush' })
  expect(await calls['settings.setProxyPassword']({ value: '' })).toEqual({ isSet: false })
  expect(kept.size).toBe(0)
})

test('the header of the meetings server is removed with its server', async () => {
  const { settings } = withChoice(null)
  const kept = new Map<string, string>()
  const secrets = {
    read: async (name: string) => kept.get(name) ?? null,
    write: async (name: string, value: string) => void kept.set(name, value),
    remove: async (name: string) => void kept.delete(name),
  }
  const calls = settingsCalls({ settings, secrets, askConsent } as unknown as HandlerContext)
  await calls['settings.setMeetingsAuthorization']({ value: 'hush' })
  for (const meetingsUrl of ['https://a.example', 'https://a.example/api', 'https://a.example/v2'])
    await calls['settings.set']({ meetingsUrl })
  expect(await calls['settings.hasMeetingsAuthorization']()).toEqual({ isSet: true })
  for (const meetingsUrl of ['https://b.example/v2', 'https://b.example:8443', 'http://127.0.0.1:8443', '']) {
    await calls['settings.set']({ meetingsUrl })
    expect(await calls['settings.hasMeetingsAuthorization']()).toEqual({ isSet: false })
    await calls['settings.setMeetingsAuthorization']({ value: 'hush' })
  }
})

test.each([
  ['proxy-password', { proxy: { mode: 'manual', url: 'http://b:1', username: 'liu' } }],
  ['meetings-authorization', { meetingsUrl: 'https://b.example' }],
] as const)(
  '%s is gone before the setting it belonged to changes, or neither changes',
  async (name, patch) => {
    const { settings } = withChoice(null)
    settings.set({ meetingsUrl: 'https://a.example' })
    const before = settings.get()
    let end = (_error: Error | null): void => undefined
    const remove = vi.fn(
      (_name: string) =>
        new Promise<void>(
          (resolve, reject) => (end = (error) => (error === null ? resolve() : reject(error))),
        ),
    )
    const calls = settingsCalls({ settings, secrets: { remove }, askConsent } as unknown as HandlerContext)
    const refused = calls['settings.set'](patch)
    await drained()
    end(new Error('the keychain is locked'))
    await expect(refused).rejects.toThrow('the keychain is locked')
    expect(settings.get()).toEqual(before)

    const changing = calls['settings.set'](patch)
    await drained()
    expect(settings.get()).toEqual(before)
    end(null)
    expect(await changing).toMatchObject(patch)
    expect(remove.mock.calls).toEqual([[name], [name]])
  },
)
