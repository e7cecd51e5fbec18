import { expect, it } from 'vitest'
import { itemKey } from './index-line.ts'
import { createKnownIds } from './known-ids.ts'
import { savedIdOf } from './saved-id.ts'

const source = (n: number) =>
  ({ kind: 'recording', site: 'https://one.example', confUUID: `u${n}`, fileType: 'Hd', part: 1 }) as const
const itemOf = (ids: ReturnType<typeof createKnownIds>, n: number) => ids.itemOf(savedIdOf(source(n)))

it('knows the files that it was given last, and no removed ones', () => {
  const ids = createKnownIds(3)
  for (const n of [1, 2, 3, 1, 4]) ids.note(source(n))
  expect([1, 2, 3, 4].map((n) => itemOf(ids, n))).toEqual([
    itemKey(source(1)),
    null,
    itemKey(source(3)),
    itemKey(source(4)),
  ])
  ids.forget([source(1), source(9)])
  expect(itemOf(ids, 1)).toBeNull()
})
