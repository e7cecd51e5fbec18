import { describe, expect, it, test } from 'vitest'
import { ERROR_CODES } from './errors.ts'
import { kindOfServiceCode, serviceCodeOf, serviceCodes } from './service-codes.ts'

test('has as many codes as the documentation lists', () => {
  expect(Object.keys(serviceCodes)).toHaveLength(154)
})

test.each(Object.entries(serviceCodes))('%s has a kind that exists', (code, row) => {
  expect(ERROR_CODES).toContain(row.kind)
  expect(serviceCodeOf(code)).toBe(row)
})

describe('kindOfServiceCode', () => {
  it.each([
    ['USG.000000004', 'AUTH_REJECTED'],
    ['USG.206010025', 'AUTH_REJECTED'],
    ['USG.206030015', 'ACCOUNT_LOCKED'],
    ['USG.201040000', 'NOT_FOUND'],
    ['MMC.111070002', 'NO_PERMISSION'],
    ['MMC.111070005', 'NOT_FOUND'],
    ['MMC.111077201', 'NOT_FOUND'],
    ['APIG.0308', 'RATE_LIMITED'],
    ['APIG.0202', 'SERVER_ERROR'],
  ] as const)('knows %s as %s', (code, kind) => {
    expect(kindOfServiceCode(code)).toBe(kind)
  })

  it.each([
    '',
    'MMC.',
    'XYZ.1',
    '0',
    '4',
    404,
    4,
    'USG.',
    '111079999',
    'toString',
    '__proto__',
    'constructor',
  ])('does not know %j', (code) => {
    expect(kindOfServiceCode(code)).toBeNull()
  })
})

describe('serviceCodeOf', () => {
  const ofNineDigits = Object.keys(serviceCodes).filter((code) => /^(USG|MMC)\.\d{9}$/.test(code))

  it.each(ofNineDigits)('finds %s by its number, as text or as a number', (code) => {
    const number = code.slice(4)
    expect(serviceCodeOf(number)).toBe(serviceCodes[code])
    expect(serviceCodeOf(number.startsWith('0') ? number : Number(number))).toBe(serviceCodes[code])
  })

  it.each([
    ["the client's number of a common code", 200000004, 'USG.000000004'],
    ["the client's number of a throttled call", 100000429, '100000429'],
    ['a number under another prefix than the rule gives', 'WSS.111070005', 'MMC.111070005'],
  ])('finds %s', (_, given, code) => {
    expect(serviceCodeOf(given)).toBe(serviceCodes[code])
  })

  it('keeps the common numbers of one prefix apart from those of another', () => {
    expect(serviceCodeOf('MBI.000000004')).not.toBe(serviceCodes['USG.000000004'])
    expect(serviceCodeOf('MBI.000000003')).toBeNull()
  })
})
