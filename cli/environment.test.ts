import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { AppError } from '../contract/errors.ts'
import { readEnvironment } from './environment.ts'

describe('readEnvironment', () => {
  it('takes a token before an App ID before an account', async () => {
    const all = {
      MEETKEEP_ACCESS_TOKEN: 't',
      MEETKEEP_APP_ID: 'i',
      MEETKEEP_APP_KEY: 'k',
      MEETKEEP_ACCOUNT: 'a',
      MEETKEEP_PASSWORD: ' p ',
    }
    expect(await readEnvironment(all).credentials()).toEqual({ kind: 'token', accessToken: 't' })
    const { MEETKEEP_ACCESS_TOKEN: _, ...noToken } = all
    expect(await readEnvironment(noToken).credentials()).toEqual({ kind: 'appId', appId: 'i', appKey: 'k' })
    const named = readEnvironment({ ...noToken, MEETKEEP_USER_ID: 'u', MEETKEEP_CORP_ID: 'c' })
    expect(await named.credentials()).toMatchObject({ userId: 'u', corpId: 'c' })
    // White space may belong to a password.
    const account = readEnvironment({ MEETKEEP_ACCOUNT: 'a', MEETKEEP_PASSWORD: ' p ' })
    expect(await account.credentials()).toEqual({ kind: 'password', account: 'a', password: ' p ' })
  })

  it.each([
    [{}, undefined],
    [{ MEETKEEP_APP_ID: 'i' }, { variable: 'MEETKEEP_APP_KEY' }],
    [{ MEETKEEP_APP_KEY: 'k' }, { variable: 'MEETKEEP_APP_ID' }],
    [{ MEETKEEP_ACCOUNT: 'a' }, { variable: 'MEETKEEP_PASSWORD' }],
    [{ MEETKEEP_PASSWORD: 'p' }, { variable: 'MEETKEEP_ACCOUNT' }],
  ])('asks for a sign-in with %o, and names what is missing', async (env, params) => {
    const refused = readEnvironment(env).credentials()
    await expect(refused).rejects.toThrow(AppError)
    await expect(refused).rejects.toMatchObject({
      failure: { code: 'AUTH_REQUIRED', ...(params && { params }) },
    })
  })

  it('takes secrets from files, and neither of two', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'meetkeep-secret-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const path = join(folder, 'key')
    await writeFile(path, '\ufeff k \r\n', { mode: 0o600 })
    const key = readEnvironment({ MEETKEEP_APP_ID: 'i', MEETKEEP_APP_KEY_FILE: path })
    expect(key.hasCredentials).toBe(true)
    expect(await key.credentials()).toMatchObject({ appId: 'i', appKey: ' k ' })
    const token = readEnvironment({ MEETKEEP_ACCESS_TOKEN_FILE: path })
    expect([token.hasCredentials, await token.credentials()]).toMatchObject([true, { accessToken: ' k ' }])
    const account = readEnvironment({ MEETKEEP_ACCOUNT: 'a', MEETKEEP_PASSWORD_FILE: path })
    expect(await account.credentials()).toMatchObject({ password: ' k ' })
    const header = readEnvironment({ MEETKEEP_MEETINGS_AUTHORIZATION_FILE: path })
    expect([header.hasCredentials, await header.meetingsAuthorization()]).toEqual([false, ' k '])
    const both = readEnvironment({ MEETKEEP_APP_ID: 'i', MEETKEEP_APP_KEY: 'k', MEETKEEP_APP_KEY_FILE: path })
    await expect(both.credentials()).rejects.toMatchObject({ problem: 'secretTwice' })
  })

  it.each([
    ['zh-CN', { LANG: 'zh_CN.UTF-8' }],
    ['zh-CN', { LANG: 'zh_TW' }],
    ['en-US', { LANG: 'de_DE@euro' }],
    ['en-US', { LANG: 'C.UTF-8' }],
    ['en-US', {}],
    // The order of POSIX; a variable that is set to nothing does not count.
    ['zh-CN', { LC_ALL: 'zh_CN.UTF-8', LC_MESSAGES: 'en_US.UTF-8', LANG: 'en_US.UTF-8' }],
    ['zh-CN', { LC_ALL: '', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }],
    ['en-US', { LC_ALL: 'C', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'zh_CN.UTF-8' }],
  ])('speaks %s with %o', (language, env) => expect(readEnvironment(env).language).toBe(language))

  it('has defaults, and takes what is set to nothing as not set', () => {
    expect(readEnvironment({ MEETKEEP_SITE: '', MEETKEEP_ACCESS_TOKEN: ' ', LANG: 'C' })).toMatchObject({
      site: 'mainland',
      hasCredentials: false,
      caFile: null,
      language: 'en-US',
    })
  })
})
