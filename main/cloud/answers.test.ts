import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import { checkedAnswer, isNothingInPeriod, pageAnswerSchema, withRequestId } from './answers.ts'

it('adds the request id to a failure that has none', async () => {
  const judged = (failure: AppError | Error) =>
    withRequestId('r-1', () => {
      throw failure
    }).catch((error: unknown) => error)
  expect(await judged(new AppError('NOT_FOUND', { detail: 'd' }))).toMatchObject({
    failure: { code: 'NOT_FOUND', detail: 'd', requestId: 'r-1' },
  })
  expect(await judged(new AppError('NOT_FOUND', { requestId: 'r-0' }))).toMatchObject({
    failure: { requestId: 'r-0' },
  })
  const other = new Error('other')
  expect(await judged(other)).toBe(other)
  expect(await withRequestId('r-1', async () => 1)).toBe(1)
})

describe('a page of a list', () => {
  const row = { id: 'a' }
  it.each([
    [
      { count: 1, offset: 0, limit: 10, data: [row] },
      { count: 1, offset: 0, data: [row] },
    ],
    [
      { count: '1', data: row },
      { count: 1, offset: null, data: [row] },
    ],
    [{ data: [] }, { count: null, offset: null, data: [] }],
    [
      { count: 0, data: null },
      { count: 0, offset: null, data: [] },
    ],
    [{ count: 0 }, { count: 0, offset: null, data: [] }],
    // Within another answer, as record/info has it.
    [
      { code: '0', data: { count: 1, data: [row] } },
      { count: 1, offset: null, data: [row] },
    ],
    [{ data: { count: 0 } }, { count: 0, offset: null, data: [] }],
  ])('%j is read', (body, page) => {
    expect(pageAnswerSchema.parse(body)).toEqual(page)
  })

  it.each([
    {},
    { error: 'text' },
    { count: 3 },
    { count: 3, data: null },
    { data: 'text' },
    { count: 1, data: { 0: { id: 'a' } } },
    { data: { rows: [{ id: 'a' }] } },
    { data: {} },
    [],
    null,
    undefined,
    '<html>',
  ])('%j is rejected, not read as an empty list', (body) => {
    expect(pageAnswerSchema.safeParse(body).success).toBe(false)
  })
})

test.each<[unknown, boolean]>([
  [new AppError('BAD_REQUEST', { params: { serviceCode: 'MMC.111071069' } }), true],
  [new AppError('BAD_REQUEST', { params: { serviceCode: 'MMC.111071068' } }), false],
  [new AppError('BAD_REQUEST'), false],
  [new Error('MMC.111071069'), false],
  [null, false],
])('an empty period is an empty list: %#', (error, isNothing) => {
  expect(isNothingInPeriod(error)).toBe(isNothing)
})

const schema = z.object({ rows: z.array(z.object({ id: z.string() })) })
const refusalOf = (body: unknown): AppError => {
  try {
    checkedAnswer(schema, { body, requestId: 'r1' })
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('it was taken')
}

test('reads an answer that matches the schema', () => {
  expect(checkedAnswer(schema, { body: { rows: [{ id: 'a', more: 1 }] }, requestId: 'r1' })).toEqual({
    rows: [{ id: 'a' }],
  })
})

test.each([
  [{ rows: [{ id: 'a' }, { id: 7 }] }, /^rows\.1\.id: /],
  ['text', /^the answer: /],
])('names the path of a mismatch, with the request id and the cause: %j', (body, detail) => {
  const { failure, cause } = refusalOf(body)
  expect(failure).toEqual({
    code: 'BAD_ANSWER',
    requestId: 'r1',
    detail: expect.stringMatching(detail) as string,
  })
  expect(cause).toBeInstanceOf(z.ZodError)
})
