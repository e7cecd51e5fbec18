import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { idsIn, readIds } from './read-ids.ts'
import { UsageError } from './usage-error.ts'

const input = (...chunks: (string | Buffer)[]): Readable =>
  Readable.from(chunks.map((chunk) => Buffer.from(chunk)))

describe('idsIn', () => {
  test.each<[text: string, ids: string[]]>([
    ['a\nb\n', ['a', 'b']],
    ['\ufeffa\r\nb\r\n', ['a', 'b']],
    ['a\rb', ['a', 'b']],
    ['  a\t\n\n \n# a comment\n  # another\nb', ['a', 'b']],
    ['', []],
  ])('%j', (text, ids) => {
    expect(idsIn(text)).toEqual(ids)
  })
})

describe('readIds', () => {
  test('names each ID once, those of the input in the place of -', async () => {
    await expect(readIds(['a', '-', 'b', 'a'], input('c\nb', '2\na\n'))).resolves.toEqual([
      'a',
      'c',
      'b2',
      'b',
    ])
  })

  test('does not read the input unless it is named', async () => {
    const untouched = new Readable({
      read: () => {
        throw new Error('read')
      },
    })
    await expect(readIds(['a', 'a'], untouched)).resolves.toEqual(['a'])
  })

  test.each([
    ['no ID', input('# nothing\n'), 'noIds'],
    [
      'no end',
      Readable.from(
        (function* () {
          while (true) yield Buffer.alloc(65_536, 'x')
        })(),
      ),
      'tooMuchInput',
    ],
  ])('refuses an input with %s', async (_what, endless, problem) => {
    const refused = await readIds(['-'], endless).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(UsageError)
    expect(refused).toMatchObject({ problem })
  })
})
