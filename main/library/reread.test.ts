import { expect, it, vi } from 'vitest'
import { drained } from '../../test/scheduler.ts'
import type { LibraryEntry } from './entry.ts'
import { createRereads, shareOf } from './reread.ts'
import type { VerifyQueue } from './verify-queue.ts'

/** A night. */
const NOW = new Date(2026, 10, 12, 3)
const DAY = 24 * 60 * 60 * 1000
const daysAgo = (days: number): string => new Date(NOW.getTime() - days * DAY).toISOString()
const file = (name: string, bytes: number, saved: number, verified: number | null = null) => ({
  ...{ name, bytes, savedAt: daysAgo(saved), verifiedAt: verified === null ? null : daysAgo(verified) },
})
const namesOf = async (files: ReturnType<typeof file>[], days = 90): Promise<string> =>
  (await shareOf(files, days, NOW.getTime())).map(({ name }) => name).join(' ')

it.each([
  ['nothing', [], ''],
  ['not before half of the period', [file('a', 1, 44)], ''],
  ['a small archive a file a day', [file('a', 1, 50), file('b', 1, 60)], 'b'],
  ['those read longest ago first', [file('a', 1, 100, 70), file('b', 1, 80)], 'b'],
  ['saved long ago, read lately', [file('a', 1, 300, 3)], ''],
  ['a share of many', Array.from({ length: 90 }, (_, n) => file(`f${n}`, 10, 90 - n / 10)), 'f0 f1'],
  ['no second share on one day', [file('a', 10, 100), file('b', 10, 100, 0)], ''],
] as const)('%s', async (_, files, expected) => {
  expect(await namesOf([...files])).toBe(expected)
})

it('reads each file within the period', async () => {
  const days = 30
  const files = Array.from({ length: 100 }, (_, n) => ({ ...file(`f${n}`, 10, 0), verifiedAt: daysAgo(0) }))
  for (let day = 1; day <= 120; day += 1) {
    const at = NOW.getTime() + day * DAY
    for (const one of await shareOf(files, days, at)) one.verifiedAt = new Date(at).toISOString()
    const longest = Math.min(...files.map(({ verifiedAt }) => Date.parse(verifiedAt)))
    expect(at - longest).toBeLessThanOrEqual(days * DAY)
  }
})

/** The schedule over one file that is due. */
function scheduled({
  phase = 'idle',
  ...change
}: Partial<Parameters<typeof createRereads>[0]> & { phase?: string } = {}) {
  const source = { kind: 'material', site: 's', programId: 'p', materialId: 'm' } as const
  const entry: LibraryEntry = {
    ...{ source, path: '/a', bytes: 5, sha256: '', title: 't', savedAt: daysAgo(80) },
  }
  const addQuietly = vi.fn()
  const queue = {
    ...{ addQuietly, onEnded: () => () => undefined },
    state: () => ({ phase }) as ReturnType<VerifyQueue['state']>,
  }
  const rereads = createRereads({
    library: { all: () => [entry].values() },
    ...{ queue, period: () => 'quarterly', isDownloading: () => false, now: () => NOW },
    ...change,
  })
  return { rereads, addQuietly }
}

it('reads a share at night, and says since when all was read', async () => {
  const { rereads, addQuietly } = scheduled()
  const changed = new Promise<void>((resolve) => void rereads.onChange(resolve))
  rereads.start()
  await changed
  await expect.poll(() => addQuietly.mock.calls.length).toBe(1)
  expect(rereads.state()).toEqual({ since: daysAgo(80), isDue: true })
  rereads.close()
})

const NOON = new Date(2026, 10, 12, 12)
it.each([
  ['switched off', { period: () => 'off' as const }, 0],
  ['beside a download', { isDownloading: () => true }, 0],
  ['beside a verification', { phase: 'paused' }, 0],
  ['at noon', { now: () => NOON }, 0],
  ['at noon, while the machine is idle', { now: () => NOON, idleSeconds: () => 700 }, 1],
])('%s', async (_, change, shares) => {
  const { rereads, addQuietly } = scheduled(change)
  const changed = new Promise<void>((resolve) => void rereads.onChange(resolve))
  rereads.start()
  await changed
  // What follows the change in the same step.
  await Promise.resolve()
  expect(addQuietly.mock.calls.flat(2)).toHaveLength(shares)
  rereads.close()
})

it('checks once at a time', async () => {
  const all = vi.fn(() => [{ bytes: 5, savedAt: daysAgo(1) } as LibraryEntry].values())
  const { rereads } = scheduled({ library: { all } })
  rereads.start()
  rereads.start()
  expect(all).toHaveBeenCalledTimes(1)
  await drained()
  rereads.start()
  expect(all).toHaveBeenCalledTimes(2)
  rereads.close()
})
