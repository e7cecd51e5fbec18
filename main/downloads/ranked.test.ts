import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRanked } from './ranked.ts'

test('for any changes, the ids are sorted by rank, each once', () => {
  const change = fc.record({ id: fc.nat(150), rank: fc.option(fc.integer({ min: -9, max: 200 })) })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 400 }), (changes) => {
      const ranked = createRanked()
      const expected = new Map<string, number>()
      for (const { id, rank } of changes) {
        if (rank === null) ranked.delete(`${id}`)
        else ranked.set(`${id}`, rank)
        if (rank === null) expected.delete(`${id}`)
        else expected.set(`${id}`, rank)
      }
      const found = [...ranked]
      expect(found.map(({ rank }) => rank)).toEqual([...expected.values()].toSorted((a, b) => a - b))
      expect(new Map(found.map(({ id, rank }) => [id, rank]))).toEqual(expected)
      expect(ranked.size).toBe(expected.size)
    }),
  )
})
