import { AppError } from '../../contract/errors.ts'

/**
 * An id as one segment of a call's path. Two texts stay what they are however they are encoded, and would ask for
 * something else: no id is called so, NOT_FOUND.
 */
export function pathSegment(id: string): string {
  if (id === '.' || id === '..') throw new AppError('NOT_FOUND', { detail: 'nothing has this id' })
  return encodeURIComponent(id)
}
