import { describe, expect, it } from 'vitest'
import { pageAnswerSchema } from './page-answer.ts'

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
  ])('%j is read', (body, page) => {
    expect(pageAnswerSchema.parse(body)).toEqual(page)
  })

  it.each([
    {},
    { error: 'text' },
    { count: 3 },
    { count: 3, data: null },
    { data: 'text' },
    [],
    null,
    undefined,
    '<html>',
  ])('%j is none, and no empty list', (body) => {
    expect(pageAnswerSchema.safeParse(body).success).toBe(false)
  })
})
