import { describe, expect, it, test } from 'vitest'
import { instantOf, recordingOf, rowSchema, utcInstant } from './recording-rows.ts'

describe('utcInstant', () => {
  it.each([
    ['2024-02-29 23:59', '2024-02-29T23:59:00.000Z'],
    ['2024-02-29T23:59:08Z', '2024-02-29T23:59:08.000Z'],
    ['2024-13-01 00:00', null],
    ['2024-01-01 25:00', null],
    ['1576721412885', '2019-12-19T02:10:12.885Z'],
    ['', null],
  ])('%j is %j', (text, instant) => {
    expect(utcInstant(text)).toBe(instant)
  })
})

describe('the id of a row', () => {
  it.each([
    ['a', 'a'],
    [12_345, '12345'],
    // Differs from the number sent: JSON.parse has rounded it.
    [2 ** 53 + 2, undefined],
    ['', undefined],
    [null, undefined],
  ])('%j is %j', (confUUID, id) => {
    expect(rowSchema.safeParse({ confUUID }).data?.confUUID).toBe(id)
  })
})

describe('a recording', () => {
  const of = (row: object) => recordingOf(rowSchema.parse({ confUUID: 'u', ...row }))

  it('is read completely', () => {
    const row = {
      ...{
        confID: 12,
        subject: 's',
        scheduserName: 'Li',
        startTime: '2024-02-29 23:59',
        rcdTime: 71,
        rcdSize: '3',
      },
      ...{ url: ['https://a', 'https://b'], isDecodeFinish: true, available: true, recordAuthType: 1 },
    }
    expect(of(row)).toEqual({
      confUUID: 'u',
      confID: '12',
      subject: 's',
      schedulerName: 'Li',
      startTime: '2024-02-29T23:59:00.000Z',
      startText: '2024-02-29 23:59',
      durationSeconds: 71,
      sizeMB: 3,
      state: 'ready',
      readyAt: null,
      playbackUrls: ['https://a', 'https://b'],
      audience: 'enterprise',
    })
  })

  it('requires only its id', () => {
    expect(of({})).toEqual({
      confUUID: 'u',
      confID: '',
      subject: '',
      schedulerName: '',
      startTime: null,
      startText: '',
      durationSeconds: null,
      sizeMB: null,
      state: 'ready',
      readyAt: null,
      playbackUrls: [],
      audience: null,
    })
  })

  it.each([
    [{ isDecodeFinish: false, available: false }, 'transcoding'],
    [{ isDecodeFinish: 'false' }, 'transcoding'],
    [{ isDecodeFinish: true, available: false }, 'unavailable'],
    [{ available: true }, 'ready'],
  ])('%j is %s', (row, state) => {
    expect(of(row).state).toBe(state)
  })

  it('has the time when it will be ready, while it is not', () => {
    const decodeEndTime = Date.parse('2024-03-01T00:00:00Z')
    expect(of({ isDecodeFinish: false, decodeEndTime }).readyAt).toBe('2024-03-01T00:00:00.000Z')
    expect(of({ isDecodeFinish: true, decodeEndTime }).readyAt).toBe('2024-03-01T00:00:00.000Z')
    expect(of({ isDecodeFinish: false, decodeEndTime: 0 }).readyAt).toBeNull()
    expect(of({ isDecodeFinish: false, decodeEndTime: 1e18 }).readyAt).toBeNull()
  })

  it('may have one address for all its parts', () => {
    expect(of({ url: 'https://a' }).playbackUrls).toEqual(['https://a'])
  })

  it.each([
    [0, 'link'],
    [1, 'enterprise'],
    [2, 'participants'],
    [3, null],
    [undefined, null],
  ])('recordAuthType %j is for %j', (recordAuthType, audience) => {
    expect(of({ recordAuthType }).audience).toBe(audience)
    // An unknown value is shown by its number.
    expect(of({ recordAuthType }).audienceCode).toBe(recordAuthType === 3 ? 3 : undefined)
  })
})

it.each([
  [' 2024-02-29 23:59 ', '2024-02-29T23:59:00.000Z'],
  ['2024-02-29 23:59:08.123', '2024-02-29T23:59:08.123Z'],
  ['2024-02-29T23:59:08.123456789Z', '2024-02-29T23:59:08.123Z'],
  ['2024-02-29 23:59 +08:00', '2024-02-29T15:59:00.000Z'],
  ['2024-02-29T23:59:08+0800', '2024-02-29T15:59:08.000Z'],
  ['2024-02-29T23:59-05', '2024-03-01T04:59:00.000Z'],
  ['2024-02-29t23:59z', '2024-02-29T23:59:00.000Z'],
  ['2024/02/29 23:59', '2024-02-29T23:59:00.000Z'],
  ['2024/2/9 3:05', '2024-02-09T03:05:00.000Z'],
  ['1576721412', '2019-12-19T02:10:12.000Z'],
  ['1576721412.5', '2019-12-19T02:10:12.500Z'],
  ['2026-02-30 10:00', null],
  ['2026-02-29T10:00Z', null],
  ['2026-13-01 10:00', null],
  ['2026-01-01 25:00', null],
  ['2026-01-01 10:60', null],
  ['2026-01-01 10:00+99:00', null],
  ['12345678', null],
  ['x2024-02-29 23:59', null],
  ['2024-02-29 23:59x', null],
  ['2024-02-29_23:59', null],
])('%j is the instant %j', (text, instant) => {
  expect(utcInstant(text)).toBe(instant)
})

// Each field of the API page, with two values that a reader must be able to tell apart.
const FIELDS: Record<keyof typeof rowSchema.shape, [unknown, unknown]> = {
  confUUID: ['u', 'v'],
  confID: ['1', '2'],
  url: [['https://a/'], ['https://b/']],
  rcdTime: [71, 72],
  rcdSize: [0, 1],
  subject: ['a', 'b'],
  scheduserName: ['a', 'b'],
  startTime: ['2019-12-19 02:07', '2019-12-19 02:08'],
  isDecodeFinish: [true, false],
  decodeEndTime: [1_576_721_412_885, 1_576_721_412_886],
  available: [true, false],
  recordAuthType: [3, 4],
}

test.each(Object.entries(FIELDS))('%s is not lost', (field, [one, other]) => {
  const read = (value: unknown) =>
    recordingOf(rowSchema.parse({ confUUID: 'u', isDecodeFinish: true, [field]: value }))
  expect(read(one)).not.toEqual(read(other))
})

test.each([
  [1_593_538_299_852, '2020-06-30T17:31:39.852Z'],
  [1_593_538_299, '2020-06-30T17:31:39.000Z'],
  [0, null],
  [-1, null],
  [null, null],
  [Number.MAX_SAFE_INTEGER, null],
])('the number %s is the time %s', (number, iso) => {
  expect(instantOf(number)).toBe(iso)
})
