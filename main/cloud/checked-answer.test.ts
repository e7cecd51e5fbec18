import { expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import { checkedAnswer } from './checked-answer.ts'

const schema = z.object({ rows: z.array(z.object({ id: z.string() })) })
const refusalOf = (body: unknown): AppError => {
  try {
    checkedAnswer(schema, { body, requestId: 'r1' })
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('it was taken')
}

test('an answer that fits is read', () => {
  expect(checkedAnswer(schema, { body: { rows: [{ id: 'a', more: 1 }] }, requestId: 'r1' })).toEqual({
    rows: [{ id: 'a' }],
  })
})

test.each([
  [{ rows: [{ id: 'a' }, { id: 7 }] }, /^rows\.1\.id: /],
  ['text', /^the answer: /],
])('another one is named by its place, with the id of the request and its cause: %j', (body, detail) => {
  const { failure, cause } = refusalOf(body)
  expect(failure).toEqual({
    code: 'BAD_ANSWER',
    requestId: 'r1',
    detail: expect.stringMatching(detail) as string,
  })
  expect(cause).toBeInstanceOf(z.ZodError)
})
