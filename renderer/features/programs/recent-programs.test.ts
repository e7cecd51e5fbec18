import { expect, it } from 'vitest'
import { withRecent } from './recent-programs.ts'

const program = (id: string, name = id) => ({ id, name })

it('withRecent puts the newest first, each once, under its newest name', () => {
  const recent = [program('a'), program('b', 'old'), program('c')]
  expect(withRecent(recent, program('b', 'new'))).toEqual([program('b', 'new'), program('a'), program('c')])
})

it('withRecent forgets the oldest', () => {
  const many = Array.from({ length: 8 }, (_, n) => program(String(n)))
  const after = withRecent(many, program('new'))
  expect(after).toHaveLength(8)
  expect(after[0]?.id).toBe('new')
  expect(after.at(-1)?.id).toBe('6')
})
