import { describe, expect, it } from 'vitest'
import type { Download } from '../../contract/download.ts'
import type { ErrorCode } from '../../contract/errors.ts'
import { sampleDownload } from '../../test/sample-download.ts'
import { createBatch } from './batch.ts'

const one = (id: string, state: Download['state'], patch: Partial<Download> = {}) =>
  sampleDownload({ id, state, ...patch })
const blocked = (id: string, code: ErrorCode, resumesAt: string | null = null) =>
  one(id, 'blocked', { failure: { code }, resumesAt })
/** Before the samples were added. */
const SINCE = '2026-11-18T00:00:00.000Z'
const SOON = '2026-11-25T20:00:00.000Z'

describe('createBatch', () => {
  it('notifies once, when the last active download has ended', () => {
    const batch = createBatch(SINCE)
    expect(batch.look([])).toBeNull()
    expect(batch.look([one('a', 'running'), one('b', 'waiting')])).toBeNull()
    expect(batch.look([one('a', 'saved'), one('b', 'retrying')])).toBeNull()
    expect(batch.look([one('a', 'saved'), one('b', 'failed')])).toEqual({ saved: 1, failed: 1, stopped: 0 })
    expect(batch.look([one('a', 'saved'), one('b', 'failed')])).toBeNull()
  })

  it('counts only downloads of the batch, including those too fast to be seen active', () => {
    const batch = createBatch(SINCE)
    const before = { addedAt: '2026-11-17T00:00:00.000Z' }
    const list = [
      one('old', 'saved', { ...before, savedAt: '2026-11-17T12:00:00.000Z' }),
      one('bad', 'failed', before),
      one('known', 'saved', { wasSavedBefore: true }),
    ]
    expect(batch.look(list)).toBeNull()
    expect(batch.look([...list, one('quick', 'saved')])).toEqual({ saved: 1, failed: 0, stopped: 0 })
    expect(batch.look([...list, one('quick', 'running')])).toBeNull()
    expect(batch.look([...list, one('quick', 'saved')])).toEqual({ saved: 1, failed: 0, stopped: 0 })
  })

  it('reports the end of a download that was reported as stopped before, also if it was never seen active since', () => {
    const batch = createBatch(SINCE)
    expect(batch.look([one('a', 'running')])).toBeNull()
    expect(batch.look([blocked('a', 'DISK_FULL')])).toEqual({ saved: 0, failed: 0, stopped: 1 })
    expect(batch.look([one('a', 'failed')])).toEqual({ saved: 0, failed: 1, stopped: 0 })
    expect(batch.look([one('a', 'failed')])).toBeNull()
  })

  it('does not notify when everything was cancelled', () => {
    const batch = createBatch(SINCE)
    expect(batch.look([one('a', 'running')])).toBeNull()
    expect(batch.look([one('a', 'cancelled')])).toBeNull()
  })

  it('waits for paused downloads', () => {
    const batch = createBatch(SINCE)
    expect(batch.look([one('a', 'running'), one('b', 'running')])).toBeNull()
    expect(batch.look([one('a', 'saved'), one('b', 'paused')])).toBeNull()
    expect(batch.look([one('a', 'saved'), one('b', 'running')])).toBeNull()
    expect(batch.look([one('a', 'saved'), one('b', 'saved')])).toEqual({ saved: 2, failed: 0, stopped: 0 })
  })

  it.each([
    ['a full disk', blocked('b', 'DISK_FULL'), { saved: 1, failed: 0, stopped: 1 }],
    ['a session that has ended', blocked('b', 'AUTH_REQUIRED'), { saved: 1, failed: 0, stopped: 1 }],
    ['a network that is tried again', blocked('b', 'OFFLINE', SOON), null],
    ['a recording being prepared', blocked('b', 'NOT_TRANSCODED', SOON), { saved: 1, failed: 0, stopped: 0 }],
  ])('%s', (_, second, end) => {
    const batch = createBatch(SINCE)
    batch.look([one('a', 'running'), one('b', 'waiting')])
    expect(batch.look([one('a', 'saved'), second])).toEqual(end)
  })
})

describe('active downloads', () => {
  const look = (second: Download) => {
    const batch = createBatch(SINCE)
    batch.look([one('a', 'running'), one('b', 'waiting')])
    return batch.look([one('a', 'saved'), second])
  }
  it.each<[string, Download, number | null]>([
    ['waiting', one('b', 'waiting'), null],
    ['running', one('b', 'running'), null],
    ['retrying', one('b', 'retrying'), null],
    ['paused', one('b', 'paused'), null],
    ['blocked without a time', blocked('b', 'OFFLINE'), 1],
    ['blocked by a final failure', blocked('b', 'NOT_FOUND', SOON), 1],
    ['blocked without a reason', one('b', 'blocked', { resumesAt: SOON }), 1],
    ['being prepared', blocked('b', 'NOT_TRANSCODED', SOON), 0],
    ['saved', one('b', 'saved'), 0],
    ['cancelled', one('b', 'cancelled'), 0],
  ])('%s', (_, second, stopped) => {
    expect(look(second)?.stopped ?? null).toBe(stopped)
  })

  it('includes a file that ended as the batch began, but not one that ended before', () => {
    const at = (savedAt: string | null, addedAt = '2026-11-17T00:00:00.000Z') =>
      createBatch(SINCE).look([one('a', savedAt === null ? 'failed' : 'saved', { savedAt, addedAt })])
    expect(at(SINCE)).toEqual({ saved: 1, failed: 0, stopped: 0 })
    expect(at('2026-11-17T23:59:59.999Z')).toBeNull()
    expect(at(null, SINCE)).toEqual({ saved: 0, failed: 1, stopped: 0 })
  })

  it('notifies of stopped downloads alone', () => {
    const batch = createBatch(SINCE)
    batch.look([one('a', 'running')])
    expect(batch.look([blocked('a', 'DISK_FULL')])).toEqual({ saved: 0, failed: 0, stopped: 1 })
    expect(batch.look([blocked('a', 'DISK_FULL')])).toBeNull()
  })
})
