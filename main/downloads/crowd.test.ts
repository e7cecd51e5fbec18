import { describe, expect, it } from 'vitest'
import { createCrowd } from './crowd.ts'

const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => `file ${n}`)

describe('how many files run at once', () => {
  it('as many as wanted, until one finds no descriptor', () => {
    const crowd = createCrowd()
    expect(crowd.limit(32)).toBe(32)
    crowd.noteRunning(ids(32))
    crowd.afterShortage('file 31', 31)
    expect(crowd.limit(32)).toBe(16)
    expect(crowd.limit(4)).toBe(4)
  })

  it('half as many after several that found none at the same time, and again after one that was started since', () => {
    const crowd = createCrowd()
    crowd.noteRunning(ids(32))
    for (let n = 31; n >= 8; n -= 1) crowd.afterShortage(`file ${n}`, n)
    expect(crowd.limit(32)).toBe(16)
    crowd.noteRunning([...ids(8), 'later'])
    crowd.afterShortage('file 7', 8)
    expect(crowd.limit(32)).toBe(16)
    crowd.afterShortage('later', 7)
    expect(crowd.limit(32)).toBe(4)
  })

  it('one more after as many saved files as run at once', () => {
    const crowd = createCrowd()
    crowd.noteRunning(ids(4))
    crowd.afterShortage('file 2', 3)
    const limits = ids(6).map((id) => {
      crowd.noteEnd(id, true)
      return crowd.limit(32)
    })
    expect(limits).toEqual([2, 2, 3, 3, 3, 4])
    crowd.noteEnd('file 7', false)
    expect(crowd.limit(32)).toBe(4)
  })

  it('never fewer than one', () => {
    const crowd = createCrowd()
    crowd.afterShortage('file 0', 0)
    expect(crowd.limit(32)).toBe(1)
  })
})

describe('a download that finds no descriptor', () => {
  it('waits until another has ended', () => {
    const crowd = createCrowd()
    crowd.noteRunning(ids(2))
    for (let times = 0; times < 20; times += 1) expect(crowd.afterShortage('file 1', 1)).toBe(0)
  })

  it('never fails while it runs beside others, also if they have ended before it', () => {
    const crowd = createCrowd()
    for (let times = 0; times < 20; times += 1) {
      crowd.noteRunning(ids(2))
      expect(crowd.afterShortage('file 1', 0)).toBe(1000)
    }
  })

  it('fails when it has run alone several times', () => {
    const crowd = createCrowd()
    const waits = Array.from({ length: 6 }, () => {
      crowd.noteRunning(['file 1'])
      return crowd.afterShortage('file 1', 0)
    })
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, null])
    // The user starts it again.
    expect(crowd.afterShortage('file 1', 0)).toBe(1000)
  })

  it('starts its count again after another result', () => {
    const crowd = createCrowd()
    crowd.afterShortage('file 1', 0)
    crowd.noteEnd('file 1', false)
    expect(crowd.afterShortage('file 1', 0)).toBe(1000)
  })
})
