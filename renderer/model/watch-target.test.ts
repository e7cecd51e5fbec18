import { expect, test } from 'vitest'
import { pageOfHash } from '../navigation.ts'
import { hashOfWatching, watchTargetOf } from './watch-target.ts'

test('a target written to a hash is read back', () => {
  const target = { site: 'https://one.example/a?b', confUUID: 'ü&=#1', from: 'downloads' } as const
  expect(pageOfHash(hashOfWatching(target))).toBe('watch')
  expect(watchTargetOf(hashOfWatching(target))).toEqual(target)
})

test.each(['', '#/watch', '#/watch?site=a', '#/watch?recording=b', '#/watch?site=&recording=b'])(
  '%j contains no recording',
  (hash) => expect(watchTargetOf(hash)).toBeNull(),
)

test.each(['', '&from=watch', '&from=nowhere', '&from=toString'])(
  '%j leads back to the recordings',
  (from) => {
    expect(watchTargetOf(`#/watch?site=a&recording=b${from}`)?.from).toBe('recordings')
  },
)
