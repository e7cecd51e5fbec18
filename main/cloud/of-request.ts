import { AppError, fromFailure } from '../../contract/errors.ts'

/** Judges what an answer held: whatever is refused of it later keeps the id of the request that brought it. */
export async function ofRequest<T>(requestId: string, judge: () => T | Promise<T>): Promise<T> {
  try {
    return await judge()
  } catch (error) {
    if (!(error instanceof AppError) || error.failure.requestId !== undefined) throw error
    throw fromFailure({ ...error.failure, requestId }, error)
  }
}
