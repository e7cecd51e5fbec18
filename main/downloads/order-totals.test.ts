import { describe, expect, test } from 'vitest'
import { sampleDownload } from '../../test/sample-download.ts'
import { sampleTotals } from '../../test/sample-order.ts'
import { totalsOf } from './order-totals.ts'
import { type Queued, queuedSchema } from './queued.ts'

const file = (confUUID: string, fileType: string, patch: Partial<Queued> = {}): Queued => ({
  ...queuedSchema.parse({
    ...sampleDownload({ state: 'waiting' }),
    mustBeBoxes: true,
    needsExtension: false,
  }),
  source: { kind: 'recording', site: 's', confUUID, fileType, part: 1 },
  ...patch,
})
const recording = (confUUID: string, patch: Partial<Queued> = {}): Queued =>
  file(confUUID, '', { awaited: ['Hd', 'Aux'], ...patch })
const saved = { state: 'saved', receivedBytes: 10, totalBytes: 10 } as const

describe('the totals of downloads', () => {
  test('of none are zero', () => expect(totalsOf([])).toEqual(sampleTotals()))

  test('count files that are not listed yet like those requested', () => {
    expect(totalsOf([recording('a', { estimatedBytes: 30 }), recording('b')])).toEqual(
      sampleTotals({
        ...{ recordings: 2, active: 2, isEstimate: true },
        files: { done: 0, of: 4 },
        bytes: { done: 0, of: 60 },
      }),
    )
    expect(totalsOf([recording('a', { awaited: [] })]).files.of).toBe(2)
  })

  test('count them like those of the recordings that were looked up', () => {
    const three = ['Hd', 'Aux', 'Sd'].map((type) => file('a', type, saved))
    expect(totalsOf([...three, recording('b'), recording('c')])).toMatchObject({
      recordings: 3,
      files: { done: 3, of: 9 },
    })
  })

  test('are exact once every size is known', () => {
    const running = { state: 'running', receivedBytes: 5, totalBytes: 30, bytesPerSecond: 5 } as const
    expect(totalsOf([file('a', 'Hd', saved), file('a', 'Aux', running)])).toEqual(
      sampleTotals({
        ...{ recordings: 1, active: 1, bytesPerSecond: 5, secondsLeft: 5 },
        files: { done: 1, of: 2 },
        bytes: { done: 15, of: 40 },
      }),
    )
  })

  test('give the time until those that progress have been received, not those that wait for the user', () => {
    const running = { state: 'running', receivedBytes: 5, totalBytes: 30, bytesPerSecond: 5 } as const
    const held = (['paused', 'blocked', 'failed', 'cancelled'] as const).map((state) =>
      file(state, 'Hd', { state, totalBytes: 30 }),
    )
    expect(totalsOf([file('a', 'Hd', running), ...held])).toMatchObject({ secondsLeft: 5 })
    // A file of unknown size counts like the average one.
    expect(totalsOf([file('a', 'Hd', running), ...held, file('b', 'Hd')])).toMatchObject({ secondsLeft: 11 })
  })

  test('use the estimate of a file until its size is known', () => {
    expect(totalsOf([file('a', 'Hd', { estimatedBytes: 7 })])).toMatchObject({
      bytes: { of: 7 },
      isEstimate: true,
    })
  })

  test('leave out what was cancelled, which has not failed', () => {
    const gone = file('a', 'Hd', { state: 'cancelled', totalBytes: 99 })
    expect(totalsOf([gone, file('b', 'Hd', { state: 'failed' })])).toMatchObject({
      ...{ recordings: 1, failed: 1, cancelled: 1 },
      files: { done: 0, of: 1 },
    })
  })

  test('tell what waits for the user from what waits for the service', () => {
    const blocked = (code: 'NOT_TRANSCODED' | 'AUTH_REQUIRED') => ({
      state: 'blocked' as const,
      failure: { code },
    })
    expect(
      totalsOf([
        recording('a', blocked('NOT_TRANSCODED')),
        recording('b', blocked('AUTH_REQUIRED')),
        recording('c', { state: 'paused' }),
      ]),
    ).toMatchObject({ preparing: 1, blocked: 1, paused: 1, active: 0, failure: { code: 'AUTH_REQUIRED' } })
  })
})
