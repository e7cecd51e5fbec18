import { expect, test } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import { toDiskError, withDiskErrors } from './disk-error.ts'

test.each([
  ['ENOSPC', 'DISK_FULL'],
  ['EDQUOT', 'DISK_FULL'],
  ['EFBIG', 'FILE_TOO_LARGE'],
  ['EMFILE', 'TOO_MANY_FILES'],
  ['ENFILE', 'TOO_MANY_FILES'],
  ['ENOBUFS', 'TOO_MANY_FILES'],
  ['EILSEQ', 'NAME_REFUSED'],
  ['EINVAL', 'DISK_ERROR'],
  ['ENOENT', 'FOLDER_MISSING'],
  ['ENOTDIR', 'FOLDER_MISSING'],
  ['ENXIO', 'FOLDER_MISSING'],
  ['ENODEV', 'FOLDER_MISSING'],
  ['ENAMETOOLONG', 'PATH_TOO_LONG'],
  ['EBUSY', 'FILE_LOCKED'],
  ['ETXTBSY', 'FILE_LOCKED'],
  ['EACCES', 'DISK_ERROR'],
  ['EIO', 'DISK_ERROR'],
])('%s is %s, with the errno and the path for the text, and its cause', (errno, code) => {
  const cause = Object.assign(new Error('refused'), { code: errno })
  const failure = toDiskError(cause, '/films/a.mp4')
  expect(failure).toBeInstanceOf(AppError)
  expect(failure).toMatchObject({ failure: { code, params: { errno, path: '/films/a.mp4' } }, cause })
})

test.each([
  ['an error that has a name already', new AppError('FILE_LOCKED')],
  ['an error without an errno', new Error('an internal error')],
  ['a number for an errno', Object.assign(new Error('x'), { code: 28 })],
  ['no error at all', null],
  ['undefined', undefined],
])('%s is passed on unchanged', (_, thrown) => {
  expect(toDiskError(thrown, '/films/a.mp4')).toBe(thrown)
})

test('returns the result of a step, or the code of its error', async () => {
  expect(await withDiskErrors('/films', async () => 7)).toBe(7)
  const refused = Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
  await expect(withDiskErrors('/films', () => refused)).rejects.toMatchObject({
    failure: { code: 'DISK_FULL', params: { path: '/films' } },
  })
})
