import { describe, expect, it, test } from 'vitest'
import { duration, fit, labelled, safe, safeJson, safeLines, size, table, widthOf, wrap } from './text.ts'

describe('text for terminals', () => {
  it('holds nothing that moves the cursor or reorders the line', () => {
    expect(safe('a\u001b[2Jb\rc\u202ed\u0085')).toBe('a\ufffd[2Jb\ufffdc\ufffdd\ufffd')
  })

  it('counts wide characters as two columns', () => {
    expect(widthOf('abc')).toBe(3)
    expect(widthOf('产品评审')).toBe(8)
    expect(fit('产品需求评审', 7)).toBe('产品需…')
    expect(fit('short', 7)).toBe('short')
  })

  it('aligns columns by width', () => {
    expect(
      table(
        ['A', 'B'],
        [
          ['产品', 'x'],
          ['abc', 'y'],
        ],
      ),
    ).toBe('A     B\n产品  x\nabc   y')
  })

  it('aligns values after their labels, and makes them safe', () => {
    expect(
      labelled([
        ['主题：', 'a\u001bb'],
        ['ID：', 'c'],
      ]),
    ).toBe('主题： a\ufffdb\nID：   c')
  })

  it.each([
    [9, 'one two three', 'one two\nthree'],
    [13, 'one two three', 'one two three'],
    [3, 'longword a', 'longword\na'],
    [8, 'a b\nc', 'a b\nc'],
    [8, '产品需求评审', '产品需求\n评审'],
    // Punctuation is not separated from what it belongs to.
    [8, '产品需求，评审', '产品需\n求，评审'],
    [7, '产品（需求）', '产品\n（需\n求）'],
    [12, '设置 LANG 的值', '设置 LANG 的\n值'],
    [6, '“ab”产品', '“ab”产\n品'],
    [4, '产品“', '产品\n“'],
    [5, '', ''],
  ])('breaks lines at %d columns: %j', (columns, text, expected) => {
    expect(wrap(text, columns)).toBe(expected)
  })

  it('formats durations and sizes', () => {
    expect(duration(3725)).toBe('1:02:05')
    expect(duration(null)).toBe('-')
    expect(size(0)).toBe('0 B')
    expect(size(999_960)).toBe('1.0 MB')
    expect(size(3_400_000_000)).toBe('3.4 GB')
  })
})

test('lines of a text stay lines, and JSON escapes what a terminal would obey', () => {
  expect(safeLines('one\ntwo\u009b2J\n\u202ethree')).toBe('one\ntwo\ufffd2J\n\ufffdthree')
  const value = { text: 'a\u009b31m\u202e\u2028"\n中' }
  const json = safeJson(value)
  expect(json).toBe(String.raw`{"text":"a\u009b31m\u202e\u2028\"\n中"}`)
  expect(JSON.parse(json)).toEqual(value)
})
