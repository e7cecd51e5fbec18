import { describe, expect, it } from 'vitest'
import { failureOfAnswer, readErrorPage, serviceErrorIn } from './service-error.ts'

describe('serviceErrorIn', () => {
  it.each([
    [{ error_code: 'USG.000000004', error_msg: 'm', request_id: 'r' }, 'USG.000000004', 'm', 'r'],
    [{ errorCode: 'MMC.111070002', errorMsg: 'm' }, 'MMC.111070002', 'm', null],
    [{ error: { code: 'APIG.0308', message: 'm' } }, 'APIG.0308', 'm', null],
    [{ returnCode: 111_070_005, returnDesc: 'm' }, '111070005', 'm', null],
    [{ code: '112100003', message: 'm', data: null }, '112100003', 'm', null],
    [{ error_code: 'X' }, 'X', '', null],
  ])('reads %j', (body, code, message, requestId) => {
    expect(serviceErrorIn(body)).toEqual({ code, message, requestId })
  })

  it.each([
    undefined,
    null,
    '',
    'text',
    [],
    [{ error_code: 'X' }],
    {},
    { error: null, data: [] },
    { returnCode: 0, returnDesc: 'ok' },
    { code: '0', message: 'success', data: {} },
    { code: 200, message: 'OK' },
    { returnCode: '000000000' },
    { message: 'hello' },
    { recordUrls: [] },
    { error_code: {}, error: 'text' },
  ])('finds no error in %j', (body) => {
    expect(serviceErrorIn(body)).toBeNull()
  })
})

describe('failureOfAnswer', () => {
  const kindOf = (status: number, body?: unknown) => failureOfAnswer(status, body, 'r').code

  it('goes by the code where it is known, else by the status', () => {
    expect(kindOf(400, { error_code: 'MMC.111070005' })).toBe('NOT_FOUND')
    expect(kindOf(400, { returnCode: 111_070_002 })).toBe('NO_PERMISSION')
    expect(kindOf(200, { error_code: 'USG.000000001' })).toBe('SERVER_ERROR')
    expect(kindOf(403, { error_code: 'XYZ.1' })).toBe('NO_PERMISSION')
    expect(kindOf(200, { error_code: 'XYZ.1' })).toBe('BAD_ANSWER')
    expect([400, 404, 408, 500, 502, 504, 302].map((status) => kindOf(status, '<html>'))).toEqual([
      'BAD_REQUEST',
      'NOT_FOUND',
      'TIMEOUT',
      'SERVER_ERROR',
      'SERVER_ERROR',
      'SERVER_ERROR',
      'BAD_ANSWER',
    ])
  })

  it.each([401, 412, 423, 429])('lets %i speak for itself', (status) => {
    const kinds = { 401: 'AUTH_REJECTED', 412: 'ACCOUNT_LOCKED', 423: 'ACCOUNT_LOCKED', 429: 'RATE_LIMITED' }
    for (const code of ['USG.000000003', 'MMC.118000000', 'XYZ.1'])
      expect(kindOf(status, { error_code: code })).toBe(kinds[status as keyof typeof kinds])
  })

  it('knows a locked account behind a 401', () => {
    expect(kindOf(401, { error_code: 'USG.206030015' })).toBe('ACCOUNT_LOCKED')
  })

  it("keeps the service's code and its id of the request", () => {
    const body = { error_code: 'XYZ.1', error_msg: 'm'.repeat(5000), request_id: 'from-body' }
    const { failure } = failureOfAnswer(400, body, 'from-header')
    expect(failure).toMatchObject({ params: { serviceCode: 'XYZ.1' }, requestId: 'from-body' })
    expect(failure.detail?.length).toBeLessThan(400)
    expect(failureOfAnswer(400, undefined, 'from-header').failure.requestId).toBe('from-header')
  })
})

describe('readErrorPage', () => {
  it('finds the error in a text that came instead of media', () => {
    const text = JSON.stringify({ error_code: 'MMC.111077201', error_msg: 'm', request_id: 'r' })
    expect(readErrorPage(200, text)).toMatchObject({ code: 'NOT_FOUND', requestId: 'r' })
  })

  it('gives no empty id of the request', () => {
    const text = JSON.stringify({ error_code: 'MMC.111077201', request_id: '' })
    expect(readErrorPage(200, text)).not.toHaveProperty('requestId')
  })

  it.each(['', '<html>', '{"error_code":', '{}', 'null'])('finds none in %j', (text) => {
    expect(readErrorPage(200, text)).toBeNull()
  })
})
