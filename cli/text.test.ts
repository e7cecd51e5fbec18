import { describe, expect, it } from 'vitest'
import { duration, fit, safe, size, table, widthOf } from './text.ts'

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

  it('tells lengths and sizes', () => {
    expect(duration(3725)).toBe('1:02:05')
    expect(duration(null)).toBe('-')
    expect(size(0)).toBe('0 B')
    expect(size(999_960)).toBe('1.0 MB')
    expect(size(3_400_000_000)).toBe('3.4 GB')
  })
})
