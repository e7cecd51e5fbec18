import { expect, it } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import { ofRequest } from './of-request.ts'

it('gives a failure the id of its request, and keeps one that it has', async () => {
  const judged = (failure: AppError | Error) =>
    ofRequest('r-1', () => {
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
  expect(await ofRequest('r-1', async () => 1)).toBe(1)
})
