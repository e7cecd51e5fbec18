import { describe, expect, it } from 'vitest'
import { failureOfAnswer, kindOfStatus, readErrorPage, serviceErrorIn } from './service-error.ts'

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

  it('uses the service code if it is known, else the status', () => {
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

  it('takes the web page of a filter for no refusal', () => {
    const { failure } = failureOfAnswer(403, ' \n<!doctype html><p>blocked', 'r')
    expect(failure).toEqual({
      code: 'BAD_ANSWER',
      requestId: 'r',
      detail: 'HTTP 403: a web page instead of an answer',
    })
    expect(kindOf(403, '')).toBe('NO_PERMISSION')
    expect(kindOf(401, '<html>')).toBe('AUTH_REJECTED')
  })

  it.each(['a b', 'x'.repeat(101), 'id\u001b[2J', ''])('takes no request id like %j', (request_id) => {
    expect(failureOfAnswer(400, { error_code: 'X', request_id }, 'r').failure.requestId).toBe('r')
    expect(
      failureOfAnswer(400, { error_code: 'X', request_id, requestId: 'q-1' }, 'r').failure.requestId,
    ).toBe('q-1')
  })

  it.each([401, 412, 423, 429])('uses the status %i over the service code', (status) => {
    const kinds = { 401: 'AUTH_REJECTED', 412: 'ACCOUNT_LOCKED', 423: 'ACCOUNT_LOCKED', 429: 'RATE_LIMITED' }
    for (const code of ['USG.000000003', 'MMC.118000000', 'XYZ.1'])
      expect(kindOf(status, { error_code: code })).toBe(kinds[status as keyof typeof kinds])
  })

  it('recognises a locked account in a 401', () => {
    expect(kindOf(401, { error_code: 'USG.206030015' })).toBe('ACCOUNT_LOCKED')
  })

  it("keeps the service's code and request id", () => {
    const body = { error_code: 'XYZ.1', error_msg: 'm'.repeat(5000), request_id: 'from-body' }
    const { failure } = failureOfAnswer(400, body, 'from-header')
    expect(failure).toMatchObject({ params: { serviceCode: 'XYZ.1' }, requestId: 'from-body' })
    expect(failure.detail?.length).toBeLessThan(400)
    expect(failureOfAnswer(400, undefined, 'from-header').failure.requestId).toBe('from-header')
  })
})

describe('readErrorPage', () => {
  it('finds the error in a text received instead of media', () => {
    const text = JSON.stringify({ error_code: 'MMC.111077201', error_msg: 'm', request_id: 'r' })
    expect(readErrorPage(200, text)).toMatchObject({ code: 'NOT_FOUND', requestId: 'r' })
  })

  it('returns no empty request id', () => {
    const text = JSON.stringify({ error_code: 'MMC.111077201', request_id: '' })
    expect(readErrorPage(200, text)).not.toHaveProperty('requestId')
  })

  it.each(['', '<html>', '{"error_code":', '{}', 'null'])('finds none in %j', (text) => {
    expect(readErrorPage(200, text)).toBeNull()
  })
})

describe('every status', () => {
  it.each([
    [200, 'BAD_ANSWER'],
    [399, 'BAD_ANSWER'],
    [400, 'BAD_REQUEST'],
    [401, 'AUTH_REJECTED'],
    [403, 'NO_PERMISSION'],
    [404, 'NOT_FOUND'],
    [408, 'TIMEOUT'],
    [412, 'ACCOUNT_LOCKED'],
    [423, 'ACCOUNT_LOCKED'],
    [429, 'RATE_LIMITED'],
    [499, 'BAD_REQUEST'],
    [500, 'SERVER_ERROR'],
    [599, 'SERVER_ERROR'],
  ])('%i is %s', (status, kind) => {
    expect(kindOfStatus(status)).toBe(kind)
    expect(failureOfAnswer(status, undefined, null).failure).toEqual({ code: kind, detail: `HTTP ${status}` })
  })
})

describe('an error in several spellings', () => {
  it('is the first valid one, in a fixed order', () => {
    const all = { error_code: 'A', errorCode: 'B', error: { code: 'C' }, returnCode: 'D', code: 'E' }
    const found: (string | undefined)[] = []
    for (const name of [...Object.keys(all), 'none']) {
      found.push(serviceErrorIn(all)?.code)
      Object.assign(all, { [name]: '0' })
    }
    expect(found).toEqual(['A', 'B', 'C', 'D', 'E', undefined])
  })

  it('uses the first message', () => {
    const all: Record<string, unknown> = {
      ...{ code: 'A', error_msg: 'a', errorMsg: 'b', error: { message: 'c' }, returnDesc: 'd', message: 'e' },
    }
    const messages: (string | undefined)[] = []
    for (const name of ['error_msg', 'errorMsg', 'error', 'returnDesc', 'message']) {
      messages.push(serviceErrorIn(all)?.message)
      delete all[name]
    }
    expect([...messages, serviceErrorIn(all)?.message]).toEqual(['a', 'b', 'c', 'd', 'e', ''])
  })

  it('reads the request id under either name', () => {
    expect(serviceErrorIn({ code: 'A', request_id: 'r', requestId: 's' })?.requestId).toBe('r')
    expect(serviceErrorIn({ code: 'A', requestId: 's' })?.requestId).toBe('s')
  })

  it('keeps a code of any valid length, and 300 characters of a message', () => {
    expect(serviceErrorIn({ code: 'x'.repeat(200) })?.code).toHaveLength(200)
    expect(serviceErrorIn({ code: 'x'.repeat(201) })).toBeNull()
    expect(serviceErrorIn({ code: 'A', message: 'm'.repeat(301) })?.message).toHaveLength(300)
  })

  it.each(['0', '000', '200', ''])('%j means success', (code) => {
    expect(serviceErrorIn({ code })).toBeNull()
  })

  it.each(['2000', '1200', '0x', 'x0', '2'])('%j does not mean success', (code) => {
    expect(serviceErrorIn({ code })?.code).toBe(code)
  })

  it('keeps its message', () => {
    expect(failureOfAnswer(400, { code: 'XYZ.1', message: 'no' }, null).failure).toEqual({
      code: 'BAD_REQUEST',
      detail: 'HTTP 400: no',
      params: { serviceCode: 'XYZ.1' },
    })
  })
})
