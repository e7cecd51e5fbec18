import { expect, test } from 'vitest'
import type { Account } from '../../contract/account.ts'
import type { Recording } from '../../contract/recording.ts'
import { sampleRecording } from '../../test/sample-recording.ts'
import type { LedgerEntry } from './ledger-entry.ts'
import { createLeavingRecordings } from './leaving.ts'

const NOW = Date.parse('2026-11-29T08:00:00Z')
const SITE = 'https://site.example'
const daysAgo = (days: number): string => new Date(NOW - days * 86_400_000).toISOString()

function leavingOf(more: { isAdmin?: boolean; saved?: string[]; retentionDays?: number | null } = {}) {
  const { isAdmin = true, saved = [], retentionDays = 180 } = more
  let account = { baseUrl: SITE, userId: 'u', isAdmin } as Account
  let changed = (): void => undefined
  const leaving = createLeavingRecordings({
    session: {
      state: () => ({ account, failure: null }),
      onChange: (listen) => {
        changed = () => listen({ account, failure: null })
        return () => undefined
      },
    },
    library: { ofRecording: (_, confUUID) => (saved.includes(confUUID) ? [{} as never] : []) },
    retentionDays: () => retentionDays,
    now: () => NOW,
  })
  const become = (patch: Partial<Account>): void => {
    account = { ...account, ...patch }
    changed()
  }
  return { leaving, become }
}

const row = (confUUID: string, days: number, state: Recording['state'] = 'ready'): Recording =>
  sampleRecording({ confUUID, startTime: daysAgo(days), state })
const entry = (confUUID: string, days: number, state: LedgerEntry['state']): LedgerEntry => ({
  ...{ site: SITE, confUUID, topic: '', scheduler: '', start: daysAgo(days), seconds: null, sizeMB: null },
  ...{ state, since: daysAgo(1), until: null, error: null, lookedUpAt: null, types: [], files: [] },
  listedBy: { who: '', search: '' },
})

test('counts listed recordings that are not saved and leave within thirty days', () => {
  const { leaving } = leavingOf({ saved: ['saved'] })
  leaving.noteRows(SITE, [row('a', 171), row('b', 155), row('new', 2), row('saved', 175)])
  leaving.noteRows(SITE, [row('a', 171), row('gone', 178, 'unavailable')])
  expect(leaving.soon()).toEqual({ leavingSoon: 2, days: 9 })
})

test('ledgers of rules add what lists have not shown, and know what is not to be saved', () => {
  const { leaving } = leavingOf()
  leaving.noteRows(SITE, [row('a', 171), row('b', 172)])
  const ledger = [entry('a', 171, 'waiting'), entry('b', 172, 'excluded'), entry('c', 176, 'failed')]
  expect(leaving.soon(ledger)).toEqual({ leavingSoon: 2, days: 4 })
  expect(leaving.soon([entry('c', 176, 'gone'), entry('d', 177, 'saved')])).toEqual({
    leavingSoon: 2,
    days: 8,
  })
})

test('says nothing while it is not known how long recordings are kept', () => {
  const { leaving } = leavingOf({ retentionDays: null })
  leaving.noteRows(SITE, [row('a', 171)])
  expect(leaving.soon()).toEqual({ leavingSoon: 0, days: null })
})

test('counts nothing for those who cannot save, and forgets the lists of another account', () => {
  const user = leavingOf({ isAdmin: false })
  user.leaving.noteRows(SITE, [row('a', 171)])
  expect(user.leaving.soon().leavingSoon).toBe(0)

  const { leaving, become } = leavingOf()
  leaving.noteRows(SITE, [row('a', 171)])
  become({ expiresAt: daysAgo(-1) })
  expect(leaving.soon().leavingSoon).toBe(1)
  become({ userId: 'other' })
  expect(leaving.soon().leavingSoon).toBe(0)
})
