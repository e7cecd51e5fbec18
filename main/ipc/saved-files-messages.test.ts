import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { SavedFilesChange } from '../../contract/recording.ts'
import { savedFilesMessages } from './saved-files-messages.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const file = (n: number) => ({ site: 'https://one.example', confUUID: `u${n}`, fileType: 'Hd', part: 1 })

it('sends changes together, of which the later one of a file counts', () => {
  const sent: SavedFilesChange[] = []
  const change = savedFilesMessages((one) => sent.push(one))
  change({ added: [file(1), file(2)], removed: [file(3)] })
  change({ added: [file(3)], removed: [file(1)] })
  expect(sent).toEqual([])
  vi.runAllTimers()
  expect(sent).toEqual([{ added: [file(3), file(2)], removed: [file(1)] }])
  change({ added: [file(1)], removed: [] })
  vi.runAllTimers()
  expect(sent.at(-1)).toEqual({ added: [file(1)], removed: [] })
})

it('sends many files in several messages, each in its own turn', () => {
  const sent: SavedFilesChange[] = []
  const change = savedFilesMessages((one) => sent.push(one))
  const many = Array.from({ length: 2500 }, (_, n) => file(n))
  change({ added: [], removed: many })
  vi.advanceTimersToNextTimer()
  expect(sent).toHaveLength(1)
  vi.runAllTimers()
  expect(sent.map(({ removed }) => removed.length)).toEqual([1000, 1000, 500])
  expect(sent.flatMap(({ removed }) => removed)).toEqual(many)
})
