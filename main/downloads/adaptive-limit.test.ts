import { describe, expect, it } from 'vitest'
import { createAdaptiveLimit } from './adaptive-limit.ts'

const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => `file ${n}`)

describe('how many files run at once', () => {
  it('as many as wanted, until one finds no descriptor', () => {
    const adaptiveLimit = createAdaptiveLimit()
    expect(adaptiveLimit.limit(32)).toBe(32)
    adaptiveLimit.noteRunning(ids(32))
    adaptiveLimit.afterShortage('file 31', 31)
    expect(adaptiveLimit.limit(32)).toBe(16)
    expect(adaptiveLimit.limit(4)).toBe(4)
  })

  it('half as many after several that found none at the same time, and again after one that was started since', () => {
    const adaptiveLimit = createAdaptiveLimit()
    adaptiveLimit.noteRunning(ids(32))
    for (let n = 31; n >= 8; n -= 1) adaptiveLimit.afterShortage(`file ${n}`, n)
    expect(adaptiveLimit.limit(32)).toBe(16)
    adaptiveLimit.noteRunning([...ids(8), 'later'])
    adaptiveLimit.afterShortage('file 7', 8)
    expect(adaptiveLimit.limit(32)).toBe(16)
    adaptiveLimit.afterShortage('later', 7)
    expect(adaptiveLimit.limit(32)).toBe(4)
  })

  it('one more after as many saved files as run at once', () => {
    const adaptiveLimit = createAdaptiveLimit()
    adaptiveLimit.noteRunning(ids(4))
    adaptiveLimit.afterShortage('file 2', 3)
    const limits = ids(6).map((id) => {
      adaptiveLimit.noteEnd(id, true)
      return adaptiveLimit.limit(32)
    })
    expect(limits).toEqual([2, 2, 3, 3, 3, 4])
    adaptiveLimit.noteEnd('file 7', false)
    expect(adaptiveLimit.limit(32)).toBe(4)
  })

  it('never fewer than one', () => {
    const adaptiveLimit = createAdaptiveLimit()
    adaptiveLimit.afterShortage('file 0', 0)
    expect(adaptiveLimit.limit(32)).toBe(1)
  })
})

describe('a download that finds no descriptor', () => {
  it('waits until another has ended', () => {
    const adaptiveLimit = createAdaptiveLimit()
    adaptiveLimit.noteRunning(ids(2))
    for (let times = 0; times < 20; times += 1) expect(adaptiveLimit.afterShortage('file 1', 1)).toBe(0)
  })

  it('never fails while it runs beside others, also if they have ended before it', () => {
    const adaptiveLimit = createAdaptiveLimit()
    for (let times = 0; times < 20; times += 1) {
      adaptiveLimit.noteRunning(ids(2))
      expect(adaptiveLimit.afterShortage('file 1', 0)).toBe(1000)
    }
  })

  it('fails when it has run alone several times', () => {
    const adaptiveLimit = createAdaptiveLimit()
    const waits = Array.from({ length: 6 }, () => {
      adaptiveLimit.noteRunning(['file 1'])
      return adaptiveLimit.afterShortage('file 1', 0)
    })
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, null])
    // The user starts it again.
    expect(adaptiveLimit.afterShortage('file 1', 0)).toBe(1000)
  })

  it('starts its count again after another result', () => {
    const adaptiveLimit = createAdaptiveLimit()
    adaptiveLimit.afterShortage('file 1', 0)
    adaptiveLimit.noteEnd('file 1', false)
    expect(adaptiveLimit.afterShortage('file 1', 0)).toBe(1000)
  })
})
