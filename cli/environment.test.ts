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
    {},
    { MEETKEEP_APP_ID: 'i' },
    { MEETKEEP_APP_KEY: 'k' },
    { MEETKEEP_ACCOUNT: 'a' },
    { MEETKEEP_PASSWORD: 'p' },
  ])('asks for a sign-in with %o', (env) => {
    expect(() => readEnvironment(env).credentials()).toThrow(AppError)
  })

  it('has defaults, and takes what is set to nothing as not set', () => {
    expect(readEnvironment({ MEETKEEP_SITE: '', MEETKEEP_ACCESS_TOKEN: ' ', LANG: 'C' })).toMatchObject({
      site: 'mainland',
      hasCredentials: false,
      caFile: null,
      language: 'en-US',
    })
    expect(readEnvironment({ LANG: 'zh_CN.UTF-8' }).language).toBe('zh-CN')
  })
})
