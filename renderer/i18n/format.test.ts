import { describe, expect, test } from 'vitest'
import { createFormat } from './format.ts'

const english = createFormat('en-US', 'Asia/Shanghai')
const chinese = createFormat('zh-CN', 'Asia/Shanghai')

describe('bytes', () => {
  test.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1000, '1,000 bytes'],
    [1024, '1 kB'],
    [1_047_000, '1,022 kB'],
    [1_048_400, '1 MB'],
    [5.5 * 1024 ** 2, '5.5 MB'],
    [234.4 * 1024 ** 2, '234 MB'],
    [3.4 * 1024 ** 3, '3.4 GB'],
    [5000 * 1024 ** 4, '5,000 TB'],
    [-1, '0 bytes'],
  ])('%d is %s', (value, text) => expect(english.bytes(value)).toBe(text))
})

describe('durations', () => {
  test.each([
    [0, '0s', '0秒'],
    [59, '59s', '59秒'],
    [71, '1m', '1分钟'],
    [3599, '1h', '1小时'],
    [3900, '1h 5m', '1小时5分钟'],
    [4 * 3600, '4h', '4小时'],
  ])('%d seconds are %s', (seconds, inEnglish, inChinese) => {
    expect(english.duration(seconds)).toBe(inEnglish)
    expect(chinese.duration(seconds)).toBe(inChinese)
  })

  test.each([
    [0, '0s', '0秒'],
    [71, '1m 11s', '1分钟11秒'],
    [3600, '1h', '1小时'],
    [3661, '1h 1m 1s', '1小时1分钟1秒'],
    [7205, '2h 5s', '2小时5秒'],
  ])('%d seconds are exactly %s', (seconds, inEnglish, inChinese) => {
    expect(english.exactDuration(seconds)).toBe(inEnglish)
    expect(chinese.exactDuration(seconds)).toBe(inChinese)
  })
})

describe('times', () => {
  const utc = '2026-11-18T23:31:00Z'

  test('an instant is shown in the local zone, which is named', () => {
    expect(english.dateTime(utc)).toBe('Nov 19, 2026, 07:31')
    expect(chinese.dateTime(utc)).toBe('2026年11月19日 07:31')
    expect(english.zone(new Date(utc))).toBe('GMT+8')
  })

  test('midnight is 00:00, not 24:00', () => {
    expect(english.dateTime('2026-11-18T16:00:00Z')).toBe('Nov 19, 2026, 00:00')
  })

  test('a time of today is shown without its date', () => {
    expect(english.clock(utc, new Date('2026-11-19T03:00:00Z'))).toBe('07:31')
    expect(english.clock(utc, new Date('2026-11-19T17:00:00Z'))).toBe('Nov 19, 07:31')
  })

  test('a month is shown by its name, also together with its year', () => {
    expect([english.month(utc, 'name'), english.month(utc, 'withYear')]).toEqual(['Nov', 'Nov 2026'])
    expect([chinese.month(utc, 'name'), chinese.month(utc, 'withYear')]).toEqual(['11月', '2026年11月'])
  })
})

test('days of a list: in a year that is known, and alone', () => {
  const at = '2026-11-20T02:07:00Z'
  const now = new Date('2026-11-28T00:00:00Z')
  expect(english.month(at, 'full')).toBe('November 2026')
  expect(chinese.month(at, 'full')).toBe('2026年11月')
  expect(english.dayOfYear(at)).toBe('Fri, Nov 20, 10:07')
  expect(chinese.dayOfYear(at)).toBe('11月20日周五 10:07')
  expect(english.shortDay(at, now)).toBe('Nov 20')
  expect(english.shortDay('2025-11-20T02:07:00Z', now)).toBe('Nov 20, 2025')
})
