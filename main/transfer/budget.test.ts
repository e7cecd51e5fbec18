import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { afterProgress, type Budget, freshBudget, isLongWait, nextMove, type Setback } from './budget.ts'

const limits = { maxRetries: 5, retryWaitMs: 1000 }
const cut: Setback = { kind: 'wait', code: 'OFFLINE', afterMs: null }

/** Feeds the same setback until the budget gives up. */
function exhaust(setback: Setback, from: Budget = freshBudget): { tries: number; code: string } {
  let budget = from
  for (let tries = 0; tries < 100; tries += 1) {
    const move = nextMove(budget, setback, limits, 0.5)
    if (move.go === 'fail') return { tries, code: move.code }
    budget = move.budget
  }
  throw new Error('never gave up')
}

describe('limits', () => {
  it.each([
    [cut, 5, 'OFFLINE'],
    [{ kind: 'refused' }, 3, 'LINK_REFUSED'],
    [{ kind: 'not-found' }, 1, 'NOT_FOUND'],
    [{ kind: 'not-a-recording' }, 3, 'NOT_A_RECORDING'],
    [{ kind: 'restart', code: 'SIZE_MISMATCH' }, 4, 'SIZE_MISMATCH'],
    [{ kind: 'restart', code: 'HASH_MISMATCH' }, 2, 'HASH_MISMATCH'],
    [{ kind: 'restart', code: 'NOT_A_RECORDING' }, 2, 'NOT_A_RECORDING'],
  ] as [Setback, number, string][])('%o after %i more attempts, as %s', (setback, tries, code) => {
    expect(exhaust(setback)).toEqual({ tries, code })
  })

  it('resets after progress, but keeps the count of restarts from 0', () => {
    const worn = { waits: 5, refusals: 3, missing: 1, textAnswers: 3, restarts: 4 }
    expect(exhaust(cut, afterProgress(worn)).tries).toBe(5)
    expect(exhaust({ kind: 'restart', code: 'CHANGED_ON_SERVER' }, afterProgress(worn)).tries).toBe(0)
  })
})

describe('waiting', () => {
  it('requests a new link at once if a link was refused', () => {
    expect(nextMove(freshBudget, { kind: 'refused' }, limits, 0.99)).toMatchObject({ waitMs: 0 })
    expect(nextMove(freshBudget, { kind: 'not-found' }, limits, 0.99)).toMatchObject({ waitMs: 0 })
  })

  it('never waits less than the server asked', () => {
    expect(nextMove(freshBudget, { ...cut, afterMs: 9000 }, limits, 0)).toMatchObject({ waitMs: 9000 })
  })

  it('doubles, with full jitter, up to a minute', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (waits, random) => {
          const move = nextMove({ ...freshBudget, waits }, cut, { ...limits, maxRetries: 50 }, random)
          expect(move).toMatchObject({ go: 'again' })
          if (move.go === 'again')
            expect(move.waitMs).toBeLessThanOrEqual(Math.min(60_000, 1000 * 2 ** waits))
        },
      ),
    )
    expect(nextMove({ ...freshBudget, waits: 3 }, cut, limits, 0.5)).toMatchObject({ waitMs: 4000 })
  })
})

test.each([
  [0, false],
  [30_000, false],
  [30_001, true],
])('a wait of %i ms is long: %s', (ms, isLong) => {
  expect(isLongWait(ms)).toBe(isLong)
})

describe('each kind of setback', () => {
  const worn = { waits: 1, refusals: 1, missing: 0, textAnswers: 1, restarts: 1 }
  it.each<[Setback, Partial<Budget>, number]>([
    [cut, { waits: 2 }, 1000],
    [{ kind: 'refused' }, { refusals: 2 }, 0],
    [{ kind: 'not-found' }, { missing: 1 }, 0],
    [{ kind: 'not-a-recording' }, { textAnswers: 2 }, 1000],
    [{ kind: 'restart', code: 'HASH_MISMATCH' }, { restarts: 2 }, 0],
  ])('%o is counted separately', (setback, change, waitMs) => {
    expect(nextMove(worn, setback, limits, 0.5)).toEqual({
      go: 'again',
      waitMs,
      budget: { ...worn, ...change },
    })
  })

  it('fails with its own code at its limit', () => {
    expect(exhaust({ kind: 'wait', code: 'TIMEOUT', afterMs: null }).code).toBe('TIMEOUT')
    expect(exhaust({ kind: 'restart', code: 'BAD_ANSWER' })).toEqual({ tries: 4, code: 'BAD_ANSWER' })
  })

  it('waits up to a minute for any number of attempts, and the first time as the limit says', () => {
    const often = { ...limits, maxRetries: 100 }
    expect(nextMove({ ...freshBudget, waits: 50 }, cut, often, 1)).toMatchObject({ waitMs: 60_000 })
    expect(nextMove(freshBudget, cut, often, 1)).toMatchObject({ waitMs: 1000 })
    expect(nextMove(freshBudget, { ...cut, afterMs: 10 }, often, 1)).toMatchObject({ waitMs: 1000 })
  })
})
