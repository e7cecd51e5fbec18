import { expect, it } from 'vitest'
import { z } from 'zod'
import { namesWithoutId } from './rows-without-id.ts'

const row = z.object({ id: z.string().min(1) })

it.each<[string, unknown[], string[]]>([
  ['a row with an id', [{ id: 'a', subject: 'Weekly' }], []],
  ['topic and start', [{ subject: 'Weekly', startTime: '2026-11-02 08:00' }], ['Weekly (2026-11-02 08:00)']],
  ['a topic alone', [{ id: '', subject: '周会' }], ['周会']],
  ['a start alone', [{ startTime: '2026-11-02T08:00:00.5Z' }], ['2026-11-02T08:00:00.5Z']],
  ['the topic of minutes', [{ topic: 'Review' }], ['Review']],
  ['the name of a program', [{ programName: 'Lobby' }], ['Lobby']],
  ['nothing known', [null, 7, [], {}, { subject: { a: 1 } }], []],
  ['three of many', ['a', 'b', 'c', 'd'].map((subject) => ({ subject })), ['a', 'b', 'c']],
  [
    'text that hides or moves',
    [{ subject: 'a\u202Eb\u001B[2Jc\nd', startTime: '\u001B]0;x\u0007' }],
    ['ab [2Jc d (0)'],
  ],
  ['a long topic', [{ subject: 'x'.repeat(1e6) }], ['x'.repeat(80)]],
])('names rows without an id: %s', (_, rows, names) => {
  expect(namesWithoutId(rows, row)).toEqual(names)
})
