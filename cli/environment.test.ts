import { describe, expect, it } from 'vitest'
import { AppError } from '../contract/errors.ts'
import { readEnvironment } from './environment.ts'

describe('readEnvironment', () => {
  it('takes a token before an App ID before an account', () => {
    const all = {
      MEETKEEP_ACCESS_TOKEN: 't',
      MEETKEEP_APP_ID: 'i',
      MEETKEEP_APP_KEY: 'k',
      MEETKEEP_ACCOUNT: 'a',
      MEETKEEP_PASSWORD: ' p ',
    }
    expect(readEnvironment(all).credentials()).toEqual({ kind: 'token', accessToken: 't' })
    const { MEETKEEP_ACCESS_TOKEN: _, ...noToken } = all
    expect(readEnvironment(noToken).credentials()).toEqual({ kind: 'appId', appId: 'i', appKey: 'k' })
    expect(
      readEnvironment({ ...noToken, MEETKEEP_USER_ID: 'u', MEETKEEP_CORP_ID: 'c' }).credentials(),
    ).toMatchObject({
      userId: 'u',
      corpId: 'c',
    })
    // White space may belong to a password.
    expect(readEnvironment({ MEETKEEP_ACCOUNT: 'a', MEETKEEP_PASSWORD: ' p ' }).credentials()).toEqual({
      kind: 'password',
      account: 'a',
      password: ' p ',
    })
  })

  it.each([
    [{}, undefined],
    [{ MEETKEEP_APP_ID: 'i' }, { variable: 'MEETKEEP_APP_KEY' }],
    [{ MEETKEEP_APP_KEY: 'k' }, { variable: 'MEETKEEP_APP_ID' }],
    [{ MEETKEEP_ACCOUNT: 'a' }, { variable: 'MEETKEEP_PASSWORD' }],
    [{ MEETKEEP_PASSWORD: 'p' }, { variable: 'MEETKEEP_ACCOUNT' }],
  ])('asks for a sign-in with %o, and names what is missing', (env, params) => {
    const { credentials } = readEnvironment(env)
    expect(credentials).toThrow(AppError)
    expect(credentials).toThrow(
      expect.objectContaining({ failure: { code: 'AUTH_REQUIRED', ...(params && { params }) } }),
    )
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
