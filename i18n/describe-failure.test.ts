import { beforeAll, describe, expect, it, test } from 'vitest'
import { ERROR_CODES, type ErrorCode } from '../contract/errors.ts'
import { serviceCodes } from '../contract/service-codes.ts'
import { texts as english } from './en-US/index.ts'
import { describeFailure } from './describe-failure.ts'
import { type Language, LANGUAGE_TAGS } from './languages.ts'
import { type ErrorTextKey, rulesOf } from './specific-errors.ts'
import { loadAllTexts, placeholdersOf, textOf } from './texts.ts'
import { texts as chinese } from './zh-CN/index.ts'

beforeAll(loadAllTexts)

const specific = ERROR_CODES.flatMap((code) => rulesOf(code).map((rule) => ({ code, ...rule })))
const namesIn = (key: ErrorTextKey) =>
  (['title', 'advice'] as const).flatMap((field) => placeholdersOf(textOf('en-US'), `${key}.${field}`))
const raw = (language: Language, key: ErrorTextKey, field: 'title' | 'advice'): string => {
  const t = textOf(language) as (of: string, options: object) => string
  return t(`${key}.${field}`, { skipInterpolation: true })
}

describe.each([
  ...ERROR_CODES.map((code) => ({ code, when: {}, key: `errors.${code}` as const })),
  ...specific,
])('the text for $code $when', ({ key }) => {
  it.each(['title', 'advice'] as const)('are equivalent in both languages (%s)', (field) => {
    const [en, zh] = [raw('en-US', key, field), raw('zh-CN', key, field)]
    expect(en).toMatch(/^[A-Z]/)
    expect(en).not.toMatch(/\p{Script=Han}/u)
    expect(zh).toMatch(/\p{Script=Han}/u)
  })
})

test('every code has a text, and a rule selects each specific text', () => {
  expect(Object.keys(english.errors).toSorted()).toEqual([...ERROR_CODES].toSorted())
  const texts = Object.entries(english.specificErrors).flatMap(([code, ofCode]) =>
    Object.keys(ofCode).map((name) => `specificErrors.${code}.${name}`),
  )
  expect(texts.toSorted()).toEqual([...new Set(specific.map(({ key }) => key))].toSorted())
})

test.each(Object.keys(serviceCodes) as (keyof typeof english.serviceCodes)[])(
  '%s has a label in each language',
  (code) => {
    expect(english.serviceCodes[code]).toMatch(/^[A-Z][^\p{Script=Han}]+$/u)
    expect(chinese.serviceCodes[code]).toMatch(/\p{Script=Han}/u)
  },
)

describe('describeFailure', () => {
  it.each(ERROR_CODES)('needs no params for %s', (code) => {
    for (const language of LANGUAGE_TAGS) {
      const words = describeFailure({ code }, language)
      expect(words).toEqual({
        title: textOf(language)(`errors.${code}.title`),
        advice: textOf(language)(`errors.${code}.advice`),
        detail: null,
      })
      expect(words.title + words.advice).not.toMatch(/[{}]/)
    }
  })

  it.each(specific)('selects the specific text for $code $when', ({ code, when, key }) => {
    const names = namesIn(key)
    const params = { ...Object.fromEntries(names.map((name) => [name, '2030-01-02T03:04:05.000Z'])), ...when }
    const fixed = (text: string) => text.split(/\{\{\w+\}\}/)
    for (const language of LANGUAGE_TAGS) {
      const shown = describeFailure({ code, params }, language)
      for (const piece of fixed(raw(language, key, 'title'))) expect(shown.title).toContain(piece)
      for (const piece of fixed(raw(language, key, 'advice'))) expect(shown.advice).toContain(piece)
      expect(shown.title + shown.advice).not.toMatch(/[{}]/)
    }
  })

  it('distinguishes the reasons of an invalid code', () => {
    const titles = ['empty', 'duplicate', 'too-long', 'control', 'encoding', 'new-reason'].map(
      (reason) => describeFailure({ code: 'QR_INVALID', params: { reason } }, 'en-US').title,
    )
    expect(new Set(titles).size).toBe(titles.length)
    expect(titles.at(-1)).toBe(english.errors.QR_INVALID.title)
  })

  it.each(['AUTH_REJECTED', 'NOT_FOUND', 'SERVER_ERROR', 'BAD_ANSWER'] satisfies ErrorCode[])(
    'attributes %s to the meetings server, not the cloud account',
    (code) => {
      const params = { server: 'meetings' }
      expect(describeFailure({ code, params }, 'en-US').advice).toMatch(/meetings server|ProCONF/)
      expect(describeFailure({ code, params }, 'zh-CN').advice).toMatch(/会议服务器|ProCONF/)
      expect(describeFailure({ code, params }, 'en-US').title).not.toBe(english.errors[code].title)
    },
  )

  it('reports that no meetings server is set, not that its address is wrong', () => {
    const params = { server: 'meetings', reason: 'unset' }
    expect(describeFailure({ code: 'ADDRESS_REFUSED', params }, 'en-US').title).toBe(
      'No meetings server has been set',
    )
  })

  it('finds a service code by its bare number', () => {
    const title = (serviceCode: string | number) =>
      describeFailure({ code: 'AUTH_REJECTED', params: { serviceCode } }, 'en-US').title
    expect(title(206010064)).toBe('This account belongs to another site')
    expect(title('XYZ.1')).toBe(english.errors.AUTH_REJECTED.title)
  })

  it('uses the general text when a placeholder has no value', () => {
    for (const params of [{ host: '10.0.0.1' }, { host: '10.0.0.1', fingerprint: '' }])
      expect(describeFailure({ code: 'CERT_UNTRUSTED', params }, 'en-US').title).toBe(
        'The certificate of the server is not trusted',
      )
  })

  it('inserts a value literally', () => {
    const params = { host: '$&{fingerprint}', fingerprint: 'AA:BB' }
    const words = describeFailure({ code: 'CERT_UNTRUSTED', params }, 'zh-CN')
    expect(words.title).toBe('$&{fingerprint} 的证书不受信任')
    expect(words.advice).toContain('AA:BB')
  })

  it('formats the announced time of a recording, and ignores a past or invalid one', () => {
    const words = (readyAt: string) =>
      describeFailure({ code: 'NOT_TRANSCODED', params: { readyAt } }, 'en-US').advice
    expect(words('2030-06-15T12:00:00.000Z')).toMatch(/should be ready at Jun 1[456], 2030/)
    expect(words('2019-12-19T10:00:00.000Z')).toBe(english.errors.NOT_TRANSCODED.advice)
    expect(words('soon')).toBe(english.errors.NOT_TRANSCODED.advice)
  })

  it('puts the meaning of the service code before the technical detail', () => {
    const params = { serviceCode: 'MMC.111070002' }
    const failure = { code: 'NO_PERMISSION', params, detail: 'HTTP 403' } as const
    expect(describeFailure(failure, 'en-US').detail).toBe('Insufficient rights (MMC.111070002)')
    expect(describeFailure(failure, 'zh-CN').detail).toBe('权限不足 (MMC.111070002)')
  })

  it.each([
    [{ detail: 'HTTP 500' }, 'HTTP 500'],
    [{ detail: 'HTTP 500', params: { serviceCode: 'XYZ.1' } }, 'HTTP 500 · XYZ.1'],
    [{ params: { serviceCode: 'constructor' } }, 'constructor'],
    [{ detail: '' }, null],
  ])('the detail of %j is %j', (more, detail) => {
    expect(describeFailure({ code: 'SERVER_ERROR', ...more }, 'en-US').detail).toBe(detail)
  })
})

test.each([
  ['USG.206010000', 'AUTH_REJECTED', 'The account or the password is wrong'],
  ['USG.206010025', 'AUTH_REJECTED', 'The App ID or the App key is wrong'],
  ['USG.206060009', 'AUTH_REJECTED', 'The service requires a verification that Meetkeep cannot show'],
  ['USG.206010007', 'ACCOUNT_LOCKED', 'The account is not active'],
  ['USG.206030015', 'ACCOUNT_LOCKED', 'The account is locked for a minute'],
  ['USG.206010030', 'NO_PERMISSION', 'This App ID may not register new users'],
  ['USG.206010036', 'NO_PERMISSION', 'Ordinary users cannot sign in here'],
  ['USG.201040000', 'NOT_FOUND', 'The user does not exist'],
  ['USG.206010027', 'BAD_REQUEST', 'The service does not accept this kind of sign-in'],
  ['USG.000000008', 'SERVER_ERROR', 'The service is closed for an upgrade'],
  ['APIG.0103', 'SERVER_ERROR', 'The service is not set up correctly'],
] as const)('%s at the sign-in says what to do about it, and not only %s', (serviceCode, code, title) => {
  expect(serviceCodes[serviceCode]?.kind).toBe(code)
  expect(describeFailure({ code, params: { serviceCode, at: 'sign-in' } }, 'en-US').title).toBe(title)
})

describe('a refusal is explained to its reader, by call and code', () => {
  const LINKS = { call: 'download-links' }
  it.each([
    [{ ...LINKS, reader: 'admin', enterpriseId: '807' }, 'not enabled for your enterprise', '807'],
    [{ ...LINKS, reader: 'admin' }, 'not enabled for your enterprise', 'name your enterprise ID'],
    [{ ...LINKS, reader: 'user', enterpriseId: '807' }, 'Only administrators may download', '807'],
    [{ ...LINKS, reader: 'user' }, 'Only administrators may download', 'Ask an administrator'],
    [LINKS, 'Your account is not allowed', 'a service that the enterprise must enable'],
    [{ reader: 'admin', enterpriseId: '807' }, 'not allow this for your enterprise', '807'],
    [{ reader: 'admin' }, 'not allow this for your enterprise', 'name your enterprise ID'],
    [{ reader: 'user' }, 'Your account is not allowed', 'Ask an administrator'],
    [{ ...LINKS, reader: 'admin', serviceCode: 'MMC.111072067' }, 'space for recordings is full', 'Delete'],
    [{ call: 'minutes-save', reader: 'admin' }, 'not for this account', 'took part'],
  ])('NO_PERMISSION %j', (params, title, advice) => {
    const words = describeFailure({ code: 'NO_PERMISSION', params }, 'en-US')
    expect(words.title).toContain(title)
    expect(words.advice).toContain(advice)
  })

  it.each([
    ['en-US', /\bask (?:the|an|your) administrator(?! of the (?:meetings )?(?:server|proxy))/i],
    ['zh-CN', /[请向系](?:向)?(?:企业)?管理员/],
  ] as const)('tells no administrator to ask an administrator of the enterprise: %s', (language, asks) => {
    const admin = { reader: 'admin', enterpriseId: '807' }
    for (const code of ERROR_CODES)
      for (const when of [{}, ...rulesOf(code).map((rule) => rule.when)]) {
        // A text for another reader is not shown to this one.
        const params = { ...admin, ...when, ...('reader' in when ? { reader: 'admin' } : {}) }
        expect(describeFailure({ code, params }, language).advice, JSON.stringify(when)).not.toMatch(asks)
      }
  })

  it.each([
    ['NOT_FOUND', { call: 'minutes-save', serviceCode: 'MMC.111072005' }, 'The meeting may be over'],
    ['BAD_REQUEST', { call: 'minutes-save', serviceCode: 'USG.000000003' }, 'may be saved already'],
    ['BAD_REQUEST', { serviceCode: 'USG.000000003' }, 'report the request ID'],
    ['BAD_REQUEST', { serviceCode: 'MMC.111071061' }, 'report the request ID'],
    ['AUTH_REJECTED', { at: 'sign-in', serviceCode: 'USG.206010025' }, 'Copy both again'],
    ['AUTH_REJECTED', { at: 'sign-in', serviceCode: 'USG.206010011' }, 'complete the verification there'],
    ['NO_PERMISSION', { at: 'sign-in', serviceCode: 'USG.206010030' }, 'Leave the user ID empty'],
    ['NO_PERMISSION', { serviceCode: 'MMC.111072066' }, 'recording space'],
    ['NO_PERMISSION', { serviceCode: 'MMC.115022001' }, 'higher limit'],
  ] as const)('%s %j', (code, params, advice) => {
    expect(describeFailure({ code, params }, 'en-US').advice).toContain(advice)
  })

  it('no text of a service speaks of a list that a terminal does not have', () => {
    for (const language of LANGUAGE_TAGS)
      expect(describeFailure({ code: 'NOT_FOUND' }, language).advice).not.toMatch(/list|列表/i)
  })
})

test('a code of the service means something else from the host of a file', () => {
  const params = { serviceCode: 'APIG.0101' }
  const ofCall = describeFailure({ code: 'NOT_FOUND', params }, 'en-US')
  const ofFile = describeFailure({ code: 'NOT_FOUND', params: { ...params, at: 'file' } }, 'en-US')
  expect([ofCall.title, ofFile.title]).toEqual([
    'The server does not offer this service',
    'The host does not have the file',
  ])
})
