import { describe, expect, test } from 'vitest'
import { tokenAnswerSchema, tokensOf, tokensSchema, tokenText, userOf } from './token-answer.ts'

const MINUTE = 60_000
const NOW = Date.parse('2026-08-01T00:00:00Z')
const read = (fields: object) => tokenAnswerSchema.parse({ accessToken: 'a', ...fields })

test.each([
  ['token', true],
  ['!~+/=', true],
  ['', false],
  ['to ken', false],
  [' token', false],
  ['token\n', false],
  ['令牌', false],
])('%j may be sent in a header: %s', (text, may) => {
  expect(tokenText.safeParse(text).success).toBe(may)
})

describe('an answer', () => {
  test('requires only a token', () => {
    expect(read({})).toEqual({ accessToken: 'a' })
    expect(tokenAnswerSchema.safeParse({}).success).toBe(false)
  })

  test('drops invalid fields, and keeps the rest', () => {
    const odd = {
      validPeriod: -1,
      expireTime: 0,
      refreshToken: 'two words',
      user: { userId: {}, name: 'Li' },
    }
    expect(read(odd)).toEqual({
      accessToken: 'a',
      validPeriod: null,
      expireTime: null,
      refreshToken: null,
      user: { userId: null, name: 'Li' },
    })
    expect(read({ user: 'Li', validPeriod: 'x' })).toMatchObject({ user: null, validPeriod: null })
  })
})

test('a number may be a text, and a text a number', () => {
  const user = { userId: 7, companyId: 807074304, adminType: '0' }
  const answer = read({ validPeriod: '500', user })
  expect(answer.validPeriod).toBe(500)
  expect(userOf(answer)).toMatchObject({ userId: '7', enterpriseId: '807074304', isAdmin: true })
})

describe('the stored token', () => {
  const kept = (fields: object) => {
    const { expiresAt, renewAt } = tokensOf(read(fields), NOW)
    return [expiresAt, renewAt].map((at) => (at === null ? null : at - NOW))
  }

  test.each<[string, object, (number | null)[]]>([
    ['a day: renewed ten minutes before', { validPeriod: 86_400 }, [1440 * MINUTE, 1430 * MINUTE]],
    ['100 minutes: the same', { validPeriod: 6000 }, [100 * MINUTE, 90 * MINUTE]],
    ['a short life: a tenth of it before', { validPeriod: 600 }, [10 * MINUTE, 9 * MINUTE]],
    ['an end instead of a span', { expireTime: NOW / 1000 + 600 }, [10 * MINUTE, 9 * MINUTE]],
    ['a span before an end', { validPeriod: 600, expireTime: NOW / 1000 + 9 }, [10 * MINUTE, 9 * MINUTE]],
    ['an end that is over', { expireTime: NOW / 1000 - 1 }, [null, null]],
    ['an end that is now', { expireTime: NOW / 1000 }, [null, null]],
    ['ten years', { validPeriod: 3660 * 86_400 }, [null, null]],
    ['nearly ten years', { validPeriod: 3660 * 86_400 - 1 }, [316_223_999_000, 316_223_399_000]],
    ['nothing', {}, [null, null]],
  ])('%s', (_, fields, ends) => {
    expect(kept(fields)).toEqual(ends)
  })

  test('keeps the tokens unchanged', () => {
    expect(tokensOf(read({ refreshToken: 'r' }), NOW)).toMatchObject({ accessToken: 'a', refreshToken: 'r' })
    expect(tokensOf(read({}), NOW).refreshToken).toBeNull()
  })

  test('is read only if complete', () => {
    const tokens = { accessToken: 'a', refreshToken: null, expiresAt: null, renewAt: 5 }
    expect(tokensSchema.parse(tokens)).toEqual(tokens)
    for (const name of Object.keys(tokens))
      expect(tokensSchema.safeParse({ ...tokens, [name]: undefined }).success, name).toBe(false)
    expect(tokensSchema.safeParse({ ...tokens, accessToken: '' }).success).toBe(false)
  })
})

describe('who signed in', () => {
  test.each([
    [{ name: 'Li', nameEn: 'Lee', ucloginAccount: 'li@one' }, 'Li'],
    [{ name: '', nameEn: 'Lee', ucloginAccount: 'li@one' }, 'Lee'],
    [{ ucloginAccount: 'li@one' }, 'li@one'],
    [{}, ''],
  ])('%j is called %j', (user, name) => {
    expect(userOf(read({ user })).name).toBe(name)
  })

  test.each([
    [0, true],
    [1, true],
    [2, false],
    [undefined, null],
  ])('adminType %j: an administrator %j', (adminType, isAdmin) => {
    expect(userOf(read({ user: { adminType } })).isAdmin).toBe(isAdmin)
  })

  test('may have no name from the service', () => {
    expect(userOf(read({}))).toEqual({ name: '', userId: '', isAdmin: null })
    expect(userOf(read({ user: { userId: 'u' } })).userId).toBe('u')
  })
})
